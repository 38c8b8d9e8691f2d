// A character card opened in VS Code: its picture and its fields, to look at, and *Open as Persona*. An editor beside the usual one of pictures and
// JSON, never instead of it; the one of a CHARX, which has no usual one. Reads the card and nothing else; writes nothing.
import * as vscode from 'vscode';
import type { Deps } from '../deps.ts';
import { cardEditor, charxEditor } from '../ids.ts';
import { reportError } from '../report-error.ts';

/** Registers the editor; nothing of the formats is loaded before one is opened. */
export function registerCardEditor(context: vscode.ExtensionContext, deps: Pick<Deps, 'log' | 'world'>): void {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }, panel) => show(uri, panel, deps),
  };
  const options = { supportsMultipleEditorsPerDocument: true };
  for (const viewType of [cardEditor, charxEditor])
    context.subscriptions.push(vscode.window.registerCustomEditorProvider(viewType, provider, options));
}

async function show(
  uri: vscode.Uri,
  panel: vscode.WebviewPanel,
  { log, world }: Pick<Deps, 'log' | 'world'>,
): Promise<void> {
  const [{ readCardFile }, { readCard }, { pictureOfCharx }, { toBase64 }, { cardPage, noCardPage }] =
    await Promise.all([
      import('../../interop/card/card-file.ts'),
      import('../../interop/card/card.ts'),
      import('../../interop/card/picture-of-charx.ts'),
      import('../../interop/card/base64.ts'),
      import('./card-page.ts'),
    ]);
  const bytes = await vscode.workspace.fs.readFile(uri);
  const file = readCardFile(bytes);
  const read = file.ok ? readCard(file.json) : file;
  const { webview } = panel;
  if (!file.ok || !read.ok) {
    webview.html = noCardPage(read.ok ? '' : read.reason, vscode.env.language);
    return;
  }
  webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(uri, '..')] };
  const { card } = read;
  const packed = file.container === 'charx' ? pictureOfCharx(bytes, card) : undefined;
  const inside = packed && `data:${packed.type};base64,${toBase64(packed.bytes)}`;
  webview.html = cardPage({
    card,
    picture: file.container === 'png' ? webview.asWebviewUri(uri).toString() : inside,
    source: inside === undefined ? webview.cspSource : 'data:',
    nonce: world.newId().replaceAll('-', ''),
    language: vscode.env.language,
    words: {
      open: vscode.l10n.t('Open as Persona'),
      version: vscode.l10n.t('Character card {0}', card.version),
      lore: vscode.l10n.t('Lore'),
      notSent: vscode.l10n.t('For readers: no part of the persona’s prompt'),
      empty: vscode.l10n.t('This card says nothing but a name.'),
    },
  });
  webview.onDidReceiveMessage(async (message: unknown) => {
    if (message !== 'open') return;
    try {
      const { importFiles } = await import('./import-files.ts');
      await importFiles([uri], { world });
    } catch (error) {
      void reportError(log, error);
    }
  });
}
