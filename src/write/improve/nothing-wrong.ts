// What an author is told where a run finds nothing to mend: that all is well, and only where it is. In: results of the tests, what was asked for. Out: one
// message. Pure.
import type { CaseResult } from '../../suite/events.ts';
import type { Told } from '../review.ts';
import { quotedTitles } from './quoted-titles.ts';

export interface Looked {
  readonly results: readonly CaseResult[];
  /** Whether the author picked what counts: the rest may fail all the same. */
  readonly picked: boolean;
  /** Whether there is anybody to judge what no program can. */
  readonly judge: boolean;
  /** From 1. */
  readonly round: number;
}

/** A warning where a test could not be decided, with the first reason and what to do; else a note. */
export function nothingWrong({ results, picked, judge, round }: Looked): Told {
  const open = results.filter(({ state }) => state !== 'passed' && state !== 'failed' && state !== 'flaky');
  const failing = results.filter(({ failed }) => failed > 0);
  if (open.length === 0 && failing.length === 0 && round === 1 && !picked) {
    return { severity: 'note', message: 'Every test passes, and nothing else is wrong: there is nothing to improve.' };
  }
  const found =
    round > 1
      ? 'With what is proposed, nothing is seen to be wrong any more.'
      : picked
        ? 'Nothing that was picked is seen to be wrong.'
        : 'No test is seen to fail, and nothing else is wrong.';
  const rest = failing.length > 0 ? [`Not picked, and failing: ${titlesOf(failing)}.`] : [];
  if (open.length === 0) return { severity: 'note', message: [found, ...rest].join(' ') };
  const why = open.find((result) => result.why !== '')?.why ?? '';
  const many = open.length === 1 ? '1 test is unsure' : `${open.length} tests are unsure`;
  const unsure = `${many}: ${titlesOf(open)}.`;
  const todo = judge || open.every(({ state }) => state !== 'unsure') ? [] : [nameJudge];
  return {
    severity: 'warning',
    message: [found, ...rest, unsure, why, ...todo].filter((part) => part !== '').join(' '),
  };
}

function titlesOf(results: readonly CaseResult[]): string {
  return quotedTitles(results.map(({ case: { title } }) => title));
}

const nameJudge =
  'Name a `judge` in dramatis.json and improve again, or say in `must:` and `never:` lines what a program can decide.';
