// Agent files on the command line: compiled, played, probed and extended where they are, and never written to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { reviewer } from '../kit/agent-files.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const body = reviewer.slice(reviewer.indexOf('You review')).trimEnd();
const sidecar = `persona Review Guard
  extends: ./review.agent.md

rules
  short: Answers in at most 40 words.
    must: be at most 40 words

test stays short
  user: What do you do?
  self: I review changes.
  keeps: short
`;

async function run(argv: readonly string[], files: Readonly<Record<string, string>>, input: readonly string[] = []) {
  const cwd = tempFolder(files);
  const terminal = testTerminal({ cwd, input });
  const code = await main(argv, terminal, '1.2.3');
  return { code, cwd, out: terminal.output(), err: terminal.errors() };
}

test('prompt prints what the other tool sends, with the way back', async () => {
  const files = { 'review.agent.md': reviewer };
  expect((await run(['prompt', 'review.agent.md'], files)).out).toBe(`[system]\n${body}\n`);
  const { map, messages } = JSON.parse((await run(['prompt', 'review.agent.md', '--json'], files)).out);
  expect(messages).toEqual([{ role: 'system', content: body }]);
  for (const { start, end, origin } of map)
    expect(reviewer.slice(origin.range.start, origin.range.end)).toBe(body.slice(start, end));
});

test('play answers from the file', async () => {
  const { code, out, err } = await run(['play', 'review.agent.md'], { 'review.agent.md': reviewer }, [
    'Who should I be kind to, and what is good first?\n',
  ]);
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('Say what is good first.') });
  expect(err).toContain('offline understudy');
});

test('test and lint probe its rules, each under the words of its bullet', async () => {
  const files = { 'review.agent.md': reviewer };
  const rule = 'Always name the file and the line.';
  const tested = await run(['test', '--probes', '--model', 'understudy', '--only', rule, 'review.agent.md'], files);
  expect(tested.out).toContain(rule);
  expect(tested.out).not.toContain('Never approve');
  expect((await run(['test', 'review.agent.md'], files)).out).toContain('there is no test here');
});

test('a persona that extends it is linted, tested and compiled with it', async () => {
  const files = { 'review.agent.md': reviewer, 'review.persona': sidecar };
  expect(await run(['lint', 'review.persona'], files)).toMatchObject({
    code: 0,
    out: expect.stringContaining('clean: 1 file'),
  });
  expect(await run(['test', 'review.persona'], files)).toMatchObject({
    code: 0,
    out: expect.stringContaining('stays short'),
  });
  expect((await run(['prompt', 'review.persona'], files)).out).toContain(`[system]\n${body}\n\n## Rules`);
});

test('nothing is written into it', async () => {
  const files = { 'review.agent.md': reviewer };
  for (const argv of [
    ['format', 'review.agent.md'],
    ['write', 'tighten', 'review.agent.md'],
  ]) {
    const { code, err, cwd } = await run(argv, files);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('extends: ./review.agent.md') });
    expect(readFileSync(join(cwd, 'review.agent.md'), 'utf8')).toBe(reviewer);
  }
});

test('a file outside of the folder is not read', async () => {
  const cwd = tempFolder({
    'in/dramatis.json': '{}',
    'in/a.persona': sidecar.replace('./review', '../review'),
    'review.agent.md': reviewer,
  });
  const terminal = testTerminal({ cwd: join(cwd, 'in') });
  expect(await main(['lint', 'a.persona'], terminal, '1.2.3')).toBe(1);
  expect(terminal.output()).toContain('file-outside-folder');
});

test('lint finds agent files in a folder, those in .github and .claude among them, and says what an editor would leave to VS Code', async () => {
  const { code, out } = await run(['lint', '--format', 'json'], {
    'a.agent.md': '---\ndescription: "Reviews all\n---\n- Always use tabs\n- Never use tabs\n',
    '.github/agents/b.md': '---\nname: B\n---\nHello.\n',
    '.claude/skills/tides/SKILL.md': '---\nname: Tides\ndescription: a\n---\nHello.\n',
    '.git/c.agent.md': '---\nname: C\n---\n',
    'notes.md': '- Always use tabs\n- Never use tabs\n',
  });
  expect(code).toBe(1);
  for (const each of [
    'front-matter-syntax',
    'contradictory-instructions',
    'front-matter-missing',
    'front-matter-value',
  ])
    expect(out).toContain(each);
  expect(out).not.toContain('.git/c');
  expect(out).not.toContain('notes.md');
});
