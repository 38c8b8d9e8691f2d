// Files that a run of writing made beside its patches: opened as unsaved editors, or saved into a folder that the author picks; what is there
// already is never written over. In: files. Out: editors or files, as the author says, and nothing before.
import * as vscode from 'vscode';
import type { Ending, WriteEvent } from '../../write/events.ts';
import { exists } from '../exists.ts';
import { plainLabel } from '../plain-label.ts';

export type DraftedFile = Extract<WriteEvent, { readonly type: 'file' }>;

export interface Offered {
  readonly files: readonly DraftedFile[];
  /** What else the run said; the worst of it is shown where no review shows it. */
  readonly told: readonly WriteEvent[];
  readonly near: vscode.Uri;
  readonly ending: Ending;
  /** Goes on with a run that was not done. */
  readonly goOn: () => Promise<void>;
}

export async function offerFiles({ files, told, near, ending, goOn }: Offered): Promise<void> {
  const library = files.length === 1 ? files.find(({ name }) => name.endsWith('.strategies')) : undefined;
  const libraries = library && (await import('../strategies/open-library.ts'));
  const open = libraries ? await libraries.libraryAction(library, near) : vscode.l10n.t('Open');
  const save = vscode.l10n.t('Save in a Folder…');
  const again = vscode.l10n.t('Go On');
  const faults = told.filter((event) => event.type === 'told' && event.severity !== 'note').length;
  const made =
    files.length === 1
      ? vscode.l10n.t('Drafted: {0}.', files[0]?.name ?? '')
      : vscode.l10n.t('Drafted: {0} files.', files.length);
  const [first, ...rest] = files;
  const isNoted = faults > 0 && first?.name.endsWith('.persona') === true;
  const doubts = isNoted ? vscode.l10n.t('Remarks at the head of the first: {0}.', faults) : '';
  const short =
    ending.how === 'cancelled'
      ? vscode.l10n.t('Stopped before the end. Begun again, it asks nothing twice.')
      : 'failure' in ending
        ? vscode.l10n.t('It did not come to its end. {0}', ending.failure.message)
        : '';
  const words = plainLabel([short, made, doubts].filter((one) => one !== '').join(' '));
  // A library is added to where it belongs, and saved by its author.
  const ways = [open, ...(library ? [] : [save]), ...(short === '' ? [] : [again])];
  const show = 'failure' in ending ? vscode.window.showErrorMessage : vscode.window.showInformationMessage;
  const picked = await show(words, ...ways);
  const noted = first && isNoted ? [{ ...first, text: headed(first, told) }, ...rest] : files;
  if (picked === open) await (libraries ? libraries.openLibrary(library, near) : openAll(noted));
  if (picked === save) await saveAll(noted, near);
  if (picked === again) await goOn();
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
