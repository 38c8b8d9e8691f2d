// `@persona`: each command and a talk over several lines, recorded in the store, found again after a reload, taken back where the chat is.
// The handler is driven as VS Code's chat would; nothing behind it is a stand-in.
import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { type ChatMemory, PersonaParticipant } from '../../src/host/chat/persona-participant.ts';
import type { Deps } from '../../src/host/deps.ts';
import { realDeps } from './kit/real-deps.ts';

const never = () => new vscode.CancellationTokenSource().token;

/** A chat as VS Code keeps it: every answer becomes history. */
class Chat {
  readonly #participant: PersonaParticipant;
  readonly history: vscode.ChatResponseTurn[] = [];

  constructor(deps: Deps) {
    this.#participant = new PersonaParticipant(deps);
  }

  async ask(prompt: string, command?: string, token = never()) {
    let shown = '';
    const buttons: string[] = [];
    const stream = {
      markdown: (text: string | vscode.MarkdownString) => {
        if (typeof text !== 'string') assert.ok(!text.isTrusted && !text.supportHtml);
        shown += typeof text === 'string' ? text : text.value;
      },
      progress: () => undefined,
      button: ({ command: id }: vscode.Command) => void buttons.push(id),
    };
    const result = await this.#participant.answer({ command, prompt }, this.history, stream, token);
    const turn = { participant: 'dramatis.persona', result, response: [], command };
    this.history.push(Object.assign(Object.create(vscode.ChatResponseTurn.prototype), turn));
    return { shown: shown.replace(/\\/g, ''), result, buttons, memory: result.metadata as ChatMemory | undefined };
  }
}

describe('@persona', () => {
  it('a talk: its greeting, a reply with its ledger, why, and the rules; all of it in the store', async () => {
    const deps = realDeps();
    const chat = new Chat(deps);
    const greeted = await chat.ask('Holmes', 'play');
    assert.match(greeted.shown, /\*\*Sherlock Holmes\*\*/);
    assert.match(greeted.shown, /You have walked from Paddington/);
    const replied = await chat.ask('Do you play the violin?');
    assert.match(replied.shown, /violin|Stradivarius/i);
    assert.match(replied.shown, /✓ \d+ kept.*offline understudy/);
    assert.equal(replied.memory?.talk, greeted.memory?.talk);
    const why = await chat.ask('', 'why');
    assert.match(why.shown, /\| Rule \| Verdict \| Reason \|/);
    assert.match(why.shown, /\| secret \| kept \|/);
    const rules = await chat.ask('', 'rules');
    assert.match(rules.shown, /\*\*secret\*\*: Never tells anyone the passphrase/);
    const talk = await deps.talks.reopen(
      replied.memory?.talk ?? '',
      vscode.Uri.parse(replied.memory?.persona ?? ''),
      await deps.personas.read(vscode.Uri.parse(replied.memory?.persona ?? '')),
    );
    assert.deepEqual(
      talk?.state.turns.map(({ speaker }) => speaker),
      ['self', 'user', 'self'],
    );
    assert.equal(talk?.state.requests.length, 1);
  });

  it('after a reload the talk goes on; where the chat was taken back, so is the talk', async () => {
    const deps = realDeps();
    const first = new Chat(deps);
    await first.ask('Sherlock Holmes', 'play');
    await first.ask('Good evening.');
    const second = new Chat(deps);
    second.history.push(...first.history);
    const again = await second.ask('Do you play the violin?');
    assert.equal(again.memory?.talk, (first.history[0]?.result.metadata as ChatMemory | undefined)?.talk);
    second.history.splice(2);
    const branch = await second.ask('Who is Colonel Moran?');
    const uri = vscode.Uri.parse(branch.memory?.persona ?? '');
    const talk = await deps.talks.reopen(branch.memory?.talk ?? '', uri, await deps.personas.read(uri));
    const said = talk?.state.turns.filter(({ speaker }) => speaker === 'user').map(({ text }) => text);
    assert.deepEqual(said, ['Good evening.', 'Who is Colonel Moran?']);
  });

  it('nobody meant: who there is; nobody of that name: that, too; nothing said yet: no why', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const chat = new Chat(realDeps());
    assert.match((await chat.ask('Good evening.')).shown, /Who shall speak\?[\s\S]*Sherlock Holmes/);
    assert.match((await chat.ask('Moriarty', 'play')).shown, /Nobody here is called “Moriarty”/);
    assert.match((await chat.ask('', 'why')).shown, /No persona has said anything/);
  });

  it('the persona in front is meant where none is named', async () => {
    const [uri] = await vscode.workspace.findFiles('watson.persona');
    assert.ok(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const { shown } = await new Chat(realDeps()).ask('', 'rules');
    assert.ok(!shown.includes('Who shall speak'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('a failure is said in words, with the one thing to do', async () => {
    await vscode.workspace.getConfiguration('dramatis').update('model', 'nowhere', true);
    const chat = new Chat(realDeps());
    const failed = await chat
      .ask('', 'play')
      .then(() => chat.ask('Holmes', 'play'))
      .then(() => chat.ask('Good evening.'));
    await vscode.workspace.getConfiguration('dramatis').update('model', undefined, true);
    assert.match(failed.result.errorDetails?.message ?? '', /No endpoint is called “nowhere”/);
    assert.deepEqual(failed.buttons, ['dramatis.selectModel']);
  });

  it('a stop before anything is said is no error', async () => {
    const chat = new Chat(realDeps());
    await chat.ask('Holmes', 'play');
    const stopped = new vscode.CancellationTokenSource();
    stopped.cancel();
    const { result } = await chat.ask('Good evening.', undefined, stopped.token);
    assert.equal(result.errorDetails, undefined);
  });
});
