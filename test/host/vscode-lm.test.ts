// A model that VS Code offers, behind the ChatModel contract: streaming, stopping, and each of its errors in words.
import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { type OfferedModel, vscodeModel } from '../../src/host/models/vscode-lm.ts';
import type { ModelEvent } from '../../src/model/port.ts';

/** Offers what `answer` streams, and remembers what it was sent. */
function offered(answer: (token: vscode.CancellationToken) => AsyncIterable<string>) {
  const sent: vscode.LanguageModelChatMessage[][] = [];
  const model: OfferedModel = {
    id: 'echo',
    vendor: 'test',
    name: 'Echo',
    async sendRequest(messages, _options, token) {
      sent.push(messages);
      const text = answer(token ?? new vscode.CancellationTokenSource().token);
      return { text, stream: text };
    },
  };
  return { model: vscodeModel(model), sent };
}

async function ask(model: ReturnType<typeof vscodeModel>, signal = new AbortController().signal) {
  const events: ModelEvent[] = [];
  const messages = [
    { role: 'system' as const, content: 'You are Ada.' },
    { role: 'user' as const, content: 'Hello' },
    { role: 'assistant' as const, content: 'Good morning.' },
  ];
  for await (const event of model.chat({ messages }, signal)) events.push(event);
  return events;
}

describe('a model of VS Code', () => {
  it('streams, and says that it has no system role', async () => {
    const { model, sent } = offered(async function* () {
      yield 'Which ';
      yield 'shelf?';
    });
    const events = await ask(model);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['text', 'text', 'done'],
    );
    const last = events.at(-1);
    assert.ok(last?.type === 'done');
    assert.equal(last.replies[0]?.text, 'Which shelf?');
    assert.deepEqual(last.labels, ['system folded into user']);
    assert.equal(model.capabilities.systemRole, false);
    const { User, Assistant } = vscode.LanguageModelChatMessageRole;
    assert.deepEqual(
      sent[0]?.map(({ role }) => role),
      [User, Assistant],
    );
    const [first] = sent[0] ?? [];
    assert.deepEqual(first?.content, [new vscode.LanguageModelTextPart('You are Ada.\n\nHello')]);
  });

  it('stops at once, and lets the other side know', async () => {
    let told = false;
    const { model } = offered(async function* (token) {
      token.onCancellationRequested(() => {
        told = true;
      });
      yield 'One';
      await new Promise(() => {});
    });
    const abort = new AbortController();
    const events: ModelEvent[] = [];
    for await (const event of model.chat({ messages: [{ role: 'user', content: 'x' }] }, abort.signal)) {
      events.push(event);
      if (event.type === 'text') abort.abort();
    }
    const last = events.at(-1);
    assert.ok(last?.type === 'failed' && last.failure.reason === 'cancelled');
    assert.equal(told, true);
  });

  const cases = [
    [vscode.LanguageModelError.NoPermissions('no'), 'refused-consent', 'retry'],
    [vscode.LanguageModelError.Blocked('no'), 'rate-limited', 'select-model'],
    [vscode.LanguageModelError.NotFound('no'), 'no-such-model', 'select-model'],
    [new Error('You have exceeded your quota'), 'rate-limited', 'select-model'],
    [new Error('Rejected: off_topic'), 'other', 'select-model'],
    [Object.assign(new Error('Failed'), { cause: new Error('rate limited') }), 'rate-limited', 'select-model'],
    [new Error('boom'), 'other', 'retry'],
  ] as const;
  for (const [error, reason, action] of cases) {
    it(`turns ${error.name}: ${error.message} into ${reason}`, async () => {
      const { model } = offered(async function* () {
        yield 'Half';
        throw error;
      });
      const last = (await ask(model)).at(-1);
      assert.ok(last?.type === 'failed');
      assert.equal(last.failure.reason, reason);
      assert.equal(last.failure.action, action);
      assert.match(last.failure.message, /Echo/);
    });
  }

  it('counts tokens by the model’s own count where it offers one, and does not wait for a slow one', async () => {
    const counting = (countTokens: OfferedModel['countTokens']): OfferedModel => ({
      id: 'echo',
      vendor: 'test',
      name: 'Echo',
      countTokens,
      async sendRequest() {
        const text = (async function* () {
          yield 'Two words';
        })();
        return { text, stream: text };
      },
    });
    const length = (text: string | vscode.LanguageModelChatMessage) =>
      (typeof text === 'string' ? text : (text.content[0] as vscode.LanguageModelTextPart).value).length;
    const last = (await ask(vscodeModel(counting(async (text) => length(text))))).at(-1);
    assert.deepEqual(last?.type === 'done' && last.usage, { input: 'You are Ada.\n\nHello'.length + 13, output: 9 });
    const slow = (await ask(vscodeModel(counting(() => new Promise(() => undefined))))).at(-1);
    assert.ok(slow?.type === 'done' && slow.usage === undefined);
    const broken = (await ask(vscodeModel(counting(() => Promise.reject(new Error('no')))))).at(-1);
    assert.ok(broken?.type === 'done' && broken.usage === undefined);
  });

  it('an answer without a word is a failure', async () => {
    const { model } = offered(async function* () {
      yield '';
    });
    const last = (await ask(model)).at(-1);
    assert.ok(last?.type === 'failed' && last.failure.reason === 'bad-answer');
  });
});
