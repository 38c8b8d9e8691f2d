// *Export*: a talk as a file of the user's choice: the whole trace, a transcript in Markdown, or chat messages as JSON. In: the talk. Out: a
// file where the user says, written whole or not at all; whether to replace one the dialog asks.

import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { exportMessages } from '../../play/export-messages.ts';
import type { SessionState } from '../../play/session.ts';
import { writeTalkFile } from '../../play/talk-file.ts';
import { thumbsOf } from '../../play/thumbs.ts';
import type { TraceRecord } from '../../play/trace.ts';
import { transcript } from '../../play/transcript.ts';
import { fileNameOf } from '../file-name.ts';
import { plainLabel } from '../plain-label.ts';
import { writeWhole } from '../write-whole.ts';

interface Format extends vscode.QuickPickItem {
  readonly ending: string;
  text(folder: string): string;
}

/** Asks for a format and a place. `records`: the talk as it is stored. */
export async function exportTalk(
  uri: vscode.Uri,
  state: SessionState,
  records: readonly TraceRecord[],
  newId: () => string,
): Promise<void> {
  if (state.turns.length === 0) throw new UserError(vscode.l10n.t('Nothing was said yet.'));
  const format = await vscode.window.showQuickPick(formatsOf(state, records), {
    title: vscode.l10n.t('Export this talk as'),
  });
  if (!format) return;
  const name = fileNameOf(uri).replace(/\.persona$/, '');
  const defaultUri = vscode.Uri.joinPath(uri, '..', `${name}${format.ending}`);
  const target = await vscode.window.showSaveDialog({ defaultUri, title: vscode.l10n.t('Export this talk') });
  if (!target) return;
  const text = format.text(vscode.Uri.joinPath(target, '..').toString());
  await writeWhole(target, new TextEncoder().encode(text), { overwrite: true, newId });
  const open = vscode.l10n.t('Open');
  const said = plainLabel(vscode.l10n.t('Exported as {0}.', vscode.workspace.asRelativePath(target)));
  if ((await vscode.window.showInformationMessage(said, open)) === open) await vscode.window.showTextDocument(target);
}

function formatsOf(state: SessionState, records: readonly TraceRecord[]): Format[] {
  const json = (system: boolean) => `${JSON.stringify(exportMessages(state, { system }), undefined, 2)}\n`;
  return [
    {
      label: `$(history) ${vscode.l10n.t('Talk file')}`,
      detail: vscode.l10n.t('Everything: branches, what was sent, ledgers. Can be imported again.'),
      ending: '.talk.jsonl',
      text: (folder) => writeTalkFile(records, folder),
    },
    {
      label: `$(markdown) ${vscode.l10n.t('Markdown')}`,
      detail: vscode.l10n.t('A transcript to read.'),
      ending: '.md',
      text: () =>
        transcript(state.turns, {
          persona: state.persona.name,
          format: 'markdown',
          thumbs: thumbsOf(state.notes),
        }),
    },
    {
      label: `$(json) ${vscode.l10n.t('Messages as JSON')}`,
      detail: vscode.l10n.t('A list of role and content, as most tools read it. Without the prompt.'),
      ending: '.json',
      text: () => json(false),
    },
    {
      label: `$(json) ${vscode.l10n.t('Messages as JSON, with the prompt')}`,
      detail: vscode.l10n.t('The same, beginning with the system message.'),
      ending: '.json',
      text: () => json(true),
    },
  ];
}
