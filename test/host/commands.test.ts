// Every command of ids.ts is there once the extension runs, and the features that need no panel do what they say.
import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { commands, languageId } from '../../src/host/ids.ts';
import { openPersona, persona, waitFor } from './kit/open-persona.ts';

describe('commands', () => {
  it('are all registered', async () => {
    await vscode.extensions.getExtension('dramatis.dramatis')?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = Object.values(commands).filter(({ id }) => !registered.has(id));
    assert.deepEqual(missing, []);
  });
});

describe('a persona document', () => {
  it('has the language, and the editor is set up for prose', async () => {
    const document = await openPersona(persona);
    assert.equal(document.languageId, languageId);
    const editor = vscode.workspace.getConfiguration('editor', document);
    assert.equal(editor.get('wordWrap'), 'on');
    assert.equal(editor.get('insertSpaces'), true);
    assert.equal(editor.get('tabSize'), 2);
    assert.equal(editor.get('wordBasedSuggestions'), 'off');
  });

  it('offers to play on the header and on each dialogue, at its line', async () => {
    const document = await openPersona(persona);
    const lenses = await waitFor(async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return found.length >= 6 ? found : undefined;
    });
    const shown = lenses.map(({ range, command }) => [
      document.lineAt(range.start.line).text.split(' ')[0],
      command?.command,
    ]);
    assert.deepEqual(shown, [
      ['persona', commands.play.id],
      ['persona', commands.showPrompt.id],
      ['rules', commands.showUntestedRules.id],
      ['rules', undefined],
      ['', undefined],
      ['example', commands.playHere.id],
    ]);
  });

  it('has no lenses where the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('dramatis');
    await settings.update('codeLens', false, true);
    try {
      const document = await openPersona(persona);
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      assert.deepEqual(found, []);
    } finally {
      await settings.update('codeLens', undefined, true);
    }
  });
});
