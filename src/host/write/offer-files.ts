// Files that a run of writing made beside its patches: opened as unsaved editors, or saved into a folder that the author picks; what is there
// already is never written over. In: files. Out: editors or files, as the author says, and nothing before.
import * as vscode from 'vscode';
import type { WriteEvent } from '../../write/events.ts';
import { plainLabel } from '../plain-label.ts';

export type DraftedFile = Extract<WriteEvent, { readonly type: 'file' }>;

/** `told`: what else the run said; the worst of it is shown where no review shows it. */
export async function offerFiles(
  files: readonly DraftedFile[],
  told: readonly WriteEvent[],
  near: vscode.Uri,
): Promise<void> {
  const open = vscode.l10n.t('Open');
  const save = vscode.l10n.t('Save in a Folder…');
  const faults = told.filter((event) => event.type === 'told' && event.severity !== 'note').length;
  const made =
    files.length === 1
      ? vscode.l10n.t('Drafted: {0}.', files[0]?.name ?? '')
      : vscode.l10n.t('Drafted: {0} files.', files.length);
  const doubts = faults === 0 ? '' : ` ${vscode.l10n.t('{0} remarks are at the head of the first.', faults)}`;
  const picked = await vscode.window.showInformationMessage(plainLabel(`${made}${doubts}`), open, save);
  const [first, ...rest] = files;
  const noted =
    first && faults > 0 && first.name.endsWith('.persona') ? [{ ...first, text: headed(first, told) }, ...rest] : files;
  if (picked === open) await openAll(noted);
  if (picked === save) await saveAll(noted, near);
}

/** What was told, as comments. */
function headed({ text }: DraftedFile, told: readonly WriteEvent[]): string {
  const lines = told.flatMap((event) =>
    event.type === 'told' && event.severity !== 'note' ? [`# ${event.message.replace(/\s+/gu, ' ')}`] : [],
  );
  return `${lines.join('\n')}\n${text}`;
}

async function openAll(files: readonly DraftedFile[]): Promise<void> {
  for (const { name, text } of files) {
    const language = name.endsWith('.persona') ? 'persona' : 'plaintext';
    const document = await vscode.workspace.openTextDocument({ language, content: text });
    await vscode.window.showTextDocument(document, { preview: false });
  }
}

async function saveAll(files: readonly DraftedFile[], near: vscode.Uri): Promise<void> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      defaultUri: vscode.workspace.getWorkspaceFolder(near)?.uri,
      openLabel: vscode.l10n.t('Save Here'),
    })) ?? [];
  if (!folder) return;
  const left: string[] = [];
  for (const { name, text } of files) {
    const uri = vscode.Uri.joinPath(folder, name);
    if (await exists(uri)) left.push(name);
    else await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }
  if (left.length > 0) {
    const message = vscode.l10n.t('There already, and left as they are: {0}.', left.join(', '));
    void vscode.window.showWarningMessage(plainLabel(message));
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
