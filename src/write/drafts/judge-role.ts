// The examples of a character put before judges: who of four is speaking, how much of the evidence the answer has, whether it declines. In: a file
// with examples called `inside …` and `outside …`. Out: what was found, in words; no patch. Three samples each, at temperature 0.2.
import type { Persona } from '../../lang/persona.ts';
import type { RunPlace } from '../../play/call.ts';
import { askVotes } from '../ask-votes.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import type { MakeRecipe } from '../offer.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import type { Table } from '../table.ts';
import { readChoice } from './choose-option.ts';
import { type JudgedTurn, roleFigures } from './role-figures.ts';

const samples = 3;

/** The recipe, or why there is none. */
export const judgeRole: MakeRecipe = ({ persona }) => {
  const turns = turnsOf(persona);
  if (turns.length === 0) {
    return 'There are no examples called “inside …” or “outside …”: write a character from a name first.';
  }
  return {
    what: `How well ${persona.name} holds the role`,
    requests: { least: turns.length * 3, most: turns.length * 3 * samples },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      const judged: JudgedTurn[] = [];
      for (const [index, turn] of turns.entries()) {
        yield { type: 'step', name: `judge “${turn.title}”`, number: index + 1, of: turns.length };
        const votes: (readonly string[])[] = [];
        const right = Math.floor(deps.random() * candidates.length);
        for (const [step, question] of questionsOf(persona, turn, right)) {
          const asked = yield* vote(step, question, turn, place, deps, signal);
          if (!asked.ok) return asked;
          votes.push(asked.texts);
        }
        const [identity = [], knowledge = [], rejects = []] = votes;
        judged.push({
          identity: identity.map((text) => readLetter(text, letters[right] ?? '')),
          knowledge: knowledge.map(readTen),
          rejects: rejects.map(readBit),
          shouldReject: turn.shouldReject,
        });
      }
      yield { type: 'table', table: turnsTable(turns, judged) };
      yield { type: 'told', severity: 'note', message: inWords(judged, deps) };
      return { ok: true };
    },
  };
};

interface RoleTurn {
  readonly title: string;
  readonly question: string;
  readonly answer: string;
  readonly shouldReject: boolean;
}

function turnsOf({ examples }: Persona): readonly RoleTurn[] {
  return examples.flatMap(({ title: heading, lines }) => {
    const title = heading?.value ?? '';
    const kind = /^(inside|outside)\b/u.exec(title)?.[1];
    const question = lines.find(({ speaker }) => speaker === 'user')?.text.value;
    const answer = lines.find(({ speaker, thought }) => speaker === 'self' && !thought)?.text.value;
    if (!kind || !question || !answer) return [];
    return [{ title, question, answer, shouldReject: kind === 'outside' }];
  });
}

/** Those beside whom the right one stands: of other times and trades. */
const others = ['a ship’s cook of the 1860s', 'a present-day tax adviser', 'a pilot of a mail rocket in 2190'];
const letters = ['A', 'B', 'C', 'D'];
const candidates = letters;

function questionsOf(persona: Persona, { shouldReject }: RoleTurn, right: number): readonly [string, string][] {
  const offered = [...others];
  offered.splice(right, 0, [persona.name, persona.head.get('role')?.value].filter(Boolean).join(', '));
  const facts = persona.knows.map(({ text }) => `- ${text.value}`).join('\n');
  const known = shouldReject
    ? 'The question lies outside what the speaker can know.'
    : `What the speaker knows:\n${facts}`;
  return [
    [
      'identity',
      `Who of these gave the answer?\n${offered.map((one, at) => `${letters[at]}. ${one}`).join('\n')}\nReply with one letter.`,
    ],
    [
      'knowledge',
      `${known}\nFrom 1 to 10, how well does the answer agree with that? 10: fully, nothing against it. Reply with the number.`,
    ],
    ['rejection', 'Does the answer decline, saying that the speaker does not know? Reply 1 for yes, 0 for no.'],
  ];
}

function vote(
  step: string,
  question: string,
  { question: asked, answer }: RoleTurn,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): ReturnType<typeof askVotes> {
  const fenced = fence(`Visitor: ${asked}\nAnswer: ${answer}`, deps.random);
  const content = `${fenced.text}\n\n${fenceRule(fenced)}\n\n${question}`;
  return askVotes({ step, messages: [{ role: 'user', content }], temperature: 0.2 }, samples, place, deps, signal);
}

/** True: the right letter. Undefined: no letter stands there by itself; the candidates begin with “a”, too. */
export function readLetter(text: string, right: string): boolean | undefined {
  const choice = readChoice(text, letters.length);
  return choice === undefined ? undefined : letters[choice] === right;
}

/** 1 to 10; undefined: no such number begins the answer. */
export function readTen(text: string): number | undefined {
  const number = Number(/^\D{0,20}?(\d+(?:\.\d+)?)(?!\d)/u.exec(text)?.[1]);
  return number >= 1 && number <= 10 ? number : undefined;
}

/** 1 or 0, yes or no; undefined: neither. */
export function readBit(text: string): boolean | undefined {
  const word = /^[\s"'“(*]*(1|0|yes|no)(?![\p{L}\p{N}])/iu.exec(text)?.[1]?.toLowerCase();
  return word === undefined ? undefined : word === '1' || word === 'yes';
}

/** Three figures of each example, with what should have been. */
function turnsTable(turns: readonly RoleTurn[], judged: readonly JudgedTurn[]): Table {
  const shown = (value: number | undefined) => (value === undefined ? 'no verdict' : value.toFixed(4));
  const verdict = (rejects: boolean | undefined) => (rejects === undefined ? 'no verdict' : rejects ? 'yes' : 'no');
  return {
    title: 'What the judges say of each example',
    columns: ['example', 'recognised', 'knowledge', 'declines', 'should decline'],
    rows: roleFigures(judged).turns.map(({ identity, knowledge, rejects }, at) => {
      const { title = '', shouldReject = false } = turns[at] ?? {};
      return [title, shown(identity), shown(knowledge), verdict(rejects), verdict(shouldReject)];
    }),
  };
}

function inWords(judged: readonly JudgedTurn[], deps: WriteDeps): string {
  const { identity, knowledge, rejection, noVerdict, samples: asked, unreadable } = roleFigures(judged);
  const shown = (value: number | undefined) => (value === undefined ? 'no verdict' : value.toFixed(4));
  return [
    `Recognised: ${shown(identity)} of 1. Knowledge: ${shown(knowledge)} of 10. Declines as it should: ${shown(rejection)} of 1`,
    `${noVerdict > 0 ? ` (${noVerdict} without a verdict)` : ''}.`,
    ` ${asked} samples by ${deps.model.identity.label}, ${unreadable} of them unreadable.`,
  ].join('');
}
