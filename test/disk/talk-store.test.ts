// One set of promises for every talk store; then what only a file on disk can meet: other windows, damage, a newer version.
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/user-error.ts';
import { type SqliteTalkStore, sqliteTalkStore } from '../../src/disk/sqlite-talk-store.ts';
import type { Turn } from '../../src/play/events.ts';
import { memoryTalkStore } from '../../src/play/memory-talk-store.ts';
import type { TalkStore, TraceRecord } from '../../src/play/trace.ts';
import { leastTime } from '../kit/least-time.ts';

let folder = '';
let path = '';
const open: SqliteTalkStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dramatis-'));
  path = join(folder, 'state', 'talks.sqlite');
});
afterEach(() => {
  for (const store of open.splice(0)) store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function sqlite(): Promise<SqliteTalkStore> {
  const store = await sqliteTalkStore(path);
  open.push(store);
  return store;
}

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

function header(id: string, second = 0): TraceRecord {
  return {
    type: 'talk',
    version: 1,
    id,
    at: at(second),
    persona: 'Holmes',
    personaUri: 'file:///h.persona',
    personaHash: 'x',
  };
}

function turn(id: string, more: Partial<Turn> = {}): Turn {
  return { id, speaker: 'user', text: `Said ${id} — “é” 🎻`, ...more };
}

const model = { provider: 'scripted', model: 'm', origin: undefined, label: 'm at home' } as const;
const verdict = (state: 'broken' | 'kept') => ({
  rule: 'r',
  state,
  why: '',
  clause: undefined,
  span: undefined,
  through: undefined,
});

function talk(id: string, second: number): TraceRecord[] {
  return [
    header(id, second),
    { type: 'turn', at: at(second), turn: turn('a') },
    {
      type: 'reply',
      at: at(second),
      turn: turn('b', { speaker: 'self', model, verdicts: [verdict('broken'), verdict('broken'), verdict('kept')] }),
      usage: undefined,
      ms: 3,
    },
    { type: 'turn', at: at(second), turn: turn('c') },
    {
      type: 'reply',
      at: at(second),
      turn: turn('d', { speaker: 'self', model: { ...model, label: 'other' }, verdicts: [verdict('broken')] }),
      usage: undefined,
      ms: 3,
    },
    { type: 'removed', at: at(second), turns: ['d'] },
  ];
}

describe.each([
  ['in memory', async (): Promise<TalkStore> => memoryTalkStore(), false],
  ['on disk', async (): Promise<TalkStore> => sqlite(), true],
] as const)('a store %s', (_, make, lasting) => {
  it('gives back what was appended, in order', async () => {
    const store = await make();
    const records = talk('one', 0);
    await store.append('one', records.slice(0, 2));
    await store.append('two', [header('two')]);
    await store.append('one', records.slice(2));
    await store.append('one', []);
    expect(await store.read('one')).toEqual(JSON.parse(JSON.stringify(records)));
    expect(await store.read('none')).toEqual([]);
    expect(store.lasting).toBe(lasting);
  });

  it('lists talks, newest first, turns taken away not counted', async () => {
    const store = await make();
    for (const [id, second] of [
      ['old', 1],
      ['new', 3],
      ['mid', 2],
    ] as const)
      await store.append(id, talk(id, second));
    const summaries = await store.list();
    expect(summaries.map(({ id }) => id)).toEqual(['new', 'mid', 'old']);
    expect(summaries[0]).toEqual({
      id: 'new',
      at: at(3),
      persona: 'Holmes',
      personaUri: 'file:///h.persona',
      turns: 3,
      model: 'm at home',
      broken: 2,
    });
  });

  it('deletes one, and all', async () => {
    const store = await make();
    for (const id of ['one', 'two', 'three']) await store.append(id, talk(id, 0));
    await store.delete('two');
    expect((await store.list()).map(({ id }) => id)).toEqual(['one', 'three']);
    expect(await store.read('two')).toEqual([]);
    await store.deleteAll();
    expect(await store.list()).toEqual([]);
  });
});

describe('on disk', () => {
  it('talks outlive the store, and are their owner’s alone', async () => {
    const store = await sqlite();
    await store.append('one', talk('one', 0));
    store.close();
    expect(await (await sqlite()).read('one')).toHaveLength(6);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('deleted is deleted: no word of it is left in the files', async () => {
    const store = await sqlite();
    await store.append('one', [
      header('one'),
      { type: 'turn', at: at(0), turn: turn('a', { text: 'my very private canary' }) },
    ]);
    await store.delete('one');
    for (const name of readdirSync(join(folder, 'state')))
      expect(readFileSync(join(folder, 'state', name), 'latin1')).not.toContain('private canary');
  });

  it('two stores on one file see each other’s talks', async () => {
    const [a, b] = [await sqlite(), await sqlite()];
    await Promise.all([
      a.append('one', talk('one', 0)),
      b.append('two', talk('two', 1)),
      a.append('three', talk('three', 2)),
    ]);
    expect((await a.list()).map(({ id }) => id)).toEqual(['three', 'two', 'one']);
    expect(await b.list()).toEqual(await a.list());
    await b.delete('one');
    expect(await a.read('one')).toEqual([]);
  });

  it('two processes write at once and lose nothing', async () => {
    const store = await sqlite();
    const script = join(import.meta.dirname, 'append-many.ts');
    const processes = ['p', 'q'].map(
      (name) =>
        new Promise((resolve) =>
          fork(script, [path, name, '60'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }).on('exit', resolve),
        ),
    );
    expect(await Promise.all(processes)).toEqual([0, 0]);
    for (const name of ['p', 'q']) {
      const records = await store.read(name);
      expect(records.map((record) => record.type === 'turn' && record.turn.id)).toEqual(
        Array.from({ length: 60 }, (_, n) => `${name}${n}`),
      );
    }
  });

  it('a file that is no database is moved aside with a word, and the next try begins anew', async () => {
    mkdirSync(join(folder, 'state'));
    writeFileSync(path, 'these are not the talks you are looking for'.repeat(200));
    const refused = sqliteTalkStore(path);
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow('moved aside as talks.sqlite.damaged-1');
    expect(readFileSync(`${path}.damaged-1`, 'utf8')).toContain('not the talks');
    expect(await (await sqlite()).list()).toEqual([]);
  });

  it('a file damaged while open is moved aside too, and the store goes on', async () => {
    const first = await sqlite();
    for (let n = 0; n < 40; n++) await first.append(`t${n}`, talk(`t${n}`, n));
    first.close();
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 4096);
    writeFileSync(path, bytes);
    await expect(sqliteTalkStore(path)).rejects.toThrow('damaged');
    expect(readdirSync(join(folder, 'state'))).toContain('talks.sqlite.damaged-1');
    const second = await sqlite();
    await second.append('one', talk('one', 0));
    expect(await second.list()).toHaveLength(1);
  });

  it('a file of a newer version is left alone', async () => {
    (await sqlite()).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(sqliteTalkStore(path)).rejects.toThrow('newer Dramatis');
    expect(readdirSync(join(folder, 'state'))).not.toContain('talks.sqlite.damaged-1');
  });

  it('a folder that cannot be is said', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(sqliteTalkStore(join(folder, 'file', 'talks.sqlite'))).rejects.toThrow(UserError);
  });

  it('is quick with many talks', async () => {
    const store = await sqlite();
    const records = talk('x', 0);
    for (let n = 0; n < 300; n++) await store.append(`t${n}`, records);
    expect(await store.list()).toHaveLength(300);
    expect(await leastTime(1000, () => store.list())).toBeLessThan(1000);
  });
});
