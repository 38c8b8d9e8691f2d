// Personas that nobody opened: their problems stand in Problems, those that git ignores have none, and a change on disk is followed.
import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.ts';
import { codesIn } from './kit/findings.ts';
import { openPersona, persona, waitFor } from './kit/open-persona.ts';

describe('the whole folder in the background', () => {
  it('tells what is wrong with files that are not open, and leaves alone what git ignores', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
    const put = (name: string, text: string) =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
    const codes = (name: string) => codesIn(vscode.Uri.joinPath(folder, name));
    // This folder stands below a checkout, which ignores it: the nearest file has the say.
    await put('.gitignore', '!*\nleft-out.persona\n');
    await put('left-out.persona', 'persona A\n\nwardrobe\n');
    await put('not-open.persona', 'persona B\n\nwardrobe\n');
    await openPersona(persona);
    await vscode.commands.executeCommand(commands.restartServer.id);
    await waitFor(() => codes('not-open.persona')[0]);
    assert.deepEqual(codes('not-open.persona'), ['unknown-block']);
    assert.deepEqual(codes('left-out.persona'), []);

    const off = vscode.workspace.getConfiguration('dramatis.lint');
    await off.update('workspace', false, vscode.ConfigurationTarget.Workspace);
    await waitFor(() => (codes('not-open.persona').length === 0 ? true : undefined));
    await off.update('workspace', undefined, vscode.ConfigurationTarget.Workspace);
    await waitFor(() => codes('not-open.persona')[0]);
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(folder, 'old'));
    await put('old/in-a-folder.persona', 'persona C\n\nwardrobe\n');
    await waitFor(() => codes('old/in-a-folder.persona')[0]);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'old'), { recursive: true });
    await waitFor(() => (codes('old/in-a-folder.persona').length === 0 ? true : undefined));
    for (const name of ['.gitignore', 'left-out.persona', 'not-open.persona']) {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name));
    }
    await vscode.commands.executeCommand(commands.restartServer.id);
  });

  it('leaves alone what `files.exclude` hides, from when it says so', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
    const uri = vscode.Uri.joinPath(folder, 'hidden', 'left.persona');
    const shown = vscode.Uri.joinPath(folder, 'shown.persona');
    const text = new TextEncoder().encode('persona A\n\nwardrobe\n');
    await openPersona(persona);
    const files = vscode.workspace.getConfiguration('files');
    const hide = (globs: Record<string, boolean> | undefined) =>
      files.update('exclude', globs, vscode.ConfigurationTarget.Workspace);
    const gitignore = vscode.Uri.joinPath(folder, '.gitignore');
    // This folder stands below a checkout, which ignores it.
    await vscode.workspace.fs.writeFile(gitignore, new TextEncoder().encode('!*\n'));
    await vscode.workspace.fs.writeFile(uri, text);
    await waitFor(() => codesIn(uri)[0]);
    await hide({ '**/hidden': true });
    await waitFor(() => (codesIn(uri).length === 0 ? true : undefined));
    // One that is written later is told of, when the hidden one would have been, too.
    await vscode.workspace.fs.writeFile(uri, text);
    await vscode.workspace.fs.writeFile(shown, text);
    await waitFor(() => codesIn(shown)[0]);
    assert.deepEqual(codesIn(uri), []);
    await hide(undefined);
    await waitFor(() => codesIn(uri)[0]);
    for (const each of [gitignore, uri, shown]) await vscode.workspace.fs.delete(each);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, '.vscode'), { recursive: true });
  });
});
