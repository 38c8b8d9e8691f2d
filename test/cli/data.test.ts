// `dramatis data`: from kept talks to files and back, in a folder of its own.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { keeperText, plainTalk } from '../data/kit.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

function talkText(...talks: ReturnType<typeof plainTalk>[]): string {
  return talks.flatMap(({ records }) => records.map((record) => `${JSON.stringify(record)}\n`)).join('');
}

async function dramatis(cwd: string, ...argv: string[]) {
  const terminal = testTerminal({ cwd });
  const code = await main(argv, terminal, '0');
  return { code, out: terminal.output(), err: terminal.errors() };
}

test('kept talks become rows with a manifest; nothing is written over; the file passes its own check', async () => {
  const folder = tempFolder({
    'ida.persona': keeperText,
    'ida.talk.jsonl': talkText(plainTalk('a')),
    'ida.more.talk.jsonl': talkText(plainTalk('b', 'How tall is it?'), plainTalk('c', 'Call +44 20 7946 0018?')),
  });
  const built = await dramatis(folder, 'data', 'build', 'ida.persona', '--to', 'messages');
  expect(built).toMatchObject({ code: 0, err: '' });
  expect(built.out).toBe(
    'ida.messages.jsonl: 2 rows\n2 talks of 3 gave rows.\nRows removed:\n  1 × It holds an identifier of a person: phone.\n',
  );
  const manifest = JSON.parse(readFileSync(join(folder, 'ida.messages.manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({
    version: 1,
    format: 'messages',
    files: [{ file: 'ida.messages.jsonl', rows: 2 }],
    persona: { name: 'Ida Marsh', licence: 'CC0-1.0', source: 'Invented for these tests.' },
    talks: { read: 3, used: 2, models: { 'lantern-1': 2 }, personaHashes: { aaaabbbbccccdddd: 2 } },
    removed: [{ why: 'It holds an identifier of a person: phone.', times: 1, talks: ['c'] }],
    gate: { identifiers: { what: 'remove' }, namesOfPeople: 'not looked for' },
  });
  expect(JSON.stringify(manifest)).not.toContain(folder);
  expect(readdirSync(folder).filter((name) => /part|journal/.test(name))).toEqual([]);

  expect(await dramatis(folder, 'data', 'check', 'ida.messages.jsonl', '--as', 'messages')).toMatchObject({
    code: 0,
    out: '2 rows, 0 not as messages has them, 0 twice.\n',
  });
  expect((await dramatis(folder, 'data', 'stats', 'ida.messages.jsonl', '--as', 'messages')).out).toContain(
    'Rows: 2, different: 2\n',
  );
  const again = await dramatis(folder, 'data', 'build', 'ida.persona', '--to', 'messages');
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('ida.messages.jsonl is there already.') });
  expect((await dramatis(folder, 'data', 'build', 'ida.persona', '--to', 'messages', '--replace')).code).toBe(0);
});

test('a bad row is told with its number', async () => {
  const folder = tempFolder({ 'rows.jsonl': '{"messages":[]}\n' });
  const checked = await dramatis(folder, 'data', 'check', 'rows.jsonl', '--as', 'messages');
  expect(checked.code).toBe(1);
  expect(checked.out).toMatch(/^rows\.jsonl: row 1: At messages: /);
});

test('a build that was stopped leaves no file under its name, and goes on', async () => {
  const talks = Array.from({ length: 6 }, (_, n) => plainTalk(`t${n}`, `Is it ${n} fathoms?`));
  const folder = tempFolder({ 'ida.persona': keeperText, 'all.talks.jsonl': talkText(...talks) });
  const argv = ['data', 'build', 'ida.persona', '--to', 'messages', '--talks', '-'];
  const input = talkText(...talks);
  const terminal = testTerminal({ cwd: folder });
  const cut = {
    ...terminal,
    input: (async function* () {
      yield input.slice(0, input.indexOf('"t3"'));
      terminal.interrupt();
      yield input.slice(input.indexOf('"t3"'));
    })(),
  };
  expect(await main(argv, cut, '0')).toBe(3);
  expect(terminal.errors()).toContain('The same command goes on where it stood.');
  expect(existsSync(join(folder, 'ida.messages.jsonl'))).toBe(false);
  const rest = testTerminal({ cwd: folder, input: [input] });
  expect(await main(argv, rest, '0')).toBe(0);
  expect(rest.errors()).toMatch(/Going on after \d talks/);
  const whole = tempFolder({ 'ida.persona': keeperText, 'all.talks.jsonl': input });
  expect((await dramatis(whole, 'data', 'build', 'ida.persona', '--to', 'messages', '--talks', '.')).code).toBe(0);
  const rows = (where: string) => readFileSync(join(where, 'ida.messages.jsonl'), 'utf8');
  expect(rows(folder)).toBe(rows(whole));
  expect(rows(whole).trimEnd().split('\n').length).toBe(6);
});

test('nothing of an individual goes out without consent, source and a day that is not over', async () => {
  const individual = keeperText.replace('kind: character', 'kind: individual');
  const folder = tempFolder({ 'ida.persona': individual, 'ida.talk.jsonl': talkText(plainTalk()) });
  const build = () => dramatis(folder, 'data', 'build', 'ida.persona', '--to', 'messages', '--replace');
  const refused = await build();
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/`consent:`[\s\S]*`retention:`[\s\S]*Nothing was exported/);
  const head = '  consent: A signed letter.\n  retention: 2001-05-03\n';
  writeFileSync(join(folder, 'ida.persona'), individual.replace('  role:', `${head}  role:`));
  expect((await build()).err).toContain('was to be kept until 2001-05-03; that is over.');
  writeFileSync(join(folder, 'ida.persona'), individual.replace('  role:', `${head.replace('2001', '2999')}  role:`));
  expect((await build()).code).toBe(0);
});

test('a build that never began leaves nothing', async () => {
  const folder = tempFolder({ 'ida.persona': keeperText });
  const built = await dramatis(folder, 'data', 'build', 'ida.persona', '--to', 'messages', '--talks', 'nowhere');
  expect(built).toMatchObject({ code: 2, err: expect.stringContaining('There is no file or folder nowhere.') });
  expect(readdirSync(folder)).toEqual(['ida.persona']);
});

test('rows of others are held against what the format takes, not against what we write', async () => {
  const rows = '{"chosen":"The sky is blue.","rejected":"The sky is green."}\n{"chosen":"a","rejected":"a"}\n';
  const folder = tempFolder({ 'rows.jsonl': rows });
  expect(await dramatis(folder, 'data', 'check', 'rows.jsonl', '--as', 'dpo')).toMatchObject({
    code: 1,
    out: 'rows.jsonl: row 2: Both replies are the same.\n2 rows, 1 not as dpo has them, 0 twice.\n',
  });
});

test('a folder is no file of rows, and that is said in a sentence', async () => {
  const folder = tempFolder({ 'ida.persona': keeperText });
  for (const verb of ['check', 'stats']) {
    const said = await dramatis(folder, 'data', verb, '.', '--as', 'messages');
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err.trim()).toMatch(/\. is a folder: name one file of rows\.$/);
    expect(said.err).not.toContain('mistake of ours');
  }
});

test('formats are listed, and what is not known is said', async () => {
  const folder = tempFolder();
  expect((await dramatis(folder, 'data', 'list')).out).toContain('openai-preference');
  const listed = JSON.parse((await dramatis(folder, 'data', 'list', '--json')).out);
  expect(listed[0]).toMatchObject({ id: 'messages', parts: [{ schema: { type: 'object' } }] });
  expect((await dramatis(folder, 'data', 'build', 'x.persona', '--to', 'nothing')).err).toContain('takes a format');
});
