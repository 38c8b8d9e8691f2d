// Tests and probes inside a real extension host, with a model on loopback: the tree, what is asked when, what stands on the line.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { codeOf } from '../../src/host/code-of.ts';
import { commands, comparisonScheme, talkScheme, testController } from '../../src/host/ids.ts';
import { type AnsweringEndpoint, answeringEndpoint, type SentMessage } from '../kit/answering-endpoint.ts';
import { waitFor } from './kit/open-persona.ts';

const text = `persona Ada Finch
  kind: expert
  role: archivist of a small town

rules
  secret: Never names the mayor.
    never: say "Quill"
  brief: Answers in at most twenty words.
    must: be at most 20 words

test keeps the name
  user: Who is the mayor?
  keeps: secret

test says good day
  user: Hello.
  must: say "good day"
`;

const strengthened = text.replace('Never names the mayor.', 'Never names the mayor, on no account.');

/** Breaks one rule, whenever the mayor is spoken of, until the persona says it twice. */
function careless(messages: readonly SentMessage[]): string {
  const [system] = messages;
  if (system?.content.includes('on no account')) return 'Good day.';
  const asked = messages.at(-1)?.content ?? '';
  return /mayor|Quill/i.test(asked) ? 'It is Quill.' : 'Good day.';
}

let endpoint: AnsweringEndpoint;
let file: vscode.Uri;
let document: vscode.TextDocument;
/** Of every test item of the file: controller, file, and down to the item. */
let paths: readonly string[][] = [];

const settings = () => vscode.workspace.getConfiguration('dramatis');
const findings = () =>
  vscode.languages.getDiagnostics(file).filter((finding) => {
    const code = codeOf(finding);
    return code === 'broken-rule' || code === 'failed-probe';
  });
const previewOpen = () =>
  vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Play: Ada Finch'));
const inFile = () => vscode.commands.executeCommand<string[][]>('vscode.testing.getTestsInFile', file);

/** Requests that a command leads to. It resolves when its run has ended. */
async function asked(run: () => Thenable<unknown>): Promise<number> {
  const before = endpoint.requests.length;
  await run();
  return endpoint.requests.length - before;
}

async function write(next: string): Promise<void> {
  // Other suites close all editors, and a document that no editor shows is closed some minutes later.
  document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(file, new vscode.Range(0, 0, document.lineCount, 0), next);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

const probe = (...args: unknown[]) => vscode.commands.executeCommand(commands.probeRules.id, file, ...args);
const runTests = (...ids: string[][]) =>
  vscode.commands.executeCommand('vscode.runTestsById', 2, ...ids.map((path) => path.join('\0')));

before(async () => {
  endpoint = await answeringEndpoint();
  endpoint.answer(careless);
  await settings().update('endpoints', [{ name: 'loop', url: endpoint.url, model: 'loop-1' }], true);
  await settings().update('model', 'loop', true);
  await settings().update('budget.confirm', 10_000, true);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  file = vscode.Uri.joinPath(folder.uri, 'ada-finch.persona');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
});

after(async () => {
  for (const id of ['endpoints', 'model', 'budget.confirm', 'tests.onSave', 'probe.onSave']) {
    await settings().update(id, undefined, true);
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.workspace.fs.delete(file);
  await endpoint.close();
});

describe('Test Explorer', () => {
  it('shows tests, then one group of probes a rule, then those of the whole persona', async () => {
    const tree = await waitFor(async () => {
      const found = await inFile();
      return found.length > 5 ? found : undefined;
    });
    const shown = tree.map(([, , ...path]) => path);
    assert.deepEqual(
      shown.filter((path) => path.length < 3),
      [
        [],
        ['test/keeps the name'],
        ['test/says good day'],
        ['probes'],
        ['probes', 'rule/secret'],
        ['probes', 'rule/brief'],
        ['probes', 'whole'],
      ],
    );
    assert.ok(shown.some((path) => path[2] === 'probe/secret/just-ask'));
    assert.equal(tree[0]?.[0], testController);
    paths = tree;
  });

  it('runs tests, each reply asked for once: again, and after an edit of a comment, nothing is asked', async () => {
    const tests = paths.filter(([, , id]) => id?.startsWith('test/'));
    assert.equal(await asked(() => runTests(...tests)), 2);
    assert.equal(await asked(() => runTests(...tests)), 0);
    await write(`# A remark.\n${text}`);
    assert.equal(await asked(() => runTests(...tests)), 0);
    await write(text);
  });

  it('runs the one test that a lens stands above', async () => {
    const bridge = text.replace('a small town', 'a small bridge');
    await write(bridge);
    const run = () => vscode.commands.executeCommand(commands.runTest.id, file, bridge.indexOf('test says good day'));
    assert.equal(await asked(run), 1);
    assert.equal(endpoint.requests.at(-1)?.at(-1)?.content, 'Hello.');
    await write(text);
  });

  it('a cancel ends a run at once, and what is paid for is not asked again', async () => {
    const tests = paths.filter(([, , id]) => id?.startsWith('test/'));
    await write(text.replace('a small town', 'a small island'));
    const island = () => endpoint.requests.filter(([one]) => one?.content.includes('island')).length;
    endpoint.answer(() => (island() > 1 ? undefined : 'Good day.'));
    const run = runTests(...tests);
    await waitFor(() => (island() === 2 ? true : undefined));
    const began = Date.now();
    await vscode.commands.executeCommand('testing.cancelRun');
    await run;
    assert.ok(Date.now() - began < 3000);
    endpoint.answer(careless);
    assert.equal(await asked(() => runTests(...tests)), 1);
    await write(text);
  });

  it('plays a test in the preview', async () => {
    const [one] = paths.filter(([, , id]) => id === 'test/says good day');
    assert.ok(one);
    await vscode.commands.executeCommand('vscode.runTestsById', 4, one.join('\0'));
    await waitFor(() => (previewOpen() ? true : undefined));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.window.showTextDocument(document);
  });

  it('runs the tests on save only where that is turned on', async () => {
    const edited = text.replace('a small town', 'a small harbour town');
    assert.equal(await asked(() => write(edited)), 0);
    await settings().update('tests.onSave', true, true);
    await write(text.replace('a small town', 'a small market town'));
    await waitFor(() => (endpoint.requests.at(-1)?.[0]?.content.includes('market') ? true : undefined));
    await waitFor(() =>
      endpoint.requests.filter(([one]) => one?.content.includes('market')).length === 2 ? true : undefined,
    );
    await settings().update('tests.onSave', undefined, true);
    assert.equal(endpoint.requests.filter(([one]) => one?.content.includes('harbour')).length, 0);
    await write(text);
  });
});

describe('Dramatis: Probe Rules', () => {
  const probesOf = (rule: string) => paths.filter((path) => path.length === 5 && path[3] === rule).length;

  it('says on the lens what it will cost', async () => {
    const titles = await waitFor(async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        file,
        50,
      );
      const own = lenses.filter(({ command }) => command?.command === commands.probeRules.id);
      return own.length === 3 ? own.map(({ command }) => command?.title ?? '') : undefined;
    });
    const all = probesOf('rule/secret') + probesOf('rule/brief') + probesOf('whole');
    assert.match(titles[0] ?? '', new RegExp(`Probe 2 rules \\(≈ ${all} requests\\)`));
    assert.match(titles[1] ?? '', new RegExp(`Probe \\(≈ ${probesOf('rule/secret')} requests\\)`));
  });

  it('tells the broken rule on its line, with how often, the model, and the talk', async () => {
    const first = await asked(() => probe());
    const all = probesOf('rule/secret') + probesOf('rule/brief') + probesOf('whole');
    assert.ok(first > all / 2 && first <= all, `${first} requests for ${all} probes`);
    const [finding, ...more] = findings();
    assert.ok(finding);
    assert.deepEqual(more, []);
    assert.equal(document.lineAt(finding.range.start.line).text.trim(), 'secret: Never names the mayor.');
    assert.equal(finding.source, 'dramatis');
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.match(finding.message, /^Broken in \d+ of \d+ runs \(95 % interval \d+ to \d+ %\): .* loop-1/);
  });

  it('shows the talk that broke it, and goes on with it in the preview', async () => {
    const [finding] = findings();
    assert.ok(finding);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      file,
      finding.range,
    );
    const show = actions.find(({ command }) => command?.command === commands.showTalk.id);
    assert.ok(show?.command);
    await vscode.commands.executeCommand(show.command.command, ...(show.command.arguments ?? []));
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.scheme, talkScheme);
    assert.match(shown?.getText() ?? '', /## Ada Finch\n\n```\nIt is Quill\.\n```\n\n- ✗ broken: secret\. /);
    assert.match(shown?.getText() ?? '', /- Model: loop-1 at /);
    await vscode.commands.executeCommand(commands.continueTalk.id, shown?.uri);
    await waitFor(() => (previewOpen() ? true : undefined));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.window.showTextDocument(document);
  });

  it('asks nothing again: not when run twice, not after an edit of a comment', async () => {
    assert.equal(await asked(() => probe()), 0);
    await write(`# A remark.\n${text}`);
    assert.equal(await asked(() => probe()), 0);
    const moved = await waitFor(() => findings()[0]);
    assert.equal(document.lineAt(moved.range.start.line).text.trim(), 'secret: Never names the mayor.');
    await write(text.replace('  secret: Never', '  # dramatis-ignore broken-rule: it is a sample\n  secret: Never'));
    await waitFor(() => (findings().length === 0 ? true : undefined));
    await write(text);
    await waitFor(() => findings()[0]);
  });

  it('after an edit of one rule asks its probes alone, and the finding goes', async () => {
    await write(strengthened);
    const before = endpoint.requests.length;
    await probe();
    const sent = endpoint.requests.slice(before);
    assert.ok(sent.length > 0 && sent.length <= probesOf('rule/secret') + probesOf('whole'), `${sent.length} requests`);
    assert.equal(sent.filter((messages) => messages.at(-1)?.content.includes('twenty words')).length, 0);
    assert.deepEqual(findings(), []);
  });

  it('all again asks the others, too', async () => {
    const rest = await asked(() => vscode.commands.executeCommand(commands.probeAllRules.id, file));
    assert.ok(rest > 0 && rest <= probesOf('rule/brief'), `${rest} requests`);
    assert.equal(await asked(() => vscode.commands.executeCommand(commands.probeAllRules.id, file)), 0);
  });

  it('on save asks nothing; where that is turned on, one probe a changed rule', async () => {
    assert.equal(await asked(() => write(strengthened.replace('twenty words', 'a score of words'))), 0);
    await settings().update('probe.onSave', true, true);
    const next = strengthened.replace('at most twenty words', 'a handful of words');
    await write(next);
    const of = () => endpoint.requests.filter(([one]) => one?.content.includes('a handful of words')).length;
    await waitFor(() => (of() > 0 ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.equal(of(), 1);
    await settings().update('probe.onSave', undefined, true);
  });
});

describe('Dramatis: Compare Behaviour with HEAD', () => {
  it('lists what changed since the commit, with the file as it was then', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const git = (...args: string[]) => execFileSync('git', ['-C', folder.uri.fsPath, ...args]);
    await write(text);
    // Stays until the workspace itself goes: the editor's git would stumble over a repository that vanishes.
    git('init', '--quiet');
    git('add', 'ada-finch.persona');
    git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '-m', 'Ada');
    await write(strengthened);
    const compare = () => vscode.commands.executeCommand(commands.compareWithHead.id, file);
    await compare();
    assert.equal(await asked(compare), 0);
    const shown = vscode.window.visibleTextEditors.find(({ document: { uri } }) => uri.scheme === comparisonScheme);
    const said = shown?.document.getText() ?? '';
    assert.match(said, /^# Ada Finch: HEAD and now\n/);
    assert.match(said, /## Better \(\d+\)\n\n- `keeps the name`: failed, 0 of 1 runs passed .* → passed/);
    assert.match(said, /- `secret`, `just ask`: failed, .* → passed/);
    assert.doesNotMatch(said, /## Worse/);
    assert.match(said, /- Model: loop-1 at /);
  });
});
