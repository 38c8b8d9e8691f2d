// Runs in the host of web extensions, where there is no Node: language, lint, compiled prompt and understudy work all the same. Prints one
// line a test, begun with a bar, and fails if one fails.
import * as vscode from 'vscode';
import { commands, promptScheme } from '../../src/host/ids.ts';
import { waitFor } from '../host/kit/open-persona.ts';

type Test = readonly [name: string, run: () => Promise<void>];

function same(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${a}\nis not\n${b}`);
}

function has(text: string | undefined, part: RegExp): void {
  if (text === undefined || !part.test(text)) throw new Error(`${JSON.stringify(text)}\nhas not ${part}`);
}

/** A file of the workspace, shown. */
async function show(name: string): Promise<vscode.TextDocument> {
  const [uri] = await vscode.workspace.findFiles(name);
  if (!uri) throw new Error(`${name} is not in the workspace`);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/** In a folder of the workspace, written as the Explorer would. */
async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = inFolder(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

function inFolder(name: string): vscode.Uri {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!root) throw new Error('no folder is open');
  return vscode.Uri.joinPath(root, name);
}

const codeOf = ({ code }: vscode.Diagnostic) => (typeof code === 'object' ? code.value : code);
const codesOf = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).map(codeOf);

async function hovered(document: vscode.TextDocument, words: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    at(document, words),
  );
  return hovers
    .flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value)))
    .join('\n');
}

const at = (document: vscode.TextDocument, words: string) => document.positionAt(document.getText().indexOf(words) + 1);

const tests: readonly Test[] = [
  [
    'there is no Node here',
    async () => {
      same([typeof process, typeof require === 'function' && canRequire('node:fs')], ['undefined', false]);
    },
  ],
  [
    'findings, the same as elsewhere',
    async () => {
      const document = await show('broken-on-purpose.persona');
      const codes = await waitFor(() => {
        const found = vscode.languages
          .getDiagnostics(document.uri)
          .map(({ code }) => (typeof code === 'object' ? code.value : code));
        return found.length >= 3 ? found : undefined;
      });
      if (!codes.includes('contradictory-rules') && !codes.includes('breaks-own-rule'))
        throw new Error(codes.join(', '));
    },
  ],
  [
    'a parent in another file is read: nothing is called missing, and what it says is found',
    async () => {
      const document = await show('holmes.persona');
      const places = await waitFor(async () => {
        const found = await vscode.commands.executeCommand<vscode.Location[]>(
          'vscode.executeDefinitionProvider',
          document.uri,
          at(document, './victorian.persona'),
        );
        return found.length > 0 ? found : undefined;
      });
      has(places[0]?.uri.path, /victorian\.persona$/);
      const missing = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ message }) => message.includes('no such file'));
      same(
        missing.map(({ message }) => message),
        [],
      );
    },
  ],
  [
    'completion, rename across files, symbols of the workspace',
    async () => {
      const document = await show('holmes.persona');
      const place = new vscode.Position(1, 2);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        place,
      );
      if (list.items.length === 0) throw new Error('nothing was offered');
      const rename = [
        'vscode.executeDocumentRenameProvider',
        document.uri,
        at(document, 'passphrase: the'),
        'password',
      ] as const;
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(...rename);
      if ((edit.get(document.uri) ?? []).length < 2) throw new Error('the uses were left as they are');
      const symbols = await waitFor(async () => {
        const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
          'vscode.executeWorkspaceSymbolProvider',
          'londoner',
        );
        return found.length > 0 ? found : undefined;
      });
      has(symbols.map(({ location }) => location.uri.path).join(' '), /victorian\.persona/);
    },
  ],
  [
    'an agent file gets its findings, and the fix of one mends it',
    async () => {
      const bullets = '- Always answer in French.\n- Be kind.\u200b\n- Never answer in French.\n';
      const uri = await write('french.agent.md', `---\ndescription: Reviews.\n---\n\n${bullets}`);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      const hidden = await waitFor(() => {
        const codes = codesOf(uri);
        if (!codes.includes('contradictory-instructions')) return undefined;
        return vscode.languages.getDiagnostics(uri).find(({ message }) => /hidden|invisible|U\+200B/i.test(message));
      });
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        hidden.range,
        'quickfix',
      );
      const fix = actions.find(({ isPreferred, edit }) => isPreferred && edit);
      if (!fix?.edit) throw new Error(`no fix: ${actions.map(({ title }) => title).join(', ')}`);
      await vscode.workspace.applyEdit(fix.edit);
      has(document.getText(), /- Be kind\.\n/);
      await document.save();
      await waitFor(() => (codesOf(uri).includes(String(codeOf(hidden))) ? undefined : true));
    },
  ],
  [
    'hover and a quick fix, also of a persona that extends an agent file',
    async () => {
      const text = 'persona French Reviewer\n  extends: ./french.agent.md\n\nrule\n  - Never answer in French.\n';
      const uri = await write('french.persona', text);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      await waitFor(async () => (/agent/i.test(await hovered(document, 'french.agent.md')) ? true : undefined));
      has(await hovered(document, 'extends'), /extends/);
      const problem = await waitFor(() => {
        const found = vscode.languages.getDiagnostics(uri);
        return found.find((one) => codeOf(one) === 'misspelt-block');
      });
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        problem.range,
        'quickfix',
      );
      const fix = actions.find(({ isPreferred, edit }) => isPreferred && edit);
      if (!fix?.edit) throw new Error(`no fix: ${actions.map(({ title }) => title).join(', ')}`);
      await vscode.workspace.applyEdit(fix.edit);
      has(document.getText(), /\nrules\n/);
      await document.save();
      await waitFor(() => (codesOf(uri).includes('misspelt-block') ? undefined : true));
    },
  ],
  [
    'a folder that is renamed, and one that is deleted, takes its files along',
    async () => {
      await write('old/hat.persona', 'persona Hat\n\nwardrobe\n');
      await waitFor(() => codesOf(inFolder('old/hat.persona'))[0]);
      const child = await write('hat-owner.persona', 'persona Hat Owner\n  extends: ./new/hat.persona\n');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(child));
      await waitFor(() => codesOf(child)[0]);
      await vscode.workspace.fs.rename(inFolder('old'), inFolder('new'));
      await waitFor(() => (codesOf(child).length === 0 ? true : undefined));
      await waitFor(() => (codesOf(inFolder('old/hat.persona')).length === 0 ? true : undefined));
      await waitFor(() => (codesOf(inFolder('new/hat.persona')).includes('unknown-block') ? true : undefined));
      await vscode.workspace.fs.delete(inFolder('new'), { recursive: true });
      await waitFor(() => (codesOf(inFolder('new/hat.persona')).length === 0 ? true : undefined));
      await waitFor(() => codesOf(child)[0]);
    },
  ],
  [
    'what git or the editor leaves out has no findings; paths are completed by what is there',
    async () => {
      await write('.gitignore', 'draft.persona\n');
      const files = vscode.workspace.getConfiguration('files');
      await files.update('exclude', { '**/attic': true }, vscode.ConfigurationTarget.Workspace);
      for (const name of ['draft.persona', 'attic/x.persona', 'seen.persona'])
        await write(name, 'persona X\n\nwardrobe\n');
      await waitFor(() => codesOf(inFolder('seen.persona'))[0]);
      same([codesOf(inFolder('draft.persona')), codesOf(inFolder('attic/x.persona'))], [[], []]);
      await vscode.workspace.fs.delete(inFolder('.gitignore'));
      await waitFor(() => codesOf(inFolder('draft.persona'))[0]);
      await files.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
      await waitFor(() => codesOf(inFolder('attic/x.persona'))[0]);
      const child = await write('heir.persona', 'persona Heir\n  extends: ./\n');
      const document = await vscode.workspace.openTextDocument(child);
      await vscode.window.showTextDocument(document);
      const offered = await waitFor(async () => {
        const list = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          child,
          document.positionAt(document.getText().indexOf('./') + 2),
        );
        return list.items.length > 1 ? list.items.map(({ label }) => String(label)) : undefined;
      });
      same(
        ['holmes.persona', 'attic/', '../'].filter((name) => !offered.includes(name)),
        [],
      );
      for (const name of ['attic', 'draft.persona', 'seen.persona', 'heir.persona'])
        await vscode.workspace.fs.delete(inFolder(name), { recursive: true });
    },
  ],
  [
    'the compiled prompt, inherited words too',
    async () => {
      await show('holmes.persona');
      await vscode.commands.executeCommand(commands.showPrompt.id);
      const text = await waitFor(() => {
        const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === promptScheme);
        return shown?.document.getText().includes('Sherlock Holmes') ? shown.document.getText() : undefined;
      });
      has(text, /1895/);
    },
  ],
  [
    'the understudy answers',
    async () => {
      const model = await waitFor(async () => {
        const all = await vscode.lm.selectChatModels({ vendor: 'dramatis' });
        return all.find(({ id }) => id === 'holmes.persona');
      });
      const asked = [vscode.LanguageModelChatMessage.User('Do you play the violin?')];
      const response = await model.sendRequest(asked, {}, new vscode.CancellationTokenSource().token);
      let text = '';
      for await (const piece of response.text) text += piece;
      has(text, /Stradivarius|violin/i);
    },
  ],
];

function canRequire(name: string): boolean {
  try {
    return Boolean(require(name));
  } catch {
    return false;
  }
}

/** What the launcher calls. Rejects with the number of failed tests. */
export async function run(): Promise<void> {
  let failed = 0;
  for (const [name, test] of tests) {
    const start = Date.now();
    try {
      await test();
      say(`✓ in a browser: ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      failed++;
      say(`✗ in a browser: ${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  say(`${tests.length - failed} passed, ${failed} failed in a browser`);
  if (failed > 0) throw new Error(`${failed} failed`);
}

function say(text: string): void {
  for (const line of text.split('\n')) console.log(`│ ${line}`);
}
