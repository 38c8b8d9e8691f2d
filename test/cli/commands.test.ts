// lint, format, prompt, play and the door itself: output, exit codes, what is said of bad usage.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { elements, readJunit } from '../kit/junit-shape.ts';
import { sarifFaults } from '../kit/sarif-schema.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { type TestTerminalOptions, testTerminal } from '../kit/terminal.ts';

const good = `persona Porter
  summary: Keeps the gate.

knows
  - The gate opens at eight in the morning.

rules
  brief: Is brief.
    must: be at most 40 words

greeting
  Good day.
`;
const bad = good.replace('Good day.', `${'Good day. '.repeat(40)}`);

async function run(argv: readonly string[], files: Readonly<Record<string, string>>, more: TestTerminalOptions = {}) {
  const cwd = tempFolder(files);
  const terminal = testTerminal({ cwd, ...more });
  const code = await main(argv, terminal, '1.2.3');
  return { code, cwd, out: terminal.output(), err: terminal.errors() };
}

describe('the door', () => {
  test('help, version, unknown commands and options', async () => {
    expect((await run(['--help'], {})).out).toContain('judge');
    expect((await run(['--version'], {})).out).toBe('1.2.3\n');
    for (const name of ['lint', 'format', 'prompt', 'play', 'lore', 'judge']) {
      const help = await run([name, '--help'], {});
      expect(help).toMatchObject({ code: 0 });
      expect(help.out).toContain(`Usage: dramatis ${name}`);
    }
    expect(await run([], {})).toMatchObject({ code: 2 });
    expect(await run(['sing'], {})).toMatchObject({ code: 2, err: expect.stringContaining('no command `sing`') });
    expect(await run(['lint', '--loud'], {})).toMatchObject({ code: 2, err: expect.stringContaining('--loud') });
  });
});

describe('lint', () => {
  test('clean: says that no model was asked', async () => {
    const { code, out } = await run(['lint'], {
      'a.persona': good,
      'deep/b.persona': good,
      'node_modules/c.persona': bad,
    });
    expect(code).toBe(0);
    expect(out).toContain('2 files');
    expect(out).toContain('no model was asked');
  });

  test('findings as text, JSON and SARIF stand on the same place', async () => {
    const files = { 'a.persona': bad };
    const text = await run(['lint', 'a.persona'], files);
    expect(text.code).toBe(1);
    expect(text.out).toMatch(/12:203\s+error.+breaks-own-rule/);
    const json = JSON.parse((await run(['lint', '--format', 'json', 'a.persona'], files)).out);
    expect(json.counts).toEqual({ error: 1, warning: 0, hint: 0 });
    expect(json.files[0].problems[0]).toMatchObject({ code: 'breaks-own-rule', line: 12, column: 203 });
    const sarif = JSON.parse((await run(['lint', '--format', 'sarif', 'a.persona'], files)).out);
    expect(sarifFaults(sarif)).toEqual([]);
    expect(sarifFaults({ ...sarif, version: '3.0.0' })).not.toEqual([]);
    expect(sarif.runs[0].results[0].locations[0].physicalLocation.region).toMatchObject({
      startLine: 12,
      startColumn: 203,
    });
    expect(sarif.runs[0].results[0].ruleId).toBe('breaks-own-rule');
    const junit = readJunit((await run(['lint', '--format', 'junit', 'a.persona'], files)).out);
    expect(elements(junit, 'failure')).toHaveLength(1);
    expect(elements(junit, 'testcase')[0]?.attributes).toMatchObject({
      classname: 'a.persona',
      name: 'breaks-own-rule at 12:203',
    });
  });

  test('dramatis.json: severities, ignores and its own mistakes', async () => {
    const config = (value: object) => JSON.stringify(value);
    const softer = await run(['lint', 'a.persona'], {
      'a.persona': bad,
      'dramatis.json': config({ severities: { 'breaks-own-rule': 'hint' } }),
    });
    expect(softer.code).toBe(0);
    expect(softer.out).toContain('1 hint');
    const ignored = await run(['lint'], {
      'old/a.persona': bad,
      'b.persona': good,
      'dramatis.json': config({ ignore: ['old'] }),
    });
    expect(ignored.code).toBe(0);
    const wrong = await run(['lint'], { 'b.persona': good, 'dramatis.json': config({ promtBudget: 9 }) });
    expect(wrong.out).toContain('promptBudget');
    const over = await run(['lint'], { 'b.persona': good, 'dramatis.json': config({ promptBudget: 5 }) });
    expect(over.out).toContain('over-budget');
  });

  test('kept talks are judged, on their own lines', async () => {
    const lines = [
      {
        type: 'talk',
        version: 1,
        id: 't',
        at: '2026-01-01T00:00:00Z',
        persona: 'Porter',
        personaUri: 'a.persona',
        personaHash: 'x',
      },
      { type: 'turn', at: '2026-01-01T00:00:00Z', turn: { id: '1', speaker: 'user', text: 'hello' } },
      { type: 'turn', at: '2026-01-01T00:00:00Z', turn: { id: '2', speaker: 'self', text: 'word '.repeat(41) } },
    ];
    const talk = lines.map((line) => JSON.stringify(line)).join('\n');
    const { code, out } = await run(['lint', 'a.persona'], { 'a.persona': good, 'a.talk.jsonl': `${talk}\n{"type":` });
    expect(code).toBe(1);
    expect(out).toMatch(/a\.talk\.jsonl[\s\S]*3:1\s+error.+breaks-own-rule[\s\S]*4:1\s+error.+talk-line/);
  });

  test('what is not there is a usage error', async () => {
    expect(await run(['lint', 'none.persona'], {})).toMatchObject({
      code: 2,
      err: expect.stringContaining('none.persona'),
    });
    expect(await run(['lint'], {})).toMatchObject({ code: 2, err: expect.stringContaining('No *.persona') });
    expect(await run(['lint', '--format', 'xml', '.'], {})).toMatchObject({ code: 2 });
  });

  test('binary junk and a file of 20 MB are one finding each', async () => {
    const junk = await run(['lint', 'a.persona'], { 'a.persona': `persona A\u0000\u0001${'\u0000x'.repeat(5000)}` });
    expect(junk.out).toContain('not-text');
    expect(junk.out).toContain('1 error in 1 file');
    const large = await run(['lint', 'a.persona'], {
      'a.persona': `persona A\n${'knows about everything there is\n'.repeat(650_000)}`,
    });
    expect(large.out).toContain('file-too-large');
    expect(large.out).toContain('1 error in 1 file');
  });
});

describe('format', () => {
  const crooked =
    'persona Porter\n\tsummary:   Keeps it.\nrules\n      brief:Is brief.\n        must:be at most 40 words\n';

  test('--check names files and changes nothing; without it they are written and then clean', async () => {
    const checked = await run(['format', '--check'], { 'a.persona': crooked });
    expect(checked).toMatchObject({ code: 1, out: 'a.persona is not formatted\n' });
    expect(readFileSync(join(checked.cwd, 'a.persona'), 'utf8')).toBe(crooked);
    const written = await run(['format'], { 'a.persona': crooked });
    expect(written.code).toBe(0);
    const again = testTerminal({ cwd: written.cwd });
    expect(await main(['format', '--check'], again, '')).toBe(0);
    expect(readFileSync(join(written.cwd, 'a.persona'), 'utf8')).not.toContain('\t');
  });
});

describe('prompt', () => {
  test('text, JSON with the way back, and the budget', async () => {
    const text = await run(['prompt', 'a.persona'], { 'a.persona': good });
    expect(text.out).toContain('The gate opens at eight in the morning.');
    expect(text.err).toMatch(/\d+ tokens/);
    const { out } = await run(['prompt', '--json', 'a.persona'], { 'a.persona': good });
    const json = JSON.parse(out);
    const fact = json.map.find((m: { start: number; end: number; message: number }) =>
      json.messages[m.message].content.slice(m.start, m.end).startsWith('The gate opens'),
    );
    expect(good.slice(fact.origin.range.start, fact.origin.range.end)).toBe('The gate opens at eight in the morning.');
    expect(await run(['prompt', '--budget', 'much', 'a.persona'], { 'a.persona': good })).toMatchObject({ code: 2 });
  });
});

describe('turn-taking', () => {
  const file = { 'a.persona': `${good}\nturns\n  interrupt on: command\n  commands: halt\n` };

  test('runs the script of the file against the understudy, which says its line at once and so is never interrupted', async () => {
    const { code, out, err } = await run(['turn-taking', 'a.persona'], file);
    expect(code).toBe(0);
    expect(err).toMatch(/\d+ events, at most \d+ requests to offline understudy/);
    expect(out).toContain('void: halt');
    expect(out).toContain('interrupt on command, middle wiring, slices of 2000 ms; text only');
    expect(out).toContain('precision nothing to count');
  });

  test('takes a script of your own, and says what is none; --json for programs', async () => {
    const script = JSON.stringify([{ at: 100, text: 'halt', interrupts: true }]);
    const { code, out } = await run(['turn-taking', 'a.persona', '--script', 's.json', '--json'], {
      ...file,
      's.json': script,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ version: 1, tp: 0, trials: [{ event: { text: 'halt' } }] });
    const bad = await run(['turn-taking', 'a.persona', '--script', 's.json'], { ...file, 's.json': '[{"at": -1}]' });
    expect(bad).toMatchObject({ code: 2 });
    expect(bad.err).toContain('is no script');
  });
});

describe('play', () => {
  test('piped lines are messages; the understudy answers from the file and says who it is', async () => {
    const { code, out, err } = await run(
      ['play', 'a.persona', '--keep', 'a.talk.jsonl'],
      { 'a.persona': good },
      { input: ['When does the gate open?\n\n/sent\n'] },
    );
    expect(code).toBe(0);
    expect(err).toContain('offline understudy');
    expect(out).toContain('Porter: Good day.');
    expect(out).toContain('eight in the morning');
    expect(out).toContain('1 kept');
    expect(err).toContain('[system]');
  });

  test('--continue goes on with a kept talk, which stays as it is; what is no talk is refused in words', async () => {
    const first = await run(
      ['play', 'a.persona', '--keep', 'a.talk.jsonl'],
      { 'a.persona': good },
      { input: ['Hello\n'] },
    );
    const kept = readFileSync(join(first.cwd, 'a.talk.jsonl'), 'utf8');
    const on = testTerminal({ cwd: first.cwd, input: ['When does the gate open?\n'] });
    const argv = ['play', 'a.persona', '--continue', 'a.talk.jsonl', '--keep', 'b.talk.jsonl'];
    expect(await main(argv, on, '')).toBe(0);
    expect(on.output()).toContain('You: Hello');
    expect(on.output()).toContain('eight in the morning');
    expect(on.output().match(/Good day\./g)).toHaveLength(1);
    expect(readFileSync(join(first.cwd, 'a.talk.jsonl'), 'utf8')).toBe(kept);
    const both = readFileSync(join(first.cwd, 'b.talk.jsonl'), 'utf8');
    expect(both).toContain('"Hello"');
    expect(both).toContain('When does the gate open?');
    expect(both).toContain('Imported from a.talk.jsonl.');
    const bad = await run(['play', 'a.persona', '--continue', 'a.persona'], { 'a.persona': good });
    expect(bad).toMatchObject({ code: 2, err: expect.stringContaining('This is no talk that can be imported') });
  });

  test('a kept talk is there, is judged by lint, and is never written over', async () => {
    const first = await run(
      ['play', 'a.persona', '--keep', 'a.talk.jsonl'],
      { 'a.persona': good },
      { input: ['Hello\n'] },
    );
    const kept = readFileSync(join(first.cwd, 'a.talk.jsonl'), 'utf8');
    expect(kept).toContain('"Hello"');
    expect(kept).not.toContain(first.cwd);
    writeFileSync(join(first.cwd, 'a.persona'), good.replace('at most 40', 'at most 1'));
    const lint = testTerminal({ cwd: first.cwd });
    expect(await main(['lint'], lint, '')).toBe(1);
    expect(lint.output()).toContain('a.talk.jsonl');
    const second = testTerminal({ cwd: first.cwd, input: ['Hello\n'] });
    expect(await main(['play', 'a.persona', '--keep', 'a.talk.jsonl'], second, '')).toBe(2);
    expect(readFileSync(join(first.cwd, 'a.talk.jsonl'), 'utf8')).toBe(kept);
  });

  test('an endpoint of the folder is not asked before its origin is confirmed', async () => {
    const files = {
      'a.persona': good,
      'dramatis.json': JSON.stringify({
        endpoints: [{ name: 'remote', url: 'https://models.example/v1', model: 'm', keyFrom: 'SOME_KEY' }],
        model: 'remote',
      }),
    };
    const { code, err, out } = await run(['play', 'a.persona'], files, {
      input: ['Hello\n'],
      env: { SOME_KEY: 'canary-key' },
    });
    expect(code).toBe(2);
    expect(err).toContain('https://models.example');
    expect(err + out).not.toContain('canary-key');
    expect(await run(['play', 'a.persona', '--model', 'nobody'], files)).toMatchObject({
      code: 2,
      err: expect.stringContaining('understudy, remote'),
    });
  });

  test('an address allowed beforehand: one line says which variable’s key goes where, and never the key', async () => {
    const folder = (keyFrom: string) => ({
      'a.persona': good,
      'dramatis.json': JSON.stringify({
        endpoints: [{ name: 'remote', url: 'http://127.0.0.1:9/v1', model: 'm', keyFrom }],
        model: 'remote',
      }),
    });
    const argv = ['play', 'a.persona', '--allow-origin', 'http://127.0.0.1:9'];
    const { err, out } = await run(argv, folder('SOME_KEY'), { env: { SOME_KEY: 'canary-key' } });
    expect(err.match(/^The key in SOME_KEY goes to http:\/\/127\.0\.0\.1:9, and nowhere else\.$/gm)).toHaveLength(1);
    expect(err + out).not.toContain('canary-key');
    expect((await run(argv, folder('constructor'))).err).not.toContain('The key in');
  });

  test('a file to keep the talk in that is there already is told before the talk', async () => {
    const files = { 'a.persona': good, 'a.talk.jsonl': 'mine' };
    const { code, out, cwd } = await run(['play', 'a.persona', '--keep', 'a.talk.jsonl'], files, {
      input: ['Hello\n'],
    });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(readFileSync(join(cwd, 'a.talk.jsonl'), 'utf8')).toBe('mine');
  });
});

test('the bar of a small folder on a terminal: settings and kept talks count for no more than all', async () => {
  const files = { 'a.persona': good, 'dramatis.json': '{}', 'a.talk.jsonl': '{}' };
  const { code, out } = await run(['lint'], files, { interactive: true });
  expect(code).toBe(1);
  expect(out).toContain('a.talk.jsonl');
});

describe('letters that nobody vouches for', () => {
  const hostile = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e';
  const files = {
    'a.persona': good.replace('at eight', `at ${hostile} eight`).replace('brief:', `brief${hostile}:`),
    'dramatis.json': JSON.stringify({ model: `x${hostile}` }),
  };
  const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/;

  test.each([
    ['lint', 'a.persona'],
    ['prompt', 'a.persona'],
    ['play', 'a.persona'],
    ['play', 'a.persona', '--model', 'understudy'],
    ['lint', `no${hostile}where`],
  ])('move no cursor: %s %s %s', async (...argv) => {
    const input = { input: ['When does the gate open?\n', '/sent\n'], interactive: true };
    const { out, err } = await run(argv, files, input);
    expect(out + err).toContain('\ufffd');
    // The progress bar clears its own line.
    expect((out + err).replaceAll('\r\u001b[K', '')).not.toMatch(controls);
  });

  test('in a pipe a prompt is what would be sent', async () => {
    expect((await run(['prompt', 'a.persona'], files)).out).toContain(hostile);
  });
});
