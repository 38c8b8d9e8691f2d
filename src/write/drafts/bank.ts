// A bank of personas: so many of each type, each told who is there already. In: types, one a line. Out: a file for each. Two are distinct by what is
// said of them, not by their names alone: one too like another is asked for once more, then left out. Resumable as every run: by the cache.
import { onOneLine } from '../../lang/one-line.ts';
import { likeness } from '../../model/fallbacks/likeness.ts';
import type { RunPlace } from '../../play/call.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import type { MakeRecipe } from '../offer.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { contentOf, draftMember, fileNameOf, type Member } from './draft-member.ts';

/** From here on two are one. */
export const tooAlike = 0.8;
const usualCount = 3;
const mostMembers = 60;

export interface BankType {
  readonly type: string;
  readonly count: number;
}

/** `4 stubborn customers`, `stubborn customer: 4`, or a type alone. */
export function readBankTypes(words: string): readonly BankType[] {
  return words.split(/[\n;]/u).flatMap((line) => {
    const text = onOneLine(line.replace(/^\s*-\s/u, ''));
    const before = /^(\d{1,2})\s*[x×]?\s+(.+)$/u.exec(text);
    const behind = /^(.+?)\s*[:×x]\s*(\d{1,2})$/u.exec(text);
    const type = before?.[2] ?? behind?.[1] ?? text;
    const count = Number(before?.[1] ?? behind?.[2] ?? usualCount);
    return type === '' || count < 1 ? [] : [{ type, count }];
  });
}

/** The recipe, or why there is none. */
export const bank: MakeRecipe = ({ words }) => {
  const types = readBankTypes(words);
  const of = types.reduce((sum, { count }) => sum + count, 0);
  if (of === 0) return 'Types are needed, one a line, each with how many: “4 stubborn customers”.';
  if (of > mostMembers) return `${of} are too many for one run: at most ${mostMembers}.`;
  return {
    what: `A bank of ${of} personas`,
    requests: { least: of, most: 4 * of },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      const members: Member[] = [];
      const taken = new Set<string>();
      let number = 0;
      let label = '';
      for (const { type, count } of types) {
        for (let index = 0; index < count; index++) {
          yield { type: 'step', name: type, number: ++number, of };
          const made = yield* distinctMember(type, members, place, deps, signal);
          if (!made.ok) return made;
          label = made.label;
          if (!made.member) continue;
          members.push(made.member);
          const name = fileNameOf(made.member.name, taken);
          taken.add(name);
          yield { type: 'file', name, text: made.member.text };
        }
      }
      const message = `${members.length} of ${of} are distinct: by name, and less than ${tooAlike} alike in what is said of them (${label}).`;
      yield { type: 'told', severity: 'note', message };
      return { ok: true };
    },
  };
};

type Made =
  | { readonly ok: true; readonly member: Member | undefined; readonly label: string }
  | Extract<RecipeEnd, { ok: false }>;

async function* distinctMember(
  type: string,
  members: readonly Member[],
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Made> {
  let label = '';
  let fault = '';
  for (const step of ['member', 'member again']) {
    const made = yield* draftMember(step, requestFor(type, members, fault), place, deps, signal);
    if (!made.ok) return made;
    const like = await mostAlike(made.member, members, deps, signal);
    label = like.label;
    if (!like.fault) return { ok: true, member: made.member, label };
    fault = like.fault;
  }
  yield { type: 'told', severity: 'warning', message: `One ${type} is left out after two tries: ${fault}` };
  return { ok: true, member: undefined, label };
}

function requestFor(type: string, members: readonly Member[], fault: string): string {
  const there = members.map(({ name, text }) => `- ${name}: ${onOneLine(contentOf(text)).slice(0, 200)}`).join('\n');
  return [
    `Write a persona of this type: ${type}.`,
    there === ''
      ? ''
      : `These are there already. Be somebody else in life, character and speech, not only in name:\n${there}`,
    fault === '' ? '' : `What was written before this was rejected: ${fault}`,
    'Give it a name, a kind, a role, a few aspects, a voice, one greeting.',
  ]
    .filter((one) => one !== '')
    .join('\n\n');
}

async function mostAlike(
  member: Member,
  members: readonly Member[],
  deps: WriteDeps,
  signal: AbortSignal,
): Promise<{ readonly label: string; readonly fault: string | undefined }> {
  const content = contentOf(member.text);
  const others = members.map(({ text }) => contentOf(text));
  const [{ alike, label } = { alike: [], label: '' }] = await likeness(deps.similarity, [[content, others]], signal);
  const same = members.find(({ name }) => name.toLowerCase() === member.name.toLowerCase());
  if (same) return { label, fault: `${member.name} is a name that is taken.` };
  const most = Math.max(...alike, -1);
  const other = members[alike.indexOf(most)];
  const fault = `${member.name} is ${most.toFixed(2)} like ${other?.name}, where less than ${tooAlike} is asked.`;
  return { label, fault: most >= tooAlike ? fault : undefined };
}
