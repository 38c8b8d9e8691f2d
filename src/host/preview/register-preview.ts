// `Dramatis: Play`: one panel a persona, beside its text; brought back after a reload with the talk it showed; talks of the store opened in it.
import * as vscode from 'vscode';
import { readPanelMemory } from '../../wire/preview-protocol.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, previewPanel } from '../ids.ts';
import { registerInterview } from '../interview/register-interview.ts';
import { registerMemory } from '../memory/register-memory.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import { registerScene } from '../scene/register-scene.ts';
import { isTalk } from '../talks/register-talks.ts';
import { registerPanelCommands } from './panel-commands.ts';
import { PreviewPanel } from './preview-panel.ts';
import { registerSentDocuments } from './sent-documents.ts';

/** Registers the command, the serializer and *what was sent*. */
export function registerPreview(context: vscode.ExtensionContext, deps: Deps): void {
  const open = new Map<string, PreviewPanel>();
  let latest: PreviewPanel | undefined;

  function take(panel: vscode.WebviewPanel, uri: vscode.Uri, talk: string | undefined): void {
    const preview = new PreviewPanel(panel, uri, talk, context.extensionUri, deps);
    open.set(uri.toString(), preview);
    latest = preview;
    panel.onDidChangeViewState(() => {
      if (panel.active) latest = preview;
    });
    panel.onDidDispose(() => {
      if (open.get(uri.toString()) === preview) open.delete(uri.toString());
      if (latest === preview) latest = [...open.values()].at(-1);
      preview.dispose();
    });
  }

  function show(uri: vscode.Uri, talk?: string): void {
    const known = open.get(uri.toString());
    if (known) {
      known.panel.reveal();
      if (talk !== undefined && known.talk !== talk) void known.showTalk(talk);
      return;
    }
    const file = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/\.persona$/, '');
    const title = vscode.l10n.t('Play: {0}', file);
    // The panel has a search of its own: VS Code's sees only the lines that are drawn.
    const options = { enableScripts: true };
    take(vscode.window.createWebviewPanel(previewPanel, title, vscode.ViewColumn.Beside, options), uri, talk);
  }

  const panelOf = (given: unknown) => {
    const active = [...open.values()].find(({ panel }) => panel.active);
    const uri = given instanceof vscode.Uri || !active ? personaInFocus(given) : active.uri;
    show(uri);
    return open.get(uri.toString())?.context();
  };
  registerInterview(context, deps, panelOf);
  registerMemory(context, deps, panelOf);
  registerScene(
    context,
    deps,
    (uri, setup) => {
      show(uri);
      void open.get(uri.toString())?.playScene(setup);
    },
    () => [...open.values()].find(({ panel }) => panel.active)?.uri,
  );
  registerSentDocuments(context, deps);
  registerPanelCommands(context, deps, (persona) => (persona && open.get(persona.toString())) ?? latest);
  registerCommand(context, deps.log, commands.play, (persona) => show(personaInFocus(persona)));
  registerCommand(context, deps.log, commands.openTalk, (talk) => {
    if (isTalk(talk)) show(vscode.Uri.parse(talk.personaUri), talk.id);
  });
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(previewPanel, {
      async deserializeWebviewPanel(panel, state) {
        const memory = readPanelMemory(state);
        if (!memory || open.has(vscode.Uri.parse(memory.uri).toString())) panel.dispose();
        else take(panel, vscode.Uri.parse(memory.uri), memory.talk === '' ? undefined : memory.talk);
      },
    }),
    {
      dispose() {
        for (const preview of open.values()) preview.dispose();
      },
    },
  );
}
