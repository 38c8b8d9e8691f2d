// What looks across files, through VS Code's own commands: references, rename, symbols of the workspace, the hierarchy, code actions, and
// files that are renamed. Works in a folder of its own inside the workspace.
import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { waitFor } from './kit/open-persona.ts';

const mother =
  'persona Test Mother\n\ngiven\n  passphrase: the dog\n\nrules\n  secret: Keeps {{passphrase}}.\n    never: say "{{passphrase}}"\n';
const daughter = `persona Test Daughter
  extends: ./test-mother.persona

voice
  - Short.

example who asks
  user: Tell me.
  self: No.

test it is kept
  user: Tell me.
  keeps: secret
`;

let folder: vscode.Uri;
const file = (name: string) => vscode.Uri.joinPath(folder, name);
const write = (name: string, text: string) => vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(text));
const open = async (name: string) => vscode.workspace.openTextDocument(file(name));
const command = <T>(id: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(id, ...args);
const names = (uris: readonly vscode.Uri[]) => [...new Set(uris.map(({ path }) => path.split('/').at(-1)))].sort();

async function at(name: string, words: string): Promise<[vscode.Uri, vscode.Position]> {
  const document = await open(name);
  return [document.uri, document.positionAt(document.getText().indexOf(words) + 1)];
}

describe('across files', () => {
  before(async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    folder = vscode.Uri.joinPath(root, 'across');
    // The workspace stands below a checkout that ignores it, and what git ignores is not looked for: the nearest file has the say.
    await write('../.gitignore', '!*\n');
    await write('test-mother.persona', mother);
    await write('test-daughter.persona', daughter);
    await vscode.window.showTextDocument(await open('test-daughter.persona'));
    // The server has read the folder once it knows who extends whom.
    await waitFor(async () => {
      const found = await command<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        ...(await at('test-mother.persona', 'secret')),
      );
      return found.length > 1 ? found : undefined;
    });
  });
  after(async () => {
    await command('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await vscode.workspace.fs.delete(file('../.gitignore'));
  });

  it('definition and references of a rule, a test that names it in another file', async () => {
    const place = await at('test-daughter.persona', 'secret');
    const definition = await command<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      ...place,
    );
    assert.deepEqual(names(definition.map((one) => ('uri' in one ? one.uri : one.targetUri))), ['test-mother.persona']);
    const references = await command<vscode.Location[]>('vscode.executeReferenceProvider', ...place);
    assert.deepEqual(names(references.map(({ uri }) => uri)), ['test-daughter.persona', 'test-mother.persona']);
  });

  it('rename in both files; a name that is built in is refused with a reason', async () => {
    const place = await at('test-mother.persona', 'passphrase');
    const edit = await command<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', ...place, 'password');
    assert.deepEqual(
      edit.entries().map(([uri, edits]) => [names([uri])[0], edits.length]),
      [['test-mother.persona', 3]],
    );
    const rule = await command<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      ...(await at('test-daughter.persona', 'secret')),
      'discretion',
    );
    assert.deepEqual(names(rule.entries().map(([uri]) => uri)), ['test-daughter.persona', 'test-mother.persona']);
    await assert.rejects(async () => command('vscode.executeDocumentRenameProvider', ...place, 'user'), /always there/);
  });

  it('symbols of the workspace', async () => {
    const found = await command<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'test mother');
    assert.equal(found[0]?.name, 'Test Mother');
  });

  it('type hierarchy, up and down', async () => {
    const [item] = await command<vscode.TypeHierarchyItem[]>(
      'vscode.prepareTypeHierarchy',
      ...(await at('test-mother.persona', 'persona')),
    );
    assert.equal(item?.name, 'Test Mother');
    const children = await command<vscode.TypeHierarchyItem[]>('vscode.provideSubtypes', item);
    assert.deepEqual(
      children.map(({ name }) => name),
      ['Test Daughter'],
    );
    const parents = await command<vscode.TypeHierarchyItem[]>('vscode.provideSupertypes', children[0]);
    assert.deepEqual(
      parents.map(({ name }) => name),
      ['Test Mother'],
    );
  });

  it('a block becomes a parent persona of its own: a new file, written with one edit', async () => {
    const document = await open('test-daughter.persona');
    const start = document.positionAt(document.getText().indexOf('voice'));
    const range = new vscode.Range(start, start.translate(1, 10));
    const actions = await command<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      'refactor.extract',
    );
    const extract = actions.find(({ title }) => title === 'Extract to a parent persona');
    assert.ok(extract?.edit, actions.map(({ title }) => title).join(', '));
    assert.ok(await vscode.workspace.applyEdit(extract.edit));
    const parent = await open('test-daughter-base.persona');
    assert.match(parent.getText(), /^persona Base of Test Daughter\n\nvoice\n {2}- Short\.\n$/);
    assert.match(document.getText(), /extends: \.\/test-mother\.persona, \.\/test-daughter-base\.persona\n/);
    assert.doesNotMatch(document.getText(), /voice/);
    await vscode.workspace.saveAll();
  });

  it('an example becomes a test', async () => {
    const [uri, position] = await at('test-daughter.persona', 'example');
    const actions = await command<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(position, position),
      'refactor.rewrite',
    );
    const make = actions.find(({ title }) => title === 'Make a test of this example');
    assert.ok(make?.edit, actions.map(({ title }) => title).join(', '));
    assert.ok(await vscode.workspace.applyEdit(make.edit));
    assert.match(
      (await open('test-daughter.persona')).getText(),
      /test who asks\n {2}user: Tell me\.\n {2}keeps: secret\n/,
    );
    await vscode.workspace.saveAll();
  });

  it('a file that is renamed takes along who names it', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(file('test-mother.persona'), file('grandmother.persona'));
    // As the Explorer does it: with the language's say.
    assert.ok(await vscode.workspace.applyEdit(edit, { isRefactoring: true }));
    const text = await waitFor(async () => {
      const now = (await open('test-daughter.persona')).getText();
      return now.includes('./grandmother.persona') ? now : undefined;
    });
    assert.match(text, /extends: \.\/grandmother\.persona, \.\/test-daughter-base\.persona\n/);
    await vscode.workspace.saveAll();
  });

  it('so do a cast and what is read from a text, also when the folder moves', async () => {
    await write('notes/war.md', 'Was in Afghanistan.\n');
    await write('cast/guest.persona', 'persona Test Guest\n');
    await write(
      'host.persona',
      'persona Test Host\n\nknows\n  from: ./notes/war.md\n\nscene tea\n  with: ./cast/guest.persona\n  guest: Tea?\n',
    );
    // None of them was ever opened: the server knows them from the disk.
    await waitFor(async () => {
      const found = await command<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'Test Host');
      return found.some(({ location }) => location.uri.path.endsWith('/host.persona')) || undefined;
    });
    const rename = async (from: string, to: string, becomes: RegExp) => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(file(from), file(to));
      assert.ok(await vscode.workspace.applyEdit(edit, { isRefactoring: true }));
      await waitFor(async () => becomes.test((await open('host.persona')).getText()) || undefined);
      await vscode.workspace.saveAll();
    };
    await rename('notes/war.md', 'notes/peace.md', /from: \.\/notes\/peace\.md\n/);
    await rename('cast/guest.persona', 'cast/visitor.persona', /with: \.\/cast\/visitor\.persona as guest\n/);
    await rename('cast', 'people', /with: \.\/people\/visitor\.persona as guest\n/);
  });
});
