// Candidates measured against the best version so far: each alone, or all together where the budget does not allow it; then those that are
// better together once more. In: the best so far, candidates. Out: events, then the new best, which is never worse than the old.

import type { CaseResult } from '../../suite/events.ts';
import { applyPatches } from '../apply-patches.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import type { Trouble, WriteInput } from '../offer.ts';
import type { Effect, Patch } from '../patch.ts';
import type { Bench } from './bench.ts';
import type { Candidate } from './candidates.ts';
import { findingsMended } from './findings-mended.ts';
import { type BenchRun, runBench } from './run-bench.ts';
import { promptTokens, type Version, versionOf } from './version.ts';
import { weigh } from './weigh.ts';

/** A version and how it did. */
export interface Measured {
  readonly version: Version;
  readonly results: readonly CaseResult[];
}

export interface Trial extends Pick<WriteInput, 'files' | 'suite' | 'find'> {
  readonly bench: Bench;
  readonly best: Measured;
  readonly candidates: readonly Candidate[];
  /** What the candidates are to mend, on the best version so far. */
  readonly troubles: readonly Trouble[];
  /** Requests that measuring one version may cost at the most. */
  readonly each: number;
  /** Requests that are left; undefined: no limit is known. */
  readonly left: () => number | undefined;
}

export interface Tried {
  readonly best: Measured;
  /** What makes the new best out of the old one, with effects. */
  readonly kept: readonly Patch[];
  /** Nothing says whether these help, and no test fell: for the author to decide. */
  readonly open: readonly Patch[];
  readonly stopped: BenchRun['stopped'];
}

/** Asks the model only through the bench. */
export async function* tryCandidates(
  trial: Trial,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Tried> {
  const { candidates, best, left, each } = trial;
  const fits = (versions: number) => versions * each <= (left() ?? Number.POSITIVE_INFINITY);
  const nothing = { best, kept: [], open: [], stopped: undefined };
  if (candidates.length === 0) return nothing;
  const groups = fits(candidates.length) ? candidates.map((one) => [one]) : [candidates];
  const better: Outcome[] = [];
  const open: Patch[] = [];
  let stopped: BenchRun['stopped'];
  for (const [index, group] of groups.entries()) {
    if (signal.aborted) break;
    yield { type: 'step', name: nameOf(group), number: index + 1, of: groups.length };
    const outcome = yield* measure(trial, group, fits(1), deps, signal);
    stopped ??= outcome.stopped;
    const { verdict, why } = outcome.effect;
    if (verdict === 'better') better.push(outcome);
    else if (verdict === 'not measured') open.push(...withEffect(outcome));
    else yield { type: 'told', severity: 'note', message: `Not proposed: ${titles(group)}. ${why}` };
  }
  const [first, ...more] = [...better].sort((a, b) => score(b.after) - score(a.after));
  if (!first || signal.aborted) return { ...nothing, open, stopped };
  if (more.length > 0 && fits(1)) {
    yield { type: 'step', name: 'together', number: 1, of: 1 };
    const all = [first, ...more];
    const joint = yield* measure(
      trial,
      all.flatMap(({ group }) => group),
      true,
      deps,
      signal,
    );
    stopped ??= joint.stopped;
    if (joint.effect.verdict === 'better' && score(joint.after) >= score(first.after)) {
      return { best: joint.after, kept: all.flatMap(withEffect), open, stopped };
    }
  }
  for (const { group } of more) {
    const why = `Better by itself, and not beside ${titles(first.group)}, which does more.`;
    yield { type: 'told', severity: 'note', message: `Not proposed: ${titles(group)}. ${why}` };
  }
  return { best: first.after, kept: withEffect(first), open, stopped };
}

interface Outcome {
  readonly group: readonly Candidate[];
  readonly after: Measured;
  readonly effect: Effect;
  readonly stopped: BenchRun['stopped'];
}

async function* measure(
  { bench, best, files, suite, find, left, troubles }: Trial,
  group: readonly Candidate[],
  affordable: boolean,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Outcome> {
  const { tree, persona } = best.version;
  const patches = group.map(({ patch }) => patch);
  const version = versionOf(applyPatches(tree.text, tree.uri, patches).text, tree.uri, files);
  const claimed = claimsOf(group, best.results);
  const none = { results: [], requests: 0, stopped: undefined };
  const enough = (results: readonly CaseResult[]) =>
    weigh(partOf(best.results, results), results, claimed).fell.length > 0;
  const run = affordable ? yield* runBench(bench, version.persona, { suite, requests: left(), enough }, signal) : none;
  const meant = group.flatMap(({ quoted }) => (quoted.length === 0 ? troubles : quoted));
  const mends = findingsMended(tree, version.tree, find, meant);
  const weighed = weigh(best.results, run.results, claimed, mends);
  const before = promptTokens(persona, deps.measures);
  const after = promptTokens(version.persona, deps.measures);
  const { verdict, why, tests } = weighed;
  const effect: Effect = {
    alone: group.length === 1,
    together: group.length === 1 ? [] : patches.map(({ id }) => id),
    tests,
    tokens: before === undefined || after === undefined ? undefined : { before, after },
    verdict,
    why: affordable || verdict !== 'not measured' ? why : 'The budget does not allow measuring it.',
  };
  return { group, after: { version, results: run.results }, effect, stopped: run.stopped };
}

/** The failing tests that are quoted; a patch that quotes nothing that was found claims all of them. */
function claimsOf(group: readonly Candidate[], results: readonly CaseResult[]): ReadonlySet<string> {
  const failing = results.filter(({ failed }) => failed > 0).map(({ case: { id } }) => id);
  const claimed = group.flatMap(({ quoted }) =>
    quoted.length === 0 ? failing : quoted.flatMap((trouble) => trouble.case ?? []),
  );
  return new Set(claimed);
}

function partOf(all: readonly CaseResult[], some: readonly CaseResult[]): readonly CaseResult[] {
  const ids = new Set(some.map((result) => result.case.id));
  return all.filter((result) => ids.has(result.case.id));
}

/** The shares of all tests together: which of two versions that are both better is the better one. */
function score({ results }: Measured): number {
  return results.reduce((sum, { passed, failed }) => sum + (passed + failed === 0 ? 0 : passed / (passed + failed)), 0);
}

function withEffect({ group, effect }: Outcome): readonly Patch[] {
  return group.map(({ patch }) => ({ ...patch, effect }));
}

function nameOf(group: readonly Candidate[]): string {
  return group.length === 1 ? `measure ${titles(group)}` : `measure ${group.length} changes together`;
}

function titles(group: readonly Candidate[]): string {
  return group.map(({ patch }) => `“${patch.title}”`).join(', ');
}
