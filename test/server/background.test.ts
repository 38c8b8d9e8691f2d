// The workspace in the background: which files are read, linked and told of, and what follows when one of them is opened, edited, closed,
// or changed on disk.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { Documents } from '../../src/server/documents.ts';
import { factsOf } from '../../src/server/facts-of.ts';
import { quickFacts } from '../../src/server/workspace/quick-facts.ts';
import { Workspace } from '../../src/server/workspace/workspace.ts';
import type { WorkspaceSettings } from '../../src/wire/server-protocol.ts';
import { memoryWorld } from '../kit/memory-world.ts';
import { filesIn } from '../kit/sample-files.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const mother = 'persona M\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n';
const child = 'persona C\n  extends: ./m.persona\n\ntest keeps\n  user: Well?\n  keeps: secret\n';
const broken = 'persona B\n\nwardrobe\n';

/** A workspace over files that the test may change. */
async function start(
  files: Record<string, string>,
  { trusted = true, left = [] as string[], settings = { check: true, exclude: [] } as WorkspaceSettings } = {},
) {
  const named = files as Record<string, string>;
  const world = memoryWorld(named, { left });
  const documents = new Documents(world, {
    trusted,
    overrides: { severities: {}, promptBudget: undefined },
    folders: ['file:///p'],
  });
  const told: [string, string[]][] = [];
  const steps: string[] = [];
  const failures: unknown[] = [];
  const workspace = new Workspace({
    documents,
    world,
    publish: (uri, _lines, problems) => void told.push([uri, problems.map(({ code }) => code)]),
    progress: () => ({ report: (_share, what) => void steps.push(what), done: () => void steps.push('done') }),
    failed: (error) => void failures.push(error),
  });
  const settle = async () => {
    await vi.runAllTimersAsync();
    expect(failures).toEqual([]);
  };
  void workspace.start(settings);
  await settle();
  return {
    workspace,
    told,
    steps,
    settle,
    open(uri: string, text: string, version = 1) {
      documents.put({ uri, version, text });
      workspace.edited(uri);
    },
    close(uri: string) {
      documents.remove(uri);
      return workspace.closed(uri);
    },
    /** Since this was asked last. */
    news: () => told.splice(0),
  };
}

const at = (name: string) => `file:///p/${name}.persona`;

describe('the first round', () => {
  test('files with problems are told of, others are not; names and parents are known; texts are not kept', async () => {
    const { workspace, told, steps } = await start({ [at('m')]: mother, [at('c')]: child, [at('b')]: broken });
    expect(told).toEqual([[at('b'), ['unknown-block']]]);
    expect([...workspace.all()].map(({ name }) => name)).toEqual(['M', 'C', 'B']);
    expect(workspace.get(at('c'))?.parents).toEqual([at('m')]);
    expect(workspace.namedBy(at('m')).map(({ name }) => name)).toEqual(['C']);
    expect(workspace.complete).toBe(true);
    expect(steps).toEqual(['checking', 'done']);
  });

  test('a parent that is missing, or outside, is told of as everywhere', async () => {
    const { told } = await start({ [at('c')]: child, [at('d')]: child.replace('./m', '../m') });
    expect(told).toEqual([
      [at('c'), ['unresolved-file']],
      [at('d'), ['file-outside-folder']],
    ]);
  });

  test('what git ignores or the editor hides is no part of it', async () => {
    const settings = { check: true, exclude: [at('m')] };
    const { workspace, told } = await start({ [at('b')]: broken, [at('m')]: mother }, { left: [at('b')], settings });
    expect(told).toEqual([]);
    expect([...workspace.all()]).toEqual([]);
  });

  test('nothing is read in a workspace that is not trusted', async () => {
    const { workspace, told, steps } = await start({ [at('b')]: broken }, { trusted: false });
    expect([[...workspace.all()], told, steps]).toEqual([[], [], []]);
  });

  test('switched off, files are known and not told of; what was told is taken back', async () => {
    const server = await start({ [at('b')]: broken });
    server.news();
    void server.workspace.start({ check: false, exclude: [] });
    await server.settle();
    expect(server.news()).toEqual([[at('b'), []]]);
    expect(server.workspace.get(at('b'))?.name).toBe('B');
  });

  test('many files are read in slices: what comes in meanwhile has its turn, and a new round ends the one before', async () => {
    const files = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [at(`p${i}`), broken]));
    const world = memoryWorld(files);
    const documents = new Documents(world, {
      trusted: true,
      overrides: { severities: {}, promptBudget: undefined },
      folders: ['file:///p'],
    });
    let told = 0;
    const progress = { report: () => undefined, done: () => undefined };
    const workspace = new Workspace({
      documents,
      world,
      publish: () => void told++,
      progress: () => progress,
      failed: () => undefined,
    });
    void workspace.start();
    expect(workspace.complete).toBe(false);
    void workspace.start();
    await vi.runAllTimersAsync();
    expect(told).toBe(3_000);
  });
});

describe('afterwards', () => {
  test('an edit of an open parent is felt by its children, also by theirs, once keys rest', async () => {
    const server = await start({ [at('m')]: mother, [at('c')]: child, [at('g')]: child.replace('./m', './c') });
    server.open(at('m'), mother);
    server.open(at('m'), mother.replace('secret:', 'other:'), 2);
    expect(server.news()).toEqual([]);
    await server.settle();
    expect(server.news().toSorted()).toEqual([
      [at('c'), ['unknown-rule']],
      [at('g'), ['unknown-rule']],
    ]);
    server.close(at('m'));
    await server.settle();
    expect(new Map(server.news())).toEqual(
      new Map([
        [at('c'), []],
        [at('g'), []],
        [at('m'), []],
      ]),
    );
  });

  test('a closed file has the marks that it has on disk; one that is not of the workspace has none', async () => {
    const server = await start({ [at('b')]: broken });
    server.news();
    server.open(at('b'), 'persona B\n');
    expect(server.workspace.get(at('b'))?.name).toBe('B');
    expect(server.close(at('b'))).toBe(true);
    await server.settle();
    expect(server.news()).toEqual([[at('b'), ['unknown-block']]]);
    server.open('untitled:x.persona', broken);
    expect([...server.workspace.all()]).toHaveLength(2);
    expect(server.close('untitled:x.persona')).toBe(false);
    expect([...server.workspace.all()]).toHaveLength(1);
  });

  test('an open file is what the editor has: the background says nothing of it', async () => {
    const server = await start({});
    server.open(at('b'), 'persona Somebody else\n');
    void server.workspace.start();
    await server.settle();
    expect(server.workspace.get(at('b'))?.name).toBe('Somebody else');
    expect(server.news()).toEqual([]);
  });

  test('files that come, change and go on disk', async () => {
    const files: Record<string, string> = { [at('c')]: child };
    const server = await start(files);
    expect(server.news()).toEqual([[at('c'), ['unresolved-file']]]);
    files[at('m')] = mother;
    server.workspace.changed([at('m')]);
    await server.settle();
    expect(server.news()).toEqual([[at('c'), []]]);
    files[at('m')] = broken;
    server.workspace.changed([at('m')]);
    await server.settle();
    expect(server.news().toSorted()).toEqual([
      [at('c'), ['unknown-rule']],
      [at('m'), ['unknown-block']],
    ]);
    delete files[at('m')];
    server.workspace.changed([at('m')]);
    await server.settle();
    expect(server.news().toSorted()).toEqual([
      [at('c'), ['unresolved-file']],
      [at('m'), []],
    ]);
    expect(server.workspace.get(at('m'))).toBeUndefined();
  });

  test('of a folder that is gone the editor names the folder alone: what was in it goes along', async () => {
    const below = (name: string) => `file:///p/old/deep/${name}.persona`;
    const files: Record<string, string> = {
      [below('m')]: mother,
      [below('b')]: broken,
      [at('c')]: child.replace('./m', './old/deep/m'),
      [at('older')]: broken,
    };
    const server = await start(files);
    expect(server.news().toSorted()).toEqual([
      [below('b'), ['unknown-block']],
      [at('older'), ['unknown-block']],
    ]);
    delete files[below('m')];
    delete files[below('b')];
    expect(server.workspace.withFolders(['file:///p/elsewhere', 'file:///p/ol'])).toEqual([]);
    server.workspace.changed(server.workspace.withFolders(['file:///p/old']));
    await server.settle();
    expect(server.news().toSorted()).toEqual([
      [at('c'), ['unresolved-file']],
      [below('b'), []],
    ]);
    expect([...server.workspace.all()].map(({ uri }) => uri)).toEqual([at('c'), at('older')]);
  });

  test('a change of settings or of what git ignores begins anew', async () => {
    const left: string[] = [];
    const server = await start({ [at('b')]: broken }, { left });
    server.news();
    left.push(at('b'));
    server.workspace.changed(['file:///p/.gitignore']);
    await server.settle();
    expect(server.news()).toEqual([[at('b'), []]]);
  });
});

test('facts read fast are those of the whole tree', () => {
  const texts = [
    ...Object.values({
      ...filesIn('samples/first-look'),
      ...filesIn('samples/scenes'),
      ...filesIn('test/fixtures/good'),
    }),
    mother,
    child,
    broken,
    '',
    'persona\n',
    '# nobody\n',
    'Persona: A\n  extends: ./m.persona\n',
    '\ufeffpersona A\r\n  extends: ./m.persona, ./n.persona\r\n\r\nknows\r\n  from: ./facts.md\r\n',
    'persona A\n  extends: ./m.persona\n# a comment\n  extends: ./n.persona\n\nscene\n  with: ./c.persona as Carl\n',
    'persona A\n  extends:\n    - ./m.persona\n    - ./n.persona\npersona B\n  extends: ./o.persona\n',
  ];
  const plain = [
    'persona A',
    'persona  Ada B. ',
    "persona O'Neil-1",
    'persona',
    'persona A # b',
    'persona A: b',
    'persona Ä\r',
  ];
  const entries = [
    '',
    '  extends: ./m.persona',
    '  extends:./m.persona',
    '  extends: ./m.persona,./n.persona, ../o.persona',
    '  extends: ./m.persona\n    ./n.persona',
    '  extends: ./m.persona\n\n    - ./n.persona',
    '  extends: m.persona',
    '  extends: ./m n.persona',
    '   extends: ./m.persona\n  role: one who extends: things',
    '  extends: ./m.persona\n  extends: ./n.persona',
    '  extend: ./m.persona',
    '  Extends: ./m.persona',
    '  role: a\n      extends: ./m.persona',
    '  - extends: ./m.persona',
    '  summary: ```\n  extends: ./m.persona\n  ```',
    '\textends: ./m.persona',
    '  extnds: ./m.persona',
  ];
  for (const first of plain) {
    for (const entry of entries)
      texts.push(`${first}\n${entry}\n\nvoice\n  - Plain.\n`, `${first}\n  role: b\n${entry}`);
  }
  for (const text of texts) expect(quickFacts(text, at('x'))).toEqual(factsOf(parse(text, at('x'))));
});
