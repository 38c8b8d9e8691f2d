// Memory at the terminal: who one is, what went in, a session ended and remembered in the file beside the persona.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fileKeeper } from '../../src/cli/memory-in-terminal.ts';
import { type AnsweringEndpoint, answeringEndpoint } from '../kit/answering-endpoint.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const ann = 'persona Ann\nmemory\n  partners: yes\n  recent: 2\n';

let endpoint: AnsweringEndpoint | undefined;
afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
});

async function play(cwd: string, user: string, lines: readonly string[]) {
  const url = endpoint?.url ?? '';
  const config = { endpoints: [{ name: 'local', url, model: 'small' }], model: 'local' };
  writeFileSync(join(cwd, 'dramatis.json'), JSON.stringify(config));
  const terminal = testTerminal({ cwd, input: lines.map((line) => `${line}\n`) });
  const code = await main(['play', 'ann.persona', '--user', user, '--allow-origin', url], terminal, '1.2.3');
  return { code, out: terminal.output(), err: terminal.errors() };
}

test('a session is remembered, and the next partner hears of it', async () => {
  endpoint = await answeringEndpoint();
  endpoint.answer((messages) => {
    const words = messages.map(({ content }) => content).join('\n');
    if (words.includes('did Ann learn of')) return 'Paul keeps bees. (about Paul)';
    return words.includes('should remember') ? 'none' : 'Good day.';
  });
  const cwd = tempFolder({ 'ann.persona': ann });
  const first = await play(cwd, 'Paul', ['I keep bees.', 'And you?', 'Well?', '/context', '/end']);
  expect(first).toMatchObject({ code: 0 });
  expect(first.err).toContain('turn 1: left out');
  expect(first.err).toContain('turn 3: word for word');
  expect(first.err).toContain('remembers m1: Paul keeps bees.');
  expect(first.err).toContain('Session 1 with Paul has ended.');
  expect(readFileSync(join(cwd, 'ann.memories.jsonl'), 'utf8')).toContain('"about":"Paul","from":"Paul","session":1');
  const second = await play(cwd, 'Quinn', ['Who keeps bees?', '/context']);
  expect(second.out).toContain('remembers m1');
  expect(second.err).toContain('remembered m1: Paul keeps bees.');
  expect(JSON.stringify(endpoint.requests.at(-1))).toContain('You are talking with Quinn.');
});

test('the understudy remembers nothing, and says what to do', async () => {
  const cwd = tempFolder({ 'ann.persona': ann });
  const terminal = testTerminal({ cwd, input: ['Hello.\n', '/end\n'] });
  await main(['play', 'ann.persona', '--user', 'Paul'], terminal, '1.2.3');
  expect(terminal.errors()).toContain('that needs a model');
});

test('an edit made meanwhile is changed, not replaced; a file that cannot be read is an answer', async () => {
  const cwd = tempFolder({ 'ann.memories.jsonl': 'one\n' });
  const keeper = fileKeeper(join(cwd, 'ann.persona'));
  let tries = 0;
  const answer = await keeper.change((text) => {
    if (++tries === 1) writeFileSync(join(cwd, 'ann.memories.jsonl'), 'by hand\n');
    return `${text}two\n`;
  });
  expect(answer).toEqual({ ok: true, text: 'by hand\ntwo\n' });
  expect(readFileSync(join(cwd, 'ann.memories.jsonl'), 'utf8')).toBe('by hand\ntwo\n');
  const folder = fileKeeper(join(tempFolder({ 'x.memories.jsonl/inside': '' }), 'x.persona'));
  expect((await folder.read()).ok).toBe(false);
});
