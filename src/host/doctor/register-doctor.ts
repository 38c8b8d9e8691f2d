// `Dramatis: Doctor`: why a model does not answer, as a document that fills while the doctor looks. Loads what looks when it is first run.
import * as vscode from 'vscode';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, doctorScheme } from '../ids.ts';
import { findPersonaInFocus } from '../persona-in-focus.ts';
import { DoctorDocument } from './doctor-document.ts';

/** Registers command and documents. */
export function registerDoctor(context: vscode.ExtensionContext, deps: Deps): void {
  const document = new DoctorDocument();
  context.subscriptions.push(document, vscode.workspace.registerTextDocumentContentProvider(doctorScheme, document));
  registerCommand(context, deps.log, commands.doctor, async (persona) => {
    const uri = findPersonaInFocus(persona);
    const { visit } = await import('./visit.ts');
    const title = vscode.l10n.t('The doctor is looking');
    const location = vscode.ProgressLocation.Notification;
    const stop = new AbortController();
    let shown = false;
    let end: () => void = () => undefined;
    const running = new Promise<void>((resolve) => {
      end = resolve;
    });
    const tell = (markdown: string) => {
      document.fill(markdown);
      if (shown) return;
      shown = true;
      void show(document.uri);
      void vscode.window.withProgress({ location, title, cancellable: true }, (_progress, token) => {
        token.onCancellationRequested(() => stop.abort());
        return running;
      });
    };
    try {
      await visit({ deps, context, uri, tell }, stop.signal);
    } finally {
      end();
    }
  });
}

async function show(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
}
