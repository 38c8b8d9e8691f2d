// `…`: a simulated user talks with the persona, so many lines or one.
import * as vscode from 'vscode';
import { askAsUser, startInterview } from '../../interview/start-interview.ts';
import type { MoreContext, MoreEntry } from '../more-actions.ts';

/** A scene has a schedule of its own. */
const offered = ({ talk }: MoreContext) => talk !== undefined && !talk.state.scene;

export const interviewEntry: MoreEntry = {
  icon: 'comment-discussion-sparkle',
  label: () => vscode.l10n.t('Interview…'),
  detail: () => vscode.l10n.t('A simulated user asks, line after line.'),
  offered,
  run: startInterview,
};

export const askAsUserEntry: MoreEntry = {
  icon: 'comment',
  label: () => vscode.l10n.t('Ask as the user'),
  detail: () => vscode.l10n.t('A model says one line in your place.'),
  offered,
  run: askAsUser,
};
