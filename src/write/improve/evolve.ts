// Many lines of a user answered, each answer criticised and refined; what holds stands as an example in the prompt of the next round, which asks
// only for what still fails. In: the file and the lines. Out: a recipe that proposes examples. Training on them is somebody else's.
import { compile } from '../../lang/compile.ts';
import { render } from '../../lang/render.ts';
import type { RunPlace } from '../../play/call.ts';
import { judgeReply } from '../../rules/judge.ts';
import { applyPatches } from '../apply-patches.ts';
import { askText } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import type { MakeRecipe, WriteInput } from '../offer.ts';
import type { Patch } from '../patch.ts';
import { patchesOfText } from '../patches-of.ts';
import type { Recipe } from '../run-recipe.ts';
import { flawsInWords } from './critique.ts';
import { critiqueAndRefine, type RefinedReply } from './critique-and-refine.ts';
import { exampleText } from './example-text.ts';
import { type RoundEnd, runRounds } from './rounds.ts';
import { type Version, versionOf } from './version.ts';

/** What became of one line in one round. */
export interface EvolveRow extends RefinedReply {
  readonly round: number;
  readonly prompt: string;
  readonly response: string;
}

/** Lines typed, one a line; else the first lines of the user in the tests. */
export const evolve: MakeRecipe = (input) => {
  const typed = input.words.split(/\r\n|\n|\r/u).map((line) => line.replace(/^\s*-\s+/u, '').trim());
  const lines = typed.filter((line) => line !== '');
  const tested = input.persona.tests.flatMap(({ lines: said }) => {
    const first = said.find(({ speaker, thought }) => speaker === 'user' && !thought);
    return first ? [first.text.value.trim()] : [];
  });
  const prompts = [...new Set(lines.length > 0 ? lines : tested)];
  if (prompts.length === 0) return 'Lines that a user could say are needed, one a line.';
  return evolveOn(input, prompts, 2);
};

/** `take` is given each row as it is known. */
export function evolveOn(
  input: Pick<WriteInput, 'base' | 'files' | 'find' | 'persona'>,
  prompts: readonly string[],
  most: number,
  take: (row: EvolveRow) => void = () => undefined,
): Recipe {
  return {
    what: `Examples for ${input.persona.name}, from criticised replies`,
    // An answer and its critique at the least; twice where it cannot be read, as the judge is.
    requests: { least: 2 * prompts.length, most: 6 * prompts.length * most },
    async *steps(place, deps, signal) {
      const { base, files } = input;
      const start: State = { open: prompts, version: versionOf(base.text, base.uri, files) };
      const round = (state: State, number: number) => evolveOnce(input, state, number, take, place, deps, signal);
      const { failure } = yield* runRounds({ most, start, round }, signal);
      return failure ? { ok: false, failure } : { ok: true };
    },
  };
}

interface State {
  /** What still fails. */
  readonly open: readonly string[];
  /** The file with what held so far as examples. */
  readonly version: Version;
}

async function* evolveOnce(
  { base, files, find }: Pick<WriteInput, 'base' | 'files' | 'find'>,
  { open, version }: State,
  round: number,
  take: (row: EvolveRow) => void,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, RoundEnd<State>> {
  const failing: string[] = [];
  const found: Patch[] = [];
  let before = 0;
  let after = 0;
  const { book, persona, tree } = version;
  const grown = () => versionOf(applyPatches(tree.text, tree.uri, found).text, base.uri, files);
  for (const [index, prompt] of open.entries()) {
    if (signal.aborted) break;
    yield { type: 'step', name: `round ${round}`, number: index + 1, of: open.length };
    const talk = [{ role: 'user', content: prompt }] as const;
    const { messages } = render(compile(persona, { values: { turn: 1 } }), talk, {
      systemRole: deps.model.capabilities.systemRole,
    });
    const asked = yield* askText({ step: 'respond', messages }, place, deps, signal);
    const state = () => ({ open: [...failing, ...open.slice(index)], version: grown() });
    if (!asked.ok) return { failed: asked.failure, state: state() };
    const response = asked.reply.text.trim();
    const refined = yield* critiqueAndRefine({ book, talk, response }, place, deps, signal);
    if (!refined.ok) return { failed: refined.failure, state: state() };
    take({ ...refined, round, prompt, response });
    if (keeps(version, prompt, response, deps)) before++;
    if (refined.outcome === 'rejected') {
      failing.push(prompt);
      yield { type: 'told', severity: 'note', message: `Rejected: “${prompt}”. ${refined.why}` };
      continue;
    }
    if (keeps(version, prompt, refined.text ?? '', deps)) after++;
    if (refined.outcome !== 'refined' || refined.text === undefined) continue;
    const reason = `Refined: ${flawsInWords(refined.flaws).replace(/\n/gu, ' ')} ${refined.why}`.trim();
    const evidence = [{ quote: response, found: true }];
    const text = exampleText([
      { speaker: 'user', text: prompt },
      { speaker: 'self', text: refined.text },
    ]);
    if (text === undefined) {
      yield { type: 'told', severity: 'note', message: `“${prompt}” and its answer cannot be written as an example.` };
      continue;
    }
    const { patches } = patchesOfText(tree, text, { reason, evidence }, find);
    found.push(...patches.filter(({ refused }) => refused === undefined));
  }
  if (found.length > 0) yield { type: 'patches', patches: found };
  const kept = open.length - failing.length;
  const message = `Round ${round}: ${kept} of ${open.length} hold. Every rule was kept in ${before} replies, and is in ${after} now.`;
  yield { type: 'told', severity: 'note', message };
  const next: State = { open: failing, version: grown() };
  return failing.length === 0 ? { last: next } : { next };
}

/** No rule that a program can decide is broken. */
function keeps({ book }: Version, prompt: string, reply: string, { measures }: WriteDeps): boolean {
  const verdicts = judgeReply(book, [{ role: 'user', content: prompt }], reply, { measures });
  return verdicts.every(({ state }) => state !== 'broken');
}
