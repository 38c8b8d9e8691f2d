// *Paste as persona*: JSON of a character card, a TinyTroupe agent or another format, pasted into an editor of a persona. Into an empty one goes the persona
// itself; into one that says something already the text goes as ever, and a persona beside it is offered. The JSON is kept in a file beside it.

import * as vscode from 'vscode';
import { languageId } from '../ids.ts';
import { foreignBeside, withPersona } from './persona-beside.ts';

const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('dramatis', 'persona');

/** In UTF-16 code units; more is no card that somebody copied. */
const longest = 5_000_000;

/** Registers the offer. */
export function registerPastePersona(context: vscode.ExtensionContext): void {
  const provider: vscode.DocumentPasteEditProvider = {
    provideDocumentPasteEdits: (document, ranges, data, _context, token) => pasteEdits(document, ranges, data, token),
  };
  const metadata = { providedPasteEditKinds: [kind], pasteMimeTypes: ['text/plain'] };
  context.subscriptions.push(vscode.languages.registerDocumentPasteEditProvider(languageId, provider, metadata));
}

async function pasteEdits(
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  data: vscode.DataTransfer,
  token: vscode.CancellationToken,
): Promise<vscode.DocumentPasteEdit[] | undefined> {
  const text = await data.get('text/plain')?.asString();
  // Whatever is no JSON is no business of ours: nothing is loaded for it.
  if (!text || text.length > longest || !/^\s*[{[]/u.test(text) || token.isCancellationRequested) return undefined;
  const bytes = new TextEncoder().encode(text);
  const [{ formatOf }, { fileNameOf }] = await Promise.all([
    import('../../interop/formats.ts'),
    import('../../interop/file-name.ts'),
  ]);
  const format = formatOf(bytes, 'pasted.json');
  const plain = format?.read?.(bytes, { source: undefined });
  if (!format || !plain?.ok || token.isCancellationRequested) return undefined;
  const empty = isEmptyWithout(document, ranges);
  const folder = document.isUntitled ? undefined : vscode.Uri.joinPath(document.uri, '..');
  const beside =
    folder && (await foreignBeside(folder, { name: `${fileNameOf(plain.name)}${format.extension}`, bytes }));
  if (token.isCancellationRequested || (!empty && !(folder && beside))) return undefined;
  const title = empty ? vscode.l10n.t('Paste as Persona') : vscode.l10n.t('Make a Persona of It');
  const offer = new vscode.DocumentPasteEdit(empty ? (beside?.read ?? plain).text : '', title, kind);
  if (!empty && folder && beside) {
    await withPersona(beside.edit, folder, beside.read);
    offer.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
  }
  if (beside) offer.additionalEdit = beside.edit;
  return [offer];
}

/** Whether nothing but what is pasted over stands in the document. */
function isEmptyWithout(document: vscode.TextDocument, ranges: readonly vscode.Range[]): boolean {
  const text = document.getText();
  let rest = '';
  let at = 0;
  for (const range of [...ranges].sort((a, b) => a.start.compareTo(b.start))) {
    rest += text.slice(at, document.offsetAt(range.start));
    at = document.offsetAt(range.end);
  }
  return (rest + text.slice(at)).trim() === '';
}
