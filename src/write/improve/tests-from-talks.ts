// Dialogues become tests: the lines of the user as they were said, and each rule that a program saw at work in the reply as what the next reply must keep.
// In: a kept talk, a transcript, or the examples of the file. Out: one patch for each dialogue. No model is asked; a rule that was broken makes a test
// that fails now, and that is said.
import { freeTitle, membersOfDialogue } from '../../lang/edit/dialogue.ts';
import { authorTalks } from '../../lint/static/author-talks.ts';
import type { Turn } from '../../play/events.ts';
import { eventsOf } from '../../play/restore.ts';
import { dialogueOf, ruleStates } from '../../play/save-as.ts';
import type { TraceRecord } from '../../play/trace.ts';
import { pathTo } from '../../play/tree.ts';
import { judge } from '../../rules/judge.ts';
import { readTalk } from '../drafts/read-talk.ts';
import type { WriteEvent } from '../events.ts';
import type { MakeRecipe, WriteInput } from '../offer.ts';
import type { Patch } from '../patch.ts';
import { patchesOfBlocks, plainName } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { shortLine } from '../short-line.ts';

/** The recipe, or why there is none. */
export const testsFromTalks: MakeRecipe = (input) => {
  const dialogues = dialoguesOf(input).filter((turns) => turns.some(({ speaker }) => speaker === 'user'));
  if (dialogues.length === 0) {
    return 'There is no dialogue to make a test of: give a kept talk or a transcript, or write an example into the file.';
  }
  return {
    what: 'Tests from dialogues',
    requests: { least: 0, most: 0 },
    async *steps(): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'tests', number: 1, of: 1 };
      const taken = new Set<string>();
      const patches: Patch[] = [];
      for (const turns of dialogues) {
        const made = testOf(input, turns, taken);
        if (typeof made === 'string') yield { type: 'told', severity: 'warning', message: made };
        else patches.push(...made);
      }
      if (patches.length > 0) yield { type: 'patches', patches };
      return { ok: true };
    },
  };
};

/** What was given; without anything, what the author wrote as examples. Replies have the verdicts of the rules as they stand now. */
function dialoguesOf(input: WriteInput): readonly (readonly Turn[])[] {
  const { talk, text = '', persona } = input;
  if (talk) return [judged(input, turnsOfTalk(talk))];
  if (text.trim() !== '') {
    const said = readTalk(text).map(({ number, user, text }): Turn => turnOf(number, user, text));
    return [judged(input, said)];
  }
  const examples = authorTalks(persona).filter(({ what }) => what === 'example');
  return examples.map(({ messages }) =>
    judged(
      input,
      messages.map(({ role, content }, at) => turnOf(at, role !== 'assistant', content)),
    ),
  );
}

function turnOf(number: number, user: boolean, text: string): Turn {
  return { id: String(number), speaker: user ? 'user' : 'self', text };
}

/** As it stands at its end. What others of a scene say is heard as the user. */
function turnsOfTalk(records: readonly TraceRecord[]): readonly Turn[] {
  const turns = eventsOf(records).flatMap((event) =>
    event.type === 'turn' || event.type === 'replied' ? [event.turn] : [],
  );
  const tree = [...new Map(turns.map((turn) => [turn.id, turn])).values()];
  return pathTo(tree, tree.at(-1)?.id).filter(({ thought }) => !thought);
}

function judged({ book, suite }: WriteInput, turns: readonly Turn[]): readonly Turn[] {
  const talk = turns.map(({ speaker, text }) => {
    return { role: speaker === 'self' ? ('assistant' as const) : ('user' as const), content: text };
  });
  const judgement = judge(book, talk, { measures: suite.measures });
  const verdicts = new Map(judgement.turns.map((turn) => [turn.message, turn.verdicts]));
  return turns.map((turn, at) => ({ ...turn, verdicts: verdicts.get(at) ?? [] }));
}

/** One patch, or in words why there is none. */
function testOf({ base, find }: WriteInput, turns: readonly Turn[], taken: Set<string>): readonly Patch[] | string {
  const states = ruleStates(turns);
  const keeps = states.map(({ rule }) => rule);
  const first = shortLine(turns.find(({ speaker }) => speaker === 'user')?.text ?? '', 40);
  if (keeps.length === 0) {
    return `No rule that a program can decide was at work after “${first}”: a test of it would ask for nothing. Write a check, or a \`judge:\` line.`;
  }
  const wanted = plainName(first) || 'a talk';
  let title = freeTitle(base, 'test', wanted);
  for (let number = 2; taken.has(title); number++) title = freeTitle(base, 'test', `${wanted} ${number}`);
  taken.add(title);
  const children = membersOfDialogue(dialogueOf(turns, { word: 'test', title, keeps }));
  if (typeof children === 'string') return `“${first}”: ${children}`;
  const broken = states.filter((one) => one.broken > 0).map(({ rule }) => rule);
  const reason =
    broken.length > 0
      ? `In this dialogue ${broken.join(', ')} was broken: the test fails until that is mended.`
      : `In this dialogue ${keeps.join(', ')} held.`;
  const evidence = turns.flatMap(({ id, speaker, text }) =>
    speaker === 'self' && text.trim() !== '' ? [{ quote: shortLine(text, 200), turn: id, found: true }] : [],
  );
  const grounds = new Map([[title, { reason, evidence }]]);
  return patchesOfBlocks(base, [{ word: 'test', title, children }], reason, grounds, find);
}
