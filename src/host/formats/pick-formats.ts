// Which formats of training rows are wanted. In: the registry. Out: what the user ticked; undefined where they thought better of it.
import * as vscode from 'vscode';
import type { DataFormat } from '../../data/format.ts';
import { dataFormats } from '../../data/formats.ts';

export async function pickFormats(): Promise<readonly DataFormat[] | undefined> {
  const rows = dataFormats.map((format) => ({
    label: format.title,
    description: format.id,
    detail: `${format.needs} ${vscode.l10n.t('Taken by {0}', format.takenBy)}`,
    format,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Export training rows as'),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked && picked.length > 0 ? picked.map(({ format }) => format) : undefined;
}
