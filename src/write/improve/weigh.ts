// Two versions of a persona by the same tests: better, worse or the same. In: how often each test passed before and after, which tests the
// change claims to mend. Out: a verdict in words. Pure; ties keep the start.
import { wilson } from '../../measure/wilson.ts';
import type { CaseResult } from '../../suite/events.ts';
import type { Effect, TestEffect } from '../patch.ts';
import { quotedTitles } from './quoted-titles.ts';

export interface Weighed extends Pick<Effect, 'verdict' | 'why' | 'tests'> {
  /** Titles of tests whose share rose, and fell, by more than chance explains. */
  readonly rose: readonly string[];
  readonly fell: readonly string[];
}

/**
 * Better: at least one claimed test rose and none fell. Worse: one fell. A share rises (falls) where each of the two lies outside the 95 %
 * interval of the other. `mends`: claimed findings that `findingsMended` saw mended; they count like a claimed test that rose. `after` may hold fewer
 * tests than `before`; a test that was judged before and is not now is not measured.
 */
export function weigh(
  before: readonly CaseResult[],
  after: readonly CaseResult[],
  claimed: ReadonlySet<string>,
  mends: readonly string[] = [],
): Weighed {
  const now = new Map(after.map((result) => [result.case.id, result]));
  const rows = before.map((old) => ({ id: old.case.id, effect: effectOf(old, now.get(old.case.id)) }));
  const tests = rows.map(({ effect }) => effect);
  const fell = tests.filter((test) => changeOf(test) === 'fell').map(({ test }) => test);
  const rose = rows.filter(({ effect }) => changeOf(effect) === 'rose');
  const risen = rose.map(({ effect }) => effect.test);
  const mended = rose.filter(({ id }) => claimed.has(id)).map(({ effect }) => effect.test);
  const open = tests.filter((test) => test.before && !test.after).map(({ test }) => test);
  const base = { tests, rose: risen, fell };
  if (fell.length > 0) return { ...base, verdict: 'worse', why: `${quotedTitles(fell)} passes less often.` };
  if (open.length > 0) return { ...base, verdict: 'not measured', why: `${quotedTitles(open)} could not be judged.` };
  if (mends.length > 0) {
    return { ...base, verdict: 'better', why: `Mends ${quotedTitles(mends)}; no test passes less often.` };
  }
  if (tests.every((test) => !test.after)) return { ...base, verdict: 'not measured', why: 'No test could be judged.' };
  if (mended.length > 0)
    return { ...base, verdict: 'better', why: `${quotedTitles(mended)} passes more often, and none less.` };
  if (claimed.size === 0)
    return { ...base, verdict: 'not measured', why: 'No test tells whether this helps; none passes less often.' };
  return { ...base, verdict: 'same', why: 'No test that failed passes more often than chance explains.' };
}

function effectOf(before: CaseResult, after: CaseResult | undefined): TestEffect {
  return {
    test: before.case.title,
    samples: after?.runs.length ?? 0,
    before: shareOf(before),
    after: after && shareOf(after),
  };
}

/** Of runs that were judged; undefined where none was, or where the test could not be run to its end. */
function shareOf({ passed, failed, state }: CaseResult): TestEffect['before'] {
  const interval = state === 'unfinished' ? undefined : wilson(passed, passed + failed);
  return interval && { share: interval.share, interval };
}

function changeOf({ before, after }: TestEffect): 'rose' | 'fell' | 'same' {
  if (!before || !after) return 'same';
  if (after.share > before.interval.high && before.share < after.interval.low) return 'rose';
  if (after.share < before.interval.low && before.share > after.interval.high) return 'fell';
  return 'same';
}
