// What was accepted, measured as one run: the file as it was and as it is, by the same tests. In: both, the patches. Out: a recipe whose effects
// take the place of the figures before.
import type { MeasureAccepted } from '../offer.ts';
import type { Effect } from '../patch.ts';
import { benchCost, benchOf } from './bench.ts';
import { findingsMended } from './findings-mended.ts';
import { failureOf } from './improve.ts';
import { runBench } from './run-bench.ts';
import { troublesOfFindings } from './troubles.ts';
import { promptTokens, versionOf } from './version.ts';
import { weigh } from './weigh.ts';

/** Nothing accepted is nothing to measure. */
export const measureAccepted: MeasureAccepted = (input, accepted, now) => {
  if (accepted.length === 0) return 'Nothing was accepted: there is nothing to measure.';
  const bench = benchOf(input);
  const { least, most } = benchCost(bench, input.suite).requests;
  const ids = accepted.map(({ id }) => id);
  return {
    what: 'What was accepted, measured together',
    requests: { least: 2 * least, most: 2 * most },
    async *steps(_place, deps, signal) {
      const { base, files, suite, find } = input;
      const start = versionOf(base.text, base.uri, files);
      const end = versionOf(now.text, base.uri, files);
      yield { type: 'step', name: 'as it was', number: 1, of: 2 };
      const before = yield* runBench(bench, start.persona, { suite }, signal);
      if (before.stopped) return { ok: false, failure: failureOf(before.stopped) };
      yield { type: 'step', name: 'as it is', number: 2, of: 2 };
      const after = yield* runBench(bench, end.persona, { suite }, signal);
      if (after.stopped) return { ok: false, failure: failureOf(after.stopped) };
      const failing = new Set(before.results.filter(({ failed }) => failed > 0).map((result) => result.case.id));
      // Where nothing was picked, whatever was found was to be mended.
      const meant = input.troubles.length > 0 ? input.troubles : troublesOfFindings(start.tree, find);
      const mends = findingsMended(start.tree, end.tree, find, meant);
      const { verdict, why, tests } = weigh(before.results, after.results, failing, mends);
      const tokens = [start, end].map(({ persona }) => promptTokens(persona, deps.measures));
      const [less, more] = tokens;
      const effect: Effect = {
        alone: accepted.length === 1,
        together: accepted.length === 1 ? [] : ids,
        tests,
        tokens: less === undefined || more === undefined ? undefined : { before: less, after: more },
        verdict,
        why,
      };
      yield { type: 'effect', patches: ids, effect };
      return { ok: true };
    },
  };
};
