// The compiled prompt beside its persona: shown without taking the focus, read-only, live while typing.
import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { commands, promptScheme } from '../../src/host/ids.ts';
import { openPersona, persona, replaceAll, waitFor } from './kit/open-persona.ts';

const shownPrompt = () =>
  vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === promptScheme)?.document;

describe('the compiled prompt', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens beside the file, leaves the cursor where it was, and has what the file says', async () => {
    const document = await openPersona(persona);
    await vscode.commands.executeCommand(commands.showPrompt.id);
    const prompt = await waitFor(() => (shownPrompt()?.getText().includes('archivist') ? shownPrompt() : undefined));
    assert.equal(prompt.languageId, 'markdown');
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.match(prompt.getText(), /Never names the mayor\./);
    assert.doesNotMatch(prompt.getText(), /Mayor Quill/, 'a check is not sent to the model');
  });

  it('follows what is typed', async () => {
    const document = await openPersona(persona);
    await vscode.commands.executeCommand(commands.showPrompt.id);
    await waitFor(() => (shownPrompt()?.getText().includes('Plain and exact.') ? true : undefined));
    await replaceAll(document, persona.replace('Plain and exact.', 'Whispers, as libraries ask.'));
    const text = await waitFor(() => {
      const shown = shownPrompt()?.getText();
      return shown?.includes('Whispers, as libraries ask.') ? shown : undefined;
    });
    assert.doesNotMatch(text, /Plain and exact\./);
  });

  it('says how many tokens it has', async () => {
    await openPersona(persona);
    await vscode.commands.executeCommand(commands.showPrompt.id);
    const title = await waitFor(async () => {
      const uri = shownPrompt()?.uri;
      if (!uri) return undefined;
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
      return lenses[0]?.command?.title;
    });
    assert.match(title, /^\d+ tokens/);
  });
});
