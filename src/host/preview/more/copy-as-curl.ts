// `…`: the last request of the talk, as a command line.
import * as vscode from 'vscode';
import { copyRequestAsCurl } from '../../commands/copy-as-curl.ts';
import type { MoreEntry } from '../more-actions.ts';

export const copyAsCurl: MoreEntry = {
  icon: 'terminal',
  label: () => vscode.l10n.t('Copy the last request as curl'),
  detail: () => vscode.l10n.t('What was sent, without the key'),
  offered: ({ talk }) => talk?.state.requests.at(-1)?.wire !== undefined,
  run: ({ talk, uri, deps }) => copyRequestAsCurl(deps, talk?.state.requests.at(-1), uri),
};
