// `Dramatis: Play`: one panel a persona, beside its text; brought back after a reload with the talk it showed; talks of the store opened in it.

import * as vscode from 'vscode';
import { readPanelMemory } from '../../wire/preview-protocol.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { fileNameOf } from '../file-name.ts';
import { commands, previewPanel } from '../ids.ts';
import { registerInterview } from '../interview/register-interview.ts';
import { registerMemory } from '../memory/register-memory.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import { registerScene } from '../scene/register-scene.ts';
import { isTalk } from '../talks/register-talks.ts';
import { registerPanelCommands } from './panel-commands.ts';
import type { PreviewPanel } from './preview-panel.ts';
import { registerSentDocuments } from './sent-documents.ts';

/** A panel that is open. What plays in it is loaded with the first one. */
interface Opened {
  readonly panel: vscode.WebviewPanel;
  readonly uri: vscode.Uri;
  readonly preview: Promise<PreviewPanel>;
}

/** Registers the command, the serializer and *what was sent*. */
export function registerPreview(context: vscode.ExtensionContext, deps: Deps): void {
  const open = new Map<string, Opened>();
  let latest: Opened | undefined;

  function take(panel: vscode.WebviewPanel, uri: vscode.Uri, talk: string | undefined): Promise<PreviewPanel> {
    let closed = false;
    const preview = import('./preview-panel.ts').then((module) => {
      const made = new module.PreviewPanel(panel, uri, talk, context.extensionUri, deps);
      if (closed) made.dispose();
      return made;
    });
    const opened = { panel, uri, preview };
    open.set(uri.toString(), opened);
    latest = opened;
    panel.onDidChangeViewState(() => {
      if (panel.active) latest = opened;
    });
    panel.onDidDispose(() => {
      closed = true;
      if (open.get(uri.toString()) === opened) open.delete(uri.toString());
      if (latest === opened) latest = [...open.values()].at(-1);
      void preview.then((made) => made.dispose());
    });
    return preview;
  }

  async function show(uri: vscode.Uri, talk?: string): Promise<PreviewPanel> {
    const known = open.get(uri.toString());
    if (known) {
      known.panel.reveal();
      const preview = await known.preview;
      if (talk !== undefined && preview.talk !== talk) void preview.showTalk(talk);
      return preview;
    }
    const file = fileNameOf(uri).replace(/\.persona$/, '');
    const title = vscode.l10n.t('Play: {0}', file);
    // The panel has a search of its own: VS Code's sees only the lines that are drawn.
    const options = { enableScripts: true };
    return take(vscode.window.createWebviewPanel(previewPanel, title, vscode.ViewColumn.Beside, options), uri, talk);
  }

  const panelOf = async (given: unknown) => {
    const active = [...open.values()].find(({ panel }) => panel.active);
    const uri = given instanceof vscode.Uri || !active ? personaInFocus(given) : active.uri;
    return (await show(uri)).context();
  };
  registerInterview(context, deps, panelOf);
  registerMemory(context, deps, panelOf);
  registerScene(
    context,
    deps,
    async (uri, setup) => void (await show(uri)).playScene(setup),
    () => [...open.values()].find(({ panel }) => panel.active)?.uri,
  );
  registerSentDocuments(context, deps);
  registerPanelCommands(context, deps, (persona) => ((persona && open.get(persona.toString())) ?? latest)?.preview);
  registerCommand(context, deps.log, commands.play, async (persona) => void (await show(personaInFocus(persona))));
  registerCommand(context, deps.log, commands.openTalk, async (talk, turn) => {
    if (!isTalk(talk)) return;
    const preview = await show(vscode.Uri.parse(talk.personaUri), talk.id);
    // Menus hand over more than the talk.
    if (typeof turn === 'string') await preview.lookAt(turn);
  });
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(previewPanel, {
      async deserializeWebviewPanel(panel, state) {
        const memory = readPanelMemory(state);
        if (!memory || open.has(vscode.Uri.parse(memory.uri).toString())) panel.dispose();
        else await take(panel, vscode.Uri.parse(memory.uri), memory.talk === '' ? undefined : memory.talk);
      },
    }),
    {
      dispose() {
        for (const { preview } of open.values()) void preview.then((made) => made.dispose());
      },
    },
  );
}
