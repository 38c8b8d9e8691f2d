// Results of tests and probes as JSON for programs, talks included. Lines and columns from 1. Holds what was said and never a key.
import type { CaseResult, CaseRun, CheckResult } from '../events.ts';
import { countStates, type FileRun, howAsked, placeOf, totalCost } from './file-run.ts';

/**
 * `{version, files: [{path, model, judge, notes, stopped, results: [{id, kind, title, rule, probe, state, why, line, column, passed,
 * failed, interval, asked, cached, earlierPrompt, runs: [{talk, repeat, outcome, cached, labels, failure, turns, checks}]}]}], counts, cost}`. A result with a simulated user has `user`: its name and model.
 * @param more put beside `files`, by name: coverage, a comparison.
 */
export function suiteJson(runs: readonly FileRun[], more: Readonly<Record<string, unknown>> = {}): string {
  const files = runs.map((run) => ({
    path: run.path,
    model: run.summary.model ?? null,
    judge: run.summary.judge ?? null,
    notes: run.summary.notes,
    stopped: run.summary.stopped ?? null,
    results: run.results.map((result) => resultJson(run, result)),
  }));
  const counts = Object.fromEntries(countStates(runs));
  return `${JSON.stringify({ version: 1, files, counts, cost: totalCost(runs), ...more }, undefined, 2)}\n`;
}

function resultJson(run: FileRun, result: CaseResult): object {
  const { case: one, interval } = result;
  return {
    id: one.id,
    kind: one.kind,
    title: one.title,
    rule: one.rule ?? null,
    probe: one.probe ?? null,
    state: result.state,
    why: result.why,
    ...placeOf(run, result),
    passed: result.passed,
    failed: result.failed,
    interval: interval ?? null,
    asked: howAsked(result),
    ...(result.user && { user: { name: one.simulated?.asker.name, model: result.user } }),
    cached: result.runs.reduce((sum, each) => sum + each.cached, 0),
    earlierPrompt: result.earlierPrompt,
    runs: result.runs.map(runJson),
  };
}

function runJson(run: CaseRun): object {
  return {
    talk: run.talk,
    repeat: run.repeat,
    outcome: run.outcome,
    requests: run.requests.length,
    cached: run.cached,
    labels: run.labels,
    failure: run.failure ? { reason: run.failure.reason, message: run.failure.message } : null,
    turns: run.turns.map(({ id, speaker, text, model }) => ({
      id,
      speaker,
      text,
      ...(model && { model: model.label }),
    })),
    checks: run.checks.map(checkJson),
  };
}

function checkJson({ what, expected, rule, turn, state, counts, why, span, judge }: CheckResult): object {
  return {
    what,
    expected,
    rule: rule ?? null,
    turn,
    state,
    counts,
    why,
    span: span ?? null,
    ...(judge && { judge: { answer: judge.answer, why: judge.why, unreadable: judge.unreadable, same: judge.same } }),
  };
}
