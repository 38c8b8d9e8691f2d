// A talk of the store as one line, in the window's language: for the *Talks* view and for lists of talks.
import * as vscode from 'vscode';
import type { TalkSummary } from '../../play/trace.ts';
import { talkLine } from './talk-line.ts';

export function lineOfTalk(talk: TalkSummary): string {
  return talkLine(talk, {
    when: whenOf,
    turns: (count) => (count === 1 ? vscode.l10n.t('1 line') : vscode.l10n.t('{0} lines', count)),
    broken: (count) => vscode.l10n.t('{0} broken', count),
  });
}

/** Today the hour, else the day, too. */
export function whenOf(at: Date): string {
  const sameDay = at.toDateString() === new Date().toDateString();
  const day = sameDay ? {} : ({ month: 'short', day: 'numeric' } as const);
  return at.toLocaleString(vscode.env.language, { ...day, hour: 'numeric', minute: '2-digit' });
}
