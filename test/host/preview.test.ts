// The preview panel, *what was sent* and the *Talks* view inside a real extension host, as far as they can be seen from there.
import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { waitFor } from './kit/open-persona.ts';

function panels(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('dramatis.play'));
}

async function until(holds: () => boolean): Promise<void> {
  await waitFor(() => (holds() ? true : undefined)).catch(() => assert.fail(`never came: ${holds}`));
}

function persona(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

describe('Dramatis: Play', () => {
  afterEach(() => vscode.window.tabGroups.close(panels()));

  it('opens one panel for each persona, named after it', async () => {
    await vscode.commands.executeCommand('dramatis.play', persona('holmes.persona'));
    await until(() => panels().length === 1);
    await until(() => panels()[0]?.label === 'Play: Sherlock Holmes');
    await vscode.commands.executeCommand('dramatis.play', persona('holmes.persona'));
    assert.equal(panels().length, 1);
    await vscode.commands.executeCommand('dramatis.play', persona('watson.persona'));
    await until(() => panels().length === 2);
  });

  it('takes up a new name from the editor, unsaved', async () => {
    const document = await vscode.workspace.openTextDocument(persona('watson.persona'));
    await vscode.commands.executeCommand('dramatis.play', document.uri);
    await until(() => panels().some(({ label }) => label.includes('Watson')));
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('Watson', document.getText().indexOf('persona '));
    edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + 6)), 'Hudson');
    await vscode.workspace.applyEdit(edit);
    await until(() => panels().some(({ label }) => label.includes('Hudson')));
    assert.equal(document.isDirty, true);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('a file that is not there opens a panel that says so, and nothing breaks', async () => {
    await vscode.commands.executeCommand('dramatis.play', persona('nobody.persona'));
    await until(() => panels().length === 1);
  });
});

describe('what was sent', () => {
  it('of a request that is gone says so', async () => {
    const uri = vscode.Uri.from({ scheme: 'dramatis-sent', path: '/x.md', query: 'talk=none&request=none' });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), /not in the store/);
  });
});

describe('the Talks view', () => {
  it('shows', async () => {
    await vscode.commands.executeCommand('dramatis.talks.focus');
  });
});
