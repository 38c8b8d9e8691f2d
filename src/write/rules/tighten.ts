// The same behaviour in fewer tokens: fields said shorter, each counted in the compiled prompt, all measured by the tests of the file. In: a persona.
// Out: patches with their saving. What loses a check, a value or a rule is refused here, whatever the model says.
import { roughTokens } from '../../suite/estimate.ts';
import { applyPatches } from '../apply-patches.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { type Bench, benchCost, benchOf } from '../improve/bench.ts';
import { type BenchRun, runBench } from '../improve/run-bench.ts';
import { promptTokens, versionOf } from '../improve/version.ts';
import { weigh } from '../improve/weigh.ts';
import type { MakeRecipe, WriteInput } from '../offer.ts';
import type { Effect, Patch } from '../patch.ts';
import { askRewrites } from './ask-rewrites.ts';
import { lossesOf } from './losses.ts';
import { proseFields, rewriteFields } from './prose-fields.ts';

/** Fields of fewer tokens are left alone. */
const leastTokens = 8;

/** The recipe, or why there is none. */
export const tighten: MakeRecipe = (input) => {
  const { base, files, suite, find } = input;
  const tokens = suite.measures.tokens ?? roughTokens;
  const fields = proseFields(base).filter(({ text }) => tokens(text) >= leastTokens);
  if (fields.length === 0) return 'No text of this file is long enough to be said shorter.';
  const bench = benchOf(input);
  const { most } = benchCost(bench, suite).requests;
  return {
    what: 'The same in fewer tokens',
    requests: { least: 1, most: 2 + most * (2 + fields.length) },
    async *steps(place, deps, signal) {
      yield { type: 'step', name: 'shorter words', number: 1, of: 3 };
      const asked = yield* askRewrites({ step: 'shorter words', task, fields }, place, deps, signal);
      if (!asked.ok) return asked;
      const start = versionOf(base.text, base.uri, files);
      const before = promptTokens(start.persona, { tokens }) ?? 0;
      const grounds = () => ({ reason: 'Says the same in fewer tokens.', evidence: [] });
      const shorter: Sized[] = [];
      for (const patch of rewriteFields(base, asked.texts, grounds, find)) {
        const version = versionOf(applyPatches(base.text, base.uri, [patch]).text, base.uri, files);
        const after = promptTokens(version.persona, { tokens }) ?? 0;
        const lost = lossesOf(start.persona, version.persona);
        const refused =
          patch.refused ??
          (lost.length > 0
            ? `It would lose ${lost.join(', ')}.`
            : after >= before
              ? `It is no shorter: ${before} tokens before, ${after} after.`
              : undefined);
        if (refused !== undefined)
          yield { type: 'told', severity: 'warning', message: `Refused: ${patch.title}. ${refused}` };
        else shorter.push({ patch, after });
      }
      yield {
        type: 'patches',
        patches: shorter.map((one) => ({ ...one.patch, effect: unmeasured(before, one.after) })),
      };
      if (shorter.length === 0) return { ok: true };
      yield* measured({ input, bench, before, tokens }, shorter, deps, signal);
      return { ok: true };
    },
  };
};

interface Sized {
  readonly patch: Patch;
  /** Tokens of the prompt with it alone. */
  readonly after: number;
}

interface Measuring {
  readonly input: WriteInput;
  readonly bench: Bench;
  readonly before: number;
  readonly tokens: (text: string) => number;
}

/** All together; where a test falls, each by itself, so that the author sees which one it is. */
async function* measured(
  { input, bench, before, tokens }: Measuring,
  shorter: readonly Sized[],
  _deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, void> {
  const { base, files, suite } = input;
  yield { type: 'step', name: 'tests as they are', number: 2, of: 3 };
  const old = yield* runBench(bench, input.persona, { suite }, signal);
  const all = shorter.map(({ patch }) => patch);
  const effectOf = async function* (patches: readonly Patch[]): AsyncGenerator<WriteEvent, Effect> {
    const version = versionOf(applyPatches(base.text, base.uri, patches).text, base.uri, files);
    const run: BenchRun = yield* runBench(bench, version.persona, { suite }, signal);
    const { verdict, why, tests } = weigh(old.results, run.results, new Set());
    const after = promptTokens(version.persona, { tokens }) ?? before;
    const judged = tests.some((test) => test.after !== undefined) && tests.every((test) => !test.before || test.after);
    const saved = `${before - after} of ${before} tokens saved`;
    const better = verdict !== 'worse' && judged;
    return {
      alone: patches.length === 1,
      together: patches.length === 1 ? [] : patches.map(({ id }) => id),
      tests,
      tokens: { before, after },
      verdict: verdict === 'worse' ? 'worse' : better ? 'better' : 'not measured',
      why:
        verdict === 'worse'
          ? `${why} ${saved}.`
          : better
            ? `${saved}; no test passes less often.`
            : `${saved}; no test tells whether it behaves the same.`,
    };
  };
  yield { type: 'step', name: 'tests with all of it', number: 3, of: 3 };
  const effect = yield* effectOf(all);
  yield { type: 'effect', patches: all.map(({ id }) => id), effect };
  if (effect.verdict !== 'worse' || all.length === 1) return;
  for (const patch of all) {
    if (signal.aborted) return;
    yield { type: 'step', name: `tests with “${patch.title}”`, number: 3, of: 3 };
    yield { type: 'effect', patches: [patch.id], effect: yield* effectOf([patch]) };
  }
}

function unmeasured(before: number, after: number): Effect {
  const why = `${before - after} of ${before} tokens saved; not tried by the tests yet.`;
  return { alone: true, together: [], tests: [], tokens: { before, after }, verdict: 'not measured', why };
}

const task = [
  'These are texts of a persona that are sent to a model with every request. Say each in as few tokens as you can without losing anything that',
  'changes how the persona behaves: no fact, no name, no number, no condition. Keep the language. Leave out those that cannot be shorter.',
].join('\n');
