// What the view *Review* shows of each thing, and above all of them. In: values of a review. Out: items of a tree and words. Decides nothing.
import * as vscode from 'vscode';
import { effectWord } from '../../write/effect-lines.ts';
import type { Ending } from '../../write/events.ts';
import { countOf, type Review, type ReviewRow, type Told } from '../../write/review.ts';
import type { Table } from '../../write/table.ts';
import { unsupportedIn } from '../../write/unsupported.ts';
import { commandWith } from '../commands/register-command.ts';
import { commands } from '../ids.ts';
import { kindWord, rankWord, stateWord } from './review-words.ts';

/** Above the tree: how far it is, and what it cost. */
export function reviewMessage(review: Review): string {
  const { rows, ending, spent, step } = review;
  const decided = rows.length - countOf(review, 'open');
  const tokens = spent.input + spent.output;
  const cost =
    spent.requests === 1
      ? vscode.l10n.t('1 request, {0} tokens', tokens)
      : vscode.l10n.t('{0} requests, {1} tokens', spent.requests, tokens);
  const state =
    rows.length === 0 && ending
      ? vscode.l10n.t('Nothing is proposed')
      : vscode.l10n.t('{0} of {1} decided', decided, rows.length);
  const going = ending ? shortWord(ending) : vscode.l10n.t('being written: {0}', step?.name ?? '…');
  return [state, going, cost].filter((part) => part !== '').join(' · ');
}

/** Why there may be less than was to come. */
function shortWord({ how }: Ending): string {
  if (how === 'done' || how === 'nothing') return '';
  if (how === 'budget') return vscode.l10n.t('the budget of requests ended it');
  if (how === 'unreadable') return vscode.l10n.t('an answer could not be read');
  return how === 'cancelled' ? vscode.l10n.t('stopped') : vscode.l10n.t('the model failed');
}

export function patchItem(row: ReviewRow, rows: readonly ReviewRow[], cannot: string | undefined): vscode.TreeItem {
  const { patch, state, edited } = row;
  const item = new vscode.TreeItem(patch.title);
  item.id = patch.id;
  const why = state === 'open' ? (patch.refused ?? cannot) : undefined;
  const passed = state === 'rejected' ? patch.passedOver : undefined;
  const isLoose = unsupportedIn(patch).length > 0;
  const words = [
    why === undefined ? (passed ?? stateWord(row)) : vscode.l10n.t('cannot be accepted'),
    ...(isLoose ? [vscode.l10n.t('not supported')] : []),
    ...rankWord(patch, rows),
    kindWord(patch),
    ...(edited ? [vscode.l10n.t('edited by you')] : []),
    effectWord(patch),
  ];
  item.description = words.filter((word) => word !== '').join(' · ');
  item.tooltip = [patch.title, item.description, why ?? patch.reason, patch.after ?? patch.before ?? ''].join('\n');
  const icon = state === 'open' && isLoose ? 'question' : icons[state];
  item.iconPath = new vscode.ThemeIcon(why === undefined ? icon : 'warning');
  item.contextValue =
    state === 'open' ? (why === undefined ? (patch.kind === 'remove' ? 'removal' : 'open') : 'cannot') : state;
  item.command = commandWith(commands.showPatch, vscode.l10n.t('Show'), { patch: patch.id });
  item.accessibilityInformation = { label: `${patch.title}, ${item.description}` };
  return item;
}

/** One row for all tables: they open side by side with what they are about. */
export function figuresItem(tables: readonly Table[]): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Figures side by side'));
  item.description = tables.map(({ title }) => title).join(', ');
  item.tooltip = item.description;
  item.iconPath = new vscode.ThemeIcon('table');
  item.contextValue = 'figures';
  item.command = commandWith(commands.showFigures, vscode.l10n.t('Show'));
  return item;
}

export function toldItem({ severity, message }: Told): vscode.TreeItem {
  const item = new vscode.TreeItem(message.replace(/\s+/gu, ' '));
  item.tooltip = message;
  item.iconPath = new vscode.ThemeIcon(severity === 'note' ? 'info' : severity);
  item.contextValue = 'told';
  const word = { error: vscode.l10n.t('error'), warning: vscode.l10n.t('warning'), note: vscode.l10n.t('note') };
  item.accessibilityInformation = { label: `${word[severity]}: ${message}` };
  return item;
}

const icons = { open: 'circle-large-outline', accepted: 'check', rejected: 'close' } as const;
