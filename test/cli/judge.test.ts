// The contract of `dramatis judge`: one line out for each line in, in order, whatever comes.
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const persona = `persona Gate
given
  secret:
  guests:
rules
  form: Users say please.
    user must: say "please"
  secret: Keeps it.
    never: say "{{secret}}"
  guest: Greets a guest by bowing.
    when: user says {{guests}}
    must: say "bow"
  - Is kind.
`;

async function judge(talks: string | readonly string[], more: readonly string[] = []) {
  const cwd = tempFolder({ 'gate.persona': persona });
  const input = typeof talks === 'string' ? [talks] : talks;
  const terminal = testTerminal({ cwd, input });
  const code = await main(['judge', 'gate.persona', '--talks', '-', ...more], terminal, '0');
  const lines = terminal.output().split('\n').slice(0, -1);
  return { code, lines: lines.map((line) => JSON.parse(line)), errors: terminal.errors() };
}

const talk = (given: unknown, ...contents: [string, string][]) =>
  JSON.stringify({ given, messages: contents.map(([role, content]) => ({ role, content })) });

describe('judge', () => {
  test('verdicts by rule and message; system messages are passed over and counted', async () => {
    const { code, lines } = await judge(
      `${talk({ secret: 'swordfish', guests: ['Ada', 'Bo'] }, ['system', 'x'], ['user', 'Ada here, please'], ['assistant', 'I bow.'], ['user', 'please'], ['assistant', 'SWORDFISH'])}\n`,
    );
    expect(code).toBe(0);
    expect(lines).toEqual([
      {
        invalid: false,
        turns: [
          { message: 2, rules: { form: 'idle', secret: 'kept', guest: 'kept', 'Is kind.': 'unsure' } },
          { message: 4, rules: { form: 'idle', secret: 'broken', guest: 'idle', 'Is kind.': 'unsure' } },
        ],
      },
    ]);
  });

  test('null and absence are not given; numbers and maps are values', async () => {
    const { lines } = await judge(
      [
        talk({ secret: null }, ['user', 'please'], ['assistant', 'null']),
        talk({}, ['user', 'please'], ['assistant', 'undefined']),
        talk({ secret: 42 }, ['user', 'please'], ['assistant', 'it is 42']),
        talk({ secret: { a: 'x1', b: 'y2' } }, ['user', 'please'], ['assistant', 'it is none']),
      ].join('\n'),
    );
    expect(lines.map((line) => line.turns[0].rules.secret)).toEqual(['idle', 'idle', 'broken', expect.any(String)]);
  });

  test('a breach of the form before any broken rule is invalid, and says where', async () => {
    const { lines } = await judge(
      [
        talk({ secret: 's3cret' }, ['user', 'please'], ['assistant', 'ok'], ['user', 'now!'], ['assistant', 'ok']),
        talk({ secret: 's3cret' }, ['user', 'please'], ['assistant', 's3cret'], ['user', 'now!'], ['assistant', 'ok']),
      ].join('\n'),
    );
    expect(lines[0]).toMatchObject({ invalid: true, at: 2 });
    expect(lines[1]).toMatchObject({ invalid: false });
    expect(lines[1]).not.toHaveProperty('at');
  });

  test('a line that is no talk gives an error in its place', async () => {
    const bad = [
      '{',
      '',
      '[]',
      '{"messages":1}',
      '{"messages":[{"role":"bot","content":""}]}',
      '{"given":7,"messages":[]}',
      `{"given":{"a":${'['.repeat(99)}${']'.repeat(99)}},"messages":[]}`,
    ];
    const { code, lines } = await judge([...bad, talk({}, ['user', 'please'], ['assistant', 'ok'])].join('\r\n'));
    expect(code).toBe(0);
    expect(lines).toHaveLength(bad.length + 1);
    expect(lines.slice(0, -1).every((line) => typeof line.error === 'string' && Object.keys(line).length === 1)).toBe(
      true,
    );
    expect(lines.at(-1).turns).toHaveLength(1);
  });

  test('lines may come in pieces, behind a byte order mark, and hold U+2028', async () => {
    const text = `${talk({ secret: 'a\u2028b' }, ['user', 'please'], ['assistant', 'say a\u2028b'])}\n${talk({}, ['user', 'please'])}`;
    const { lines } = await judge(['\ufeff', ...text]);
    expect(lines).toHaveLength(2);
    expect(lines[0].turns[0].rules.secret).toBe('broken');
    expect(lines[1]).toEqual({ invalid: false, turns: [] });
  });

  test('exit code 1 only where --fail-on broken is asked and something is', async () => {
    const broken = talk({ secret: 'x7y8' }, ['user', 'please'], ['assistant', 'x7y8']);
    const kept = talk({ secret: 'x7y8' }, ['user', 'please'], ['assistant', 'no']);
    expect((await judge(broken)).code).toBe(0);
    expect((await judge(broken, ['--fail-on', 'broken'])).code).toBe(1);
    expect((await judge(kept, ['--fail-on', 'broken'])).code).toBe(0);
    const wrong = await judge(kept, ['--fail-on', 'idle']);
    expect(wrong.code).toBe(2);
    expect(wrong.errors).toContain('--fail-on');
  });
});
