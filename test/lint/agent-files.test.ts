// Rules about agent files: seeded faults are found, sound files are silent, and what VS Code says itself is left to it.
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { type Config, defaultConfig } from '../../src/config/config.ts';
import { editorLanguages } from '../../src/lint/agent-files/agent-rule.ts';
import { checkAgentFile } from '../../src/lint/agent-files/check-agent-file.ts';
import { agentRules } from '../../src/lint/agent-files/index.ts';
import { memorySource } from '../kit/memory-source.ts';
import { type Fault, faults } from './agent-file-faults.ts';

/** One endpoint that lists models which all end. */
const ending = Array.from({ length: 20 }, (_, at) => ({
  id: `tide-${at + 1}`,
  ends: `2026-12-${String(at + 5).padStart(2, '0')}`,
}));
const tides = { place: 'https://tides.example.com/v1', day: '2026-11-25', whole: true, models: ending, left: [] };
const models = { lists: [tides], today: '2026-12-15' };

const files = { '/p/a/style.md': '', '/p/a/notes/one.md': '', '/p/two.md': '' };
const check = ({ path, text }: Fault, config: Partial<Config> = {}, language?: string) =>
  checkAgentFile({
    text,
    uri: `/p/a/${path}`,
    source: memorySource(files, '/p/'),
    config: { ...defaultConfig, ...config },
    models,
    ...(language !== undefined && { language }),
  });

describe('seeded faults', () => {
  for (const { id } of agentRules) {
    test(`${id}: at least 18 of 20 are found`, () => {
      const missed = faults[id].filter((fault) => !check(fault).some(({ code }) => code === id));
      expect(faults[id].length).toBe(20);
      expect(missed.map(({ text }) => text.slice(0, 200)).slice(2)).toEqual([]);
    });
  }
});

test('two instructions that contradict each other in more ways than one are told of once', () => {
  const text = '---\ndescription: Reviews.\n---\n\n- Always answer in French.\n- Never answer in French.\n';
  expect(check({ path: 'x.agent.md', text }).map(({ code }) => code)).toEqual(['contradictory-instructions']);
});

describe('nothing is said', () => {
  const sound = (text: string, path = 'x.agent.md') =>
    check({ path, text: `---\ndescription: Reviews.\n---\n\n# Review\n\n${text}\n` });

  test.each([
    [
      'a bare order and what is not to be done, for different cases',
      '## When reviewing\n\n- Use tabs\n\n## When writing\n\n- Never use tabs',
    ],
    ['a list of what not to do', 'Avoid these:\n\n- Use global state\n\n## Style\n\n- Never use global state'],
    ['examples', '## Examples\n\n- Always use tabs\n- Never use tabs'],
    [
      'lengths of different things',
      '- Keep commit messages under 50 words\n- Every response must be at least 100 words',
    ],
    ['lengths that fit', '- Keep replies under 100 words\n- Replies must be at least 20 words'],
    ['a condition', '- Never commit your changes unless asked\n- Always commit your changes'],
    ['steps that come again', '1. Run the tests\n2. Change the code\n3. Run the tests'],
    ['the same words under two bullets', '- First\n  - Read the whole file\n- Second\n  - Read the whole file'],
    [
      'links to sites, mail, places in the page, made-up names, code',
      '[a](https://a.b/c.md) [b](#x) [c](mailto:a@b.c) [d](path/to/file.md) [e](<name>.md) `[f](gone.md)` [g](/root.md)',
    ],
    [
      'links to what is yet to be made, and samples of links',
      [
        'Read [a](style.md). Keep notes in [PLAN.md](PLAN.md); create it if it is missing.',
        'Log what you did in [the journal](journal.md).',
        'Name lines as in [handler.ts](src/handler.ts#L42) or [all](src/handler.ts#L42-L50).',
        'Read [the notes](notes.md) if they exist.',
        'The generated file is [schema.json](schema.json). After the build, open [the page](index.html).',
        'If there is a [CONTEXT.md](CONTEXT.md), read it. Look for a [LOG.md](LOG.md) in each folder.',
        'Keep [TASKS.md](TASKS.md) up to date. Run `make docs` to get [the book](book.pdf).',
        'Every package has its own [CHANGES.md](CHANGES.md).',
        'Links look like [this](./lib/tides.ts).',
        '## Output format\n\n- [tides.ts](tides.ts): what is wrong',
      ].join('\n\n'),
    ],
    ['links that hold', '[a](style.md) [b](./notes/one.md#x) [c](../two.md)'],
    ['links out of the folder', '[a](../../../etc/hosts.md)'],
    [
      'keys made up for an example',
      `AKIAIOSFODNN7EXAMPLE ghp_${'x'.repeat(36)} sk-your-key-goes-here-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`,
    ],
    ['emoji', '- 👩‍💻 Be kind ✔️'],
  ])('%s', (_what, text) => {
    expect(sound(text).map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  test('a key of another program, and a file that is none of these', () => {
    expect(
      check({ path: 'x.agent.md', text: '---\ndescription: a\nmode: primary\nhidden: true\ntemperature: 0.1\n---\n' }),
    ).toEqual([]);
    for (const path of ['tides/SKILL.md', '.claude/agents/tides.md', 'x.prompt.md', 'x.agent.md', 'x.instructions.md'])
      for (const lines of ['globs: "**"', 'tool: read', 'mode: subagent', 'mode: true', 'models: [a]', 'hints: none']) {
        const text = `---\nname: tides\ndescription: a\n${lines}\n---\nBe kind.\n`;
        const told = check({ path, text }).filter(({ message }) => message.includes('is meant'));
        expect(told, `${path} ${lines}`).toEqual([]);
      }
    expect(check({ path: 'notes.md', text: '---\na: b: c\n---\n' })).toEqual([]);
  });
});

test('a fix takes its finding away', () => {
  const fixed = Object.values(faults)
    .flat()
    .flatMap((fault) =>
      check(fault).flatMap((problem) => (problem.fixes ?? []).map((fix) => ({ fault, problem, fix }))),
    );
  expect(fixed.length).toBeGreaterThan(30);
  for (const { fault, problem, fix } of fixed) {
    const after = check({ ...fault, text: applyEdits(fault.text, fix.edits) });
    const count = (all: typeof after) => all.filter(({ code }) => code === problem.code).length;
    expect(count(after), `${problem.message} ${fix.title}`).toBeLessThan(count(check(fault)));
  }
});

test('in VS Code what it says itself is left to it; elsewhere such a file is Markdown', () => {
  const fault = {
    path: 'x.agent.md',
    text: '---\ndescription: a\nuser_invocable: true\n---\n[a](gone.md)\n\n- Always use tabs\n- Never use tabs\n',
  };
  const codes = (language?: string) => check(fault, {}, language).map(({ code }) => code);
  expect(codes()).toEqual(['front-matter-key', 'broken-link', 'contradictory-instructions']);
  expect(codes('markdown')).toEqual(codes());
  for (const language of editorLanguages) expect(codes(language)).toEqual(['contradictory-instructions']);
});

test('dramatis.json switches findings off, changes severities and leaves files alone', () => {
  const fault = {
    path: 'x.agent.md',
    text: '---\ndescription: a\n---\n- Always use tabs\n- Never use tabs\n- Never use tabs\n',
  };
  const severities = { 'contradictory-instructions': 'error', 'duplicate-instruction': 'off' } as const;
  expect(check(fault, { severities }).map(({ code, severity }) => `${code} ${severity}`)).toEqual([
    'contradictory-instructions error',
    'contradictory-instructions error',
  ]);
  expect(check(fault, { folder: '/p', ignore: ['x.agent.md'] })).toEqual([]);
});

test('a message never repeats a secret', () => {
  for (const fault of faults['secret-in-text']) {
    for (const { message, range } of check(fault))
      expect(message).not.toContain(fault.text.slice(range.start, range.end).slice(0, 12));
  }
});
