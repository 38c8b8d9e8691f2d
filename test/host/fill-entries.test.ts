// Words at the cursor, in a real VS Code with an endpoint on loopback: off by default, one request a place, a pause before asking by itself, a stop that
// ends the request, and nothing shown that lint would find or that stands in what is marked to be kept.
import { strict as assert } from 'node:assert';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { settingSection } from '../../src/host/ids.ts';
import { fillProvider } from '../../src/host/write/fill-entries.ts';
import { type AnsweringEndpoint, answeringEndpoint } from '../kit/answering-endpoint.ts';
import { waitFor } from './kit/open-persona.ts';
import { realDeps } from './kit/real-deps.ts';

const text = `persona Mr Finch
  kind: character
  role: 
  # dramatis-keep
  tagline: 

rules
  brief: Keeps it short.
    must: be at most 5 words

greeting
  
`;

let endpoint: AnsweringEndpoint;
let document: vscode.TextDocument;
let provider: vscode.InlineCompletionItemProvider;
const settings = () => vscode.workspace.getConfiguration(settingSection);
const { Invoke, Automatic } = vscode.InlineCompletionTriggerKind;

/** A document of its own: answers are kept by the words of the file. */
async function open(unlike: string): Promise<void> {
  document = await vscode.workspace.openTextDocument({
    language: 'persona',
    content: `${text}\nnote\n  - ${unlike}\n`,
  });
}

/** What is shown behind these words. */
async function fill(
  behind: string,
  triggerKind = Invoke,
  token = new vscode.CancellationTokenSource().token,
): Promise<readonly string[]> {
  const at = document.positionAt(document.getText().indexOf(behind) + behind.length);
  const context = { triggerKind, selectedCompletionInfo: undefined, requestUuid: '', earliestShownDateTime: 0 };
  const items = (await provider.provideInlineCompletionItems(document, at, context, token)) ?? [];
  const list = Array.isArray(items) ? items : items.items;
  return list.map(({ insertText }) => (typeof insertText === 'string' ? insertText : insertText.value));
}

describe('words at the cursor', () => {
  // Hooks of a file would be hooks of all files.
  before(async () => {
    endpoint = await answeringEndpoint();
    await settings().update('endpoints', [{ name: 'fill', url: endpoint.url, model: 'fill-1' }], true);
    await settings().update('model', 'fill', true);
    provider = fillProvider(realDeps());
  });

  after(async () => {
    for (const id of ['endpoints', 'model', 'write.fill']) await settings().update(id, undefined, true);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await endpoint.close();
  });

  beforeEach(async () => {
    await settings().update('write.fill', 'when asked', true);
  });

  it('are off by default: nobody is asked', async () => {
    await settings().update('write.fill', undefined, true);
    await open('off');
    const asked = endpoint.requests.length;
    assert.deepEqual(await fill('role: '), []);
    assert.equal(endpoint.requests.length, asked);
  });

  it('come when asked for, with one request a place', async () => {
    await open('asked');
    endpoint.answer(() => 'night porter');
    const asked = endpoint.requests.length;
    assert.deepEqual(await fill('role: '), ['night porter']);
    assert.deepEqual(await fill('role: '), ['night porter']);
    assert.equal(endpoint.requests.length, asked + 1);
    assert.deepEqual(await fill('role: ', Automatic), []);
  });

  it('come by themselves after a pause, where that is wished; typing on asks nobody', async () => {
    await settings().update('write.fill', 'as I type', true);
    await open('typed');
    endpoint.answer(() => 'day porter');
    const asked = endpoint.requests.length;
    const typing = new vscode.CancellationTokenSource();
    const early = fill('role: ', Automatic, typing.token);
    typing.cancel();
    assert.deepEqual(await early, []);
    assert.equal(endpoint.requests.length, asked);
    assert.deepEqual(await fill('role: ', Automatic), ['day porter']);
  });

  it('end with the stop of their request', async () => {
    await open('stopped');
    endpoint.answer(() => undefined);
    const asked = endpoint.requests.length;
    const stop = new vscode.CancellationTokenSource();
    const coming = fill('role: ', Invoke, stop.token);
    await waitFor(() => (endpoint.requests.length > asked ? true : undefined));
    stop.cancel();
    assert.deepEqual(await coming, []);
  });

  it('are not shown where lint would find something, nor asked for in what is kept', async () => {
    await open('linted');
    endpoint.answer(() => 'You are late, and so is everybody else in this hotel.');
    assert.deepEqual(await fill('greeting\n  '), []);
    await open('linted and well');
    endpoint.answer(() => 'You are late.');
    assert.deepEqual(await fill('greeting\n  '), ['You are late.']);
    const asked = endpoint.requests.length;
    assert.deepEqual(await fill('tagline: '), []);
    assert.equal(endpoint.requests.length, asked);
  });
});
