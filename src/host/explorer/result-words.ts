// How a result is told in a few words: its state, and how many of how many runs, with the interval. Values in, words out.
import * as vscode from 'vscode';
import type { CaseResult, CaseRun, CaseState } from '../../suite/events.ts';
import type { TalkWords } from './talk-document.ts';

/** As in *no reply found*. */
export function stateWords(state: CaseState): string {
  switch (state) {
    case 'passed':
      return vscode.l10n.t('passed');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'flaky':
      return vscode.l10n.t('flaky');
    case 'unsure':
      return vscode.l10n.t('unsure');
    case 'satisfiable':
      return vscode.l10n.t('satisfiable');
    case 'no-reply-found':
      return vscode.l10n.t('no reply found');
    case 'not-asked':
      return vscode.l10n.t('no model was asked');
    case 'unfinished':
      return vscode.l10n.t('unfinished');
  }
}

/** As in `3 of 5 runs passed (60 %, 95 % interval 23 to 88 %)`; empty where nothing was decided. */
export function shareWords({ passed, failed, interval }: CaseResult): string {
  if (!interval) return '';
  const [share, low, high] = [interval.share, interval.low, interval.high].map((part) => Math.round(part * 100));
  const runs = passed + failed;
  return vscode.l10n.t(
    '{0} of {1} runs passed ({2} %, 95 % interval {3} to {4} %)',
    passed,
    runs,
    share ?? 0,
    low ?? 0,
    high ?? 0,
  );
}

/** Who answered; empty where nobody was asked. */
export function modelWords({ model, user, case: one }: CaseResult): string {
  const played = model ? vscode.l10n.t('Model: {0}', model.label) : '';
  if (!user) return played;
  return `${played}\n${vscode.l10n.t('Simulated user: {0}, by {1}', one.simulated?.asker.name ?? '', user.label)}`;
}

/** The words of a talk's document. */
export function talkWords(): TalkWords {
  return {
    you: vscode.l10n.t('You'),
    outcome: (run, of) => {
      const repeat = vscode.l10n.t('run {0} of {1}', run.repeat + 1, of.case.repeat);
      return `${outcomeWords(run)}, ${repeat}`;
    },
    share: shareWords,
    broken: vscode.l10n.t('broken'),
    unsure: vscode.l10n.t('unsure'),
    model: vscode.l10n.t('Model'),
    nothing: vscode.l10n.t('Nothing was said.'),
  };
}

function outcomeWords({ outcome, failure }: CaseRun): string {
  return outcome === 'unfinished' && failure?.reason === 'cancelled' ? vscode.l10n.t('stopped') : stateWords(outcome);
}
