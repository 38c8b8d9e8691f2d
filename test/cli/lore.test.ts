// `dramatis lore`: which lore would be sent, and why the rest would not, without a model.
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const ann = `persona Ann
knows
  violin: Plays it.
    keys: violin
  tea: Drinks it.
    keys: tea
    also: milk
`;

async function lore(argv: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const terminal = testTerminal({ cwd: tempFolder({ 'ann.persona': ann, ...files }) });
  const code = await main(['lore', ...argv], terminal, '1.2.3');
  return { code, out: terminal.output(), err: terminal.errors() };
}

test('a line: what fires and what is missing', async () => {
  expect(await lore(['ann.persona', '--text', 'Violin and tea?'])).toMatchObject({
    code: 0,
    out: '+ violin: sent (`violin`)\n- tea: a key came up, none of `also` did (`tea`)\n',
  });
  expect((await lore(['ann.persona'])).out).toBe('- violin: no key came up\n- tea: no key came up\n');
});

test('a kept talk, with the message that woke it', async () => {
  const at = '2026-01-01T00:00:00.000Z';
  const turn = (id: string, speaker: string, text: string) =>
    JSON.stringify({ type: 'turn', at, turn: { id, speaker, text } });
  const talk = [turn('1', 'user', 'Tea?'), turn('2', 'self', 'With milk.'), turn('3', 'user', 'Good.')].join('\n');
  const { out } = await lore(['ann.persona', '--talk', 'a.talk.jsonl'], { 'a.talk.jsonl': talk });
  expect(out).toContain('+ tea: sent (`tea` and `milk` in message 1)');
});

test('as JSON, with the place of each fact', async () => {
  const { out } = await lore(['ann.persona', '--text', 'violin', '--json']);
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    lore: [
      { label: 'violin', reason: 'sent', key: 'violin' },
      { label: 'tea', reason: 'no-key' },
    ],
  });
});

test('what is asked wrongly is said', async () => {
  expect(await lore(['ann.persona', '--text', 'x', '--talk', 'y'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('not both'),
  });
  expect(await lore(['ann.persona', '--talk', 'a.talk.jsonl'], { 'a.talk.jsonl': '{' })).toMatchObject({
    code: 2,
    err: expect.stringContaining('not JSON'),
  });
  expect((await lore(['none.persona'])).code).toBe(2);
  expect((await lore(['b.persona'], { 'b.persona': 'persona B\n' })).out).toContain('no lore');
});
