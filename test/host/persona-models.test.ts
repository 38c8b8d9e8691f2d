// Personas as models of VS Code, through VS Code's own door: listed, asked, stopped; and what must not be.
import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ChatLine } from '../../src/host/chat/chat-lines.ts';
import { ChatTalks } from '../../src/host/chat/chat-talks.ts';
import { hearReply } from '../../src/host/chat/hear-reply.ts';
import { waitFor } from './kit/open-persona.ts';
import { realDeps } from './kit/real-deps.ts';

const never = () => new vscode.CancellationTokenSource().token;
const { User, Assistant } = vscode.LanguageModelChatMessage;

async function holmes(): Promise<vscode.LanguageModelChat> {
  return waitFor(async () => {
    const all = await vscode.lm.selectChatModels({ vendor: 'dramatis' });
    return all.find(({ id }) => id === 'holmes.persona');
  });
}

async function ask(messages: vscode.LanguageModelChatMessage[], options: vscode.LanguageModelChatRequestOptions = {}) {
  const response = await (await holmes()).sendRequest(messages, options, never());
  let text = '';
  for await (const piece of response.text) text += piece;
  return text;
}

describe('personas as models of VS Code', () => {
  afterEach(() => vscode.workspace.getConfiguration('dramatis').update('model', undefined, true));

  it('each persona of the workspace is one, by its name', async () => {
    const model = await holmes();
    assert.equal(model.name, 'Sherlock Holmes');
    assert.equal(model.vendor, 'dramatis');
    const ids = (await vscode.lm.selectChatModels({ vendor: 'dramatis' })).map(({ id }) => id);
    assert.ok(ids.includes('watson.persona'), ids.join(', '));
    assert.ok((await model.countTokens('Good evening, Holmes.')) > 3);
  });

  it('answers with the persona’s words, and tells how its rules fared', async () => {
    const text = await ask([User('Do you play the violin?')]);
    assert.match(text, /Stradivarius|violin/i);
    assert.match(text, /\n\n---\n\u2063Rules: .*\d+ kept/);
    const alone = await ask([User('Do you play the violin?')], { modelOptions: { ledger: false } });
    assert.ok(!alone.includes('Rules: '));
    assert.ok(text.startsWith(alone));
  });

  it('hears what was said before; its own ledger is not part of it', async () => {
    const first = await ask([User('Good evening.')]);
    const second = await ask([User('Good evening.'), Assistant(first), User('Do you play the violin?')]);
    assert.match(second, /violin|Stradivarius/i);
  });

  it('a chat that goes on is one talk in the store; one that was changed begins another, with all that was said', async () => {
    const deps = realDeps();
    const chats = new ChatTalks(deps);
    const [uri] = await vscode.workspace.findFiles('holmes.persona');
    assert.ok(uri);
    const user = (text: string) => ({ speaker: 'user' as const, text });
    const hear = async (lines: ChatLine[]) => {
      const { talk, command } = await chats.next(uri, lines);
      const heard = await hearReply(talk, command, { text: () => undefined }, never());
      return { talk, command, text: heard.ok ? (heard.turn?.text ?? '') : '' };
    };
    const first = await hear([user('Good evening.')]);
    assert.equal(first.command.type, 'begin');
    const self = { speaker: 'self' as const, text: first.text };
    const second = await hear([user('Good evening.'), self, user('Do you play the violin?')]);
    assert.equal(second.command.type, 'say');
    assert.equal(second.talk.id, first.talk.id);
    const other = await hear([user('Good morning.'), self, user('Do you play the violin?')]);
    assert.notEqual(other.talk.id, first.talk.id);
    assert.deepEqual(
      other.talk.state.turns.map(({ speaker }) => speaker),
      ['user', 'self', 'user', 'self'],
    );
    assert.equal(other.talk.state.requests.length, 1);
    for (const { talk } of [first, other]) await talk.settle();
    assert.equal((await (await deps.talks.store()).list()).length, 2);
  });

  it('a chat that ends with its own words has nothing to answer', async () => {
    await assert.rejects(async () => ask([User('Good evening.'), Assistant('Good evening.')]));
  });

  it('no persona plays a persona: a ring is refused in words', async () => {
    await vscode.workspace.getConfiguration('dramatis').update('model', 'vscode:dramatis/watson.persona', true);
    await assert.rejects(async () => ask([User('Good evening.')]), /persona cannot be played by a persona/i);
    const answer = await realDeps().models.modelFor(
      (await vscode.workspace.findFiles('holmes.persona'))[0] as vscode.Uri,
    );
    assert.ok(!answer.ok && answer.failure.action === 'select-model');
  });
});
