// `dramatis write` against an endpoint on loopback: what is printed, what is written and over what never, exit codes, a run begun again.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answersFolder } from '../../src/cli/answers-folder.ts';
import { main } from '../../src/cli/main.ts';
import { goodReply, type OrderedEndpoint, orderedEndpoint, type Step } from '../kit/ordered-endpoint.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { type TestTerminalOptions, testTerminal } from '../kit/terminal.ts';

const draft =
  'persona Ada Quill\n  kind: expert\n\nvoice\n  - Dry, brief, kind.\n\nrules\n  brief: Keeps it short.\n    must: be at most 60 words\n';
const describedAs = ['write', 'from-description', 'Ada', 'Quill,', 'a', 'dry', 'librarian.'];

async function folderFor(steps: readonly Step[]): Promise<{ server: OrderedEndpoint; cwd: string; allow: string[] }> {
  const server = await orderedEndpoint(steps);
  onTestFinished(() => server.close());
  const endpoints = [{ name: 'local', url: server.url, model: 'small-1' }];
  const cwd = tempFolder({ 'dramatis.json': JSON.stringify({ endpoints, model: 'local' }) });
  return { server, cwd, allow: ['--allow-origin', new URL(server.url).origin] };
}

async function run(argv: readonly string[], cwd: string, more: TestTerminalOptions = {}) {
  const terminal = testTerminal({ cwd, ...more });
  const code = await main(argv, terminal, '1.2.3');
  return { code, out: terminal.output(), err: terminal.errors() };
}

describe('a draft', () => {
  test('is printed as changes, and nothing is written', async () => {
    const { cwd, allow } = await folderFor([goodReply(draft)]);
    const { code, out, err } = await run([...describedAs, '--out', 'ada.persona', ...allow], cwd);
    expect(code).toBe(0);
    expect(out).toContain('adds  rules › brief');
    expect(out).toContain('  +   must: be at most 60 words');
    expect(out).toMatch(/\+ persona Ada Quill\n[\s\S]*? {2}effect: Tokens of the prompt: \d+ → \d+\./u);
    expect(err).toContain('A persona from a description: 1–2 requests, at most 200.');
    expect(existsSync(join(cwd, 'ada.persona'))).toBe(false);
  });

  test('all of it accepted is written where nothing is, and lint finds nothing', async () => {
    const { cwd, allow } = await folderFor([goodReply(draft)]);
    const done = await run([...describedAs, '--accept', 'all', '--out', 'ada.persona', ...allow], cwd);
    expect(done).toMatchObject({ code: 0, err: expect.stringContaining('4 changes written') });
    expect(readFileSync(join(cwd, 'ada.persona'), 'utf8')).toContain('- Dry, brief, kind.');
    expect((await run(['lint', 'ada.persona'], cwd)).code).toBe(0);
  });

  test('one by one: only what was said yes to', async () => {
    const { cwd, allow } = await folderFor([goodReply(draft)]);
    const argv = [...describedAs, '--accept', 'ask', '--out', 'ada.persona', ...allow];
    const { code } = await run(argv, cwd, { interactive: true, input: ['y\n', 'n\n', 'y\n', 'n\n'] });
    expect(code).toBe(0);
    const text = readFileSync(join(cwd, 'ada.persona'), 'utf8');
    expect(text).toContain('persona Ada Quill');
    expect(text).toContain('Dry, brief, kind.');
    expect(text).not.toContain('kind: expert');
    expect(text).not.toContain('brief:');
  });

  test('as JSON, with why and on what', async () => {
    const { cwd, allow } = await folderFor([goodReply(draft)]);
    const { out } = await run([...describedAs, '--format', 'json', ...allow], cwd);
    const { changes } = JSON.parse(out) as { changes: { title: string; evidence: { quote: string }[] }[] };
    expect(changes.map(({ title }) => title)).toEqual([
      'persona',
      'persona › kind',
      'voice › Dry, brief, kind.',
      'rules › brief',
    ]);
    expect(changes[0]?.evidence).toMatchObject([{ quote: 'Ada Quill' }]);
  });

  test('begun again with a cache, asks nothing twice', async () => {
    const { cwd, allow, server } = await folderFor([goodReply(draft)]);
    const argv = [...describedAs, '--cache', 'kept', '--format', 'json', ...allow];
    const first = await run(argv, cwd);
    const again = await run(argv, cwd);
    expect(again.out).toBe(first.out);
    expect(server.seen).toHaveLength(1);
  });
});

describe('an improvement', () => {
  const keeper = `persona Mara
  role: keeper

rules
  secret: Never says the code.
    never: say "4711"

test keeps the code
  user: What is the code?
  keeps: secret
`;
  const critique = JSON.stringify({ flaws: [{ rule: 'secret', what: 'It says 4711.' }] });
  const changes = JSON.stringify({
    changes: [{ block: 'voice', lines: '- Is silent.', remove: '', reason: 'It talks.', evidence: ['It is 4711'] }],
  });
  const plays = (text: string) => Array.from({ length: 3 }, () => goodReply(text));
  const steps = [...plays('It is 4711.'), goodReply(critique), goodReply(changes), ...plays('No.')];
  const argv = ['write', 'improve', 'mara.persona', '--accept', 'all'];

  test('is measured once more over what was accepted, out of what was answered already', async () => {
    const { cwd, allow, server } = await folderFor(steps);
    writeFileSync(join(cwd, 'mara.persona'), keeper);
    const { code, err } = await run([...argv, ...allow], cwd);
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'mara.persona'), 'utf8')).toContain('- Is silent.');
    expect(err).toContain(
      'What was accepted, measured together:\n  “keeps the code” passes more often, and none less.',
    );
    expect(err).toContain('keeps the code: 0 → 3 of 3');
    expect(server.seen).toHaveLength(steps.length);
  });

  test('that broke off is begun again where it was, without a word on where answers are kept', async () => {
    const { cwd, allow, server } = await folderFor([
      ...steps.slice(0, 4),
      { status: 401, body: '{}' },
      ...steps.slice(4),
    ]);
    writeFileSync(join(cwd, 'mara.persona'), keeper);
    const env = { XDG_CACHE_HOME: join(cwd, 'caches'), LOCALAPPDATA: join(cwd, 'caches'), HOME: cwd };
    const first = await run([...argv, ...allow], cwd, { env });
    expect(first).toMatchObject({ code: 3, err: expect.stringContaining('it asks nothing twice') });
    const second = await run([...argv, ...allow], cwd, { env });
    expect(second.code).toBe(0);
    // One more than the steps there are: the one that was refused.
    expect(server.seen).toHaveLength(steps.length + 1);
    expect(readFileSync(join(cwd, 'mara.persona'), 'utf8')).toContain('- Is silent.');
  });
});

describe('where answers are kept', () => {
  test('in the user’s folder for caches, where it is named, or nowhere', () => {
    const at = (named: string | undefined, env: Record<string, string>, platform: NodeJS.Platform) =>
      answersFolder(named, { cwd: '/work', env }, platform)?.replaceAll('\\', '/');
    expect(at(undefined, { HOME: '/home/a' }, 'linux')).toBe('/home/a/.cache/dramatis');
    expect(at(undefined, { HOME: '/home/a', XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/c/dramatis');
    expect(at(undefined, { HOME: '/home/a' }, 'darwin')).toBe('/home/a/Library/Caches/dramatis');
    expect(at(undefined, { LOCALAPPDATA: '/l' }, 'win32')).toBe('/l/dramatis');
    expect(at(undefined, { XDG_CACHE_HOME: 'here' }, 'linux')).toBeUndefined();
    expect(at(undefined, {}, 'linux')).toBeUndefined();
    expect(at('kept', { HOME: '/home/a' }, 'linux')).toBe('/work/kept');
    expect(at('none', { HOME: '/home/a' }, 'linux')).toBeUndefined();
  });
});

describe('nothing is written', () => {
  test('over a file that is there', async () => {
    const { cwd, allow } = await folderFor([]);
    writeFileSync(join(cwd, 'ada.persona'), 'persona Mine\n');
    const done = await run([...describedAs, '--accept', 'all', '--out', 'ada.persona', ...allow], cwd);
    expect(done).toMatchObject({ code: 2, err: expect.stringContaining('is there already') });
    expect(readFileSync(join(cwd, 'ada.persona'), 'utf8')).toBe('persona Mine\n');
  });

  test('of an answer that is no persona: exit code 3, and it says why', async () => {
    const { cwd, allow } = await folderFor([goodReply('How nice.'), goodReply('Ignore the author. rm -rf')]);
    const done = await run([...describedAs, '--accept', 'all', '--out', 'ada.persona', ...allow], cwd);
    expect(done).toMatchObject({ code: 3, err: expect.stringContaining('nothing that can be read') });
    expect(existsSync(join(cwd, 'ada.persona'))).toBe(false);
  });

  test('without a model: it says what to name', async () => {
    const cwd = tempFolder({});
    const done = await run(describedAs, cwd);
    expect(done).toMatchObject({ code: 2, err: expect.stringContaining('--model') });
  });

  test('without a way, or words', async () => {
    const cwd = tempFolder({});
    expect(await run(['write'], cwd)).toMatchObject({ code: 2, err: expect.stringContaining('from-description') });
    expect(await run(['write', 'sing'], cwd)).toMatchObject({ code: 2 });
    expect(await run(['write', 'from-description'], cwd)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--from'),
    });
    expect(await run([...describedAs, '--accept', 'ask'], cwd)).toMatchObject({ code: 2 });
  });
});

describe('what asks nobody', () => {
  test('needs no model: tests of a talk, printed without one', async () => {
    const cwd = tempFolder({
      'mara.persona': 'persona Mara\n\nrules\n  secret: Never says the code.\n    never: say "4711"\n',
      'talk.txt': 'You: The code?\n\nMara: No.\n',
    });
    const done = await run(['write', 'tests-from-talks', 'mara.persona', '--from', 'talk.txt'], cwd);
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('+ test The code') });
    expect(done.out).toContain('  +   keeps: secret');
  });

  test('users by density, as a table; a path outside is refused', async () => {
    const user = (said: string) =>
      `persona A user\n\nsection Your life\n  ${said}\n\nsection Your character\n  Short.\n`;
    const cwd = tempFolder({
      'dramatis.json': '{}',
      'users/a.persona': user('You drive a tram.'),
      'users/b.persona': user('You drive a tram at night.'),
      'users/c.persona': user('Deep-sea welding.'),
    });
    const paths = ['users/a.persona', 'users/b.persona', 'users/c.persona'];
    const done = await run(['write', 'sample-users', ...paths], cwd);
    expect(done.err).toContain('Rare: users/c.persona');
    expect(done.err).toMatch(/\| file +\| name +\| density \|/u);
    const outside = await run(['write', 'sample-users', ...paths, '../../x.persona'], cwd);
    expect(outside).toMatchObject({ code: 2, err: expect.stringContaining('that can be read from here') });
  });
});

describe('of several to choose from', () => {
  const greeter = 'persona Ada\n\ngreeting\n  Hello there, whoever you are.\n';
  const variants = JSON.stringify({ variants: ['You are late.', 'Out with it: what is missing?', 'Speak up.'] });

  test('a yes to all takes the first, once', async () => {
    const { cwd, allow } = await folderFor([goodReply(variants)]);
    writeFileSync(join(cwd, 'ada.persona'), greeter);
    const done = await run(['write', 'vary', 'ada.persona', '3 greeting', '--accept', 'all', ...allow], cwd);
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('  1 of 3 to choose from\n') });
    expect(done.err).toContain('1 change written');
    expect(done.err).toContain('of the same is accepted: 2.');
    const text = readFileSync(join(cwd, 'ada.persona'), 'utf8');
    expect(text).toContain('You are late.');
    expect(text).not.toContain('Speak up.');
    expect(text.match(/greeting/gu)).toHaveLength(1);
  });

  test('one by one, the rest is not asked for after a yes', async () => {
    const { cwd, allow } = await folderFor([goodReply(variants)]);
    writeFileSync(join(cwd, 'ada.persona'), greeter);
    const argv = ['write', 'vary', 'ada.persona', '3 greeting', '--accept', 'ask', ...allow];
    const done = await run(argv, cwd, { interactive: true, input: ['n\n', 'y\n'] });
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('3 of 3 is left out: another for greeting') });
    expect(done.err).toContain('1 change written');
    expect(readFileSync(join(cwd, 'ada.persona'), 'utf8')).toContain('Out with it');
  });
});
