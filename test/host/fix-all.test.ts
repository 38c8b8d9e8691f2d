// All fixes of a file at once, as the editor asks for them: by its own command, and by kind. What is safe is mended, and nothing else.
import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { findingIn, noneIn } from './kit/findings.ts';
import { openPersona, persona, waitFor } from './kit/open-persona.ts';

describe('source.fixAll', () => {
  const broken = persona.replace('voice\n', 'voise\n').replace('rules\n', 'rule\n');

  it('is offered by its kind, with every preferred fix in one edit', async () => {
    const document = await openPersona(broken);
    await findingIn(document.uri, 'misspelt-block');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, 0, 0),
      'source.fixAll',
    );
    assert.deepEqual(
      actions.map(({ kind, edit }) => [kind?.value, edit?.get(document.uri).length]),
      [['source.fixAll.dramatis', 2]],
    );
  });

  it('mends the file through the editor’s own command', async () => {
    const document = await openPersona(broken);
    await findingIn(document.uri, 'misspelt-block');
    await vscode.commands.executeCommand('editor.action.fixAll');
    await waitFor(() => (document.getText() === persona ? true : undefined));
    await noneIn(document.uri, 'misspelt-block');
  });
});
