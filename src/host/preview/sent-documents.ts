// The read-only documents behind *what was sent*, read from the store, so that they outlive the panel they were opened from. What makes them is loaded with the first.
import * as vscode from 'vscode';
import type { Deps } from '../deps.ts';
import { sentScheme } from '../ids.ts';

/** Address of the document of one request of one talk. */
export function sentUri(talk: string, request: string, persona: string): vscode.Uri {
  const query = new URLSearchParams({ talk, request }).toString();
  return vscode.Uri.from({ scheme: sentScheme, path: `/${persona.replace(/[\\/]/g, ' ')} – sent.md`, query });
}

/** Opens the document of a request beside. */
export async function showSent(talk: string, request: string, persona: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(sentUri(talk, request, persona));
  await vscode.window.showTextDocument(document, { preview: true });
}

/** Answers for the scheme. */
export function registerSentDocuments(context: vscode.ExtensionContext, { talks }: Deps): void {
  const provider: vscode.TextDocumentContentProvider = {
    async provideTextDocumentContent(uri) {
      const query = new URLSearchParams(uri.query);
      const [store, { requestsOf }, { panelSent }, { sentDocument }, { fill, previewWords }] = await Promise.all([
        talks.store(),
        import('../../play/restore.ts'),
        import('./panel-events.ts'),
        import('./sent-document.ts'),
        import('../../wire/preview-words.ts'),
      ]);
      const records = await store.read(query.get('talk') ?? '');
      const request = requestsOf(records).find(({ id }) => id === query.get('request'));
      if (!request) return vscode.l10n.t('This request is not in the store any more.');
      return sentDocument(panelSent(request), {
        title: vscode.l10n.t(previewWords.whatWasSent),
        folded: vscode.l10n.t(previewWords.folded),
        dropped: vscode.l10n.t('Left out'),
        tokens: (count) => fill(vscode.l10n.t(previewWords.tokens), count),
        temperature: (value) => fill(vscode.l10n.t(previewWords.temperature), value),
      });
    },
  };
  context.subscriptions.push(vscode.workspace.registerTextDocumentContentProvider(sentScheme, provider));
}
