import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sqliteReplyStore } from '../../src/disk/sqlite-reply-store.ts';
import type { KeptReply } from '../../src/model/reply-store.ts';
import { tempFolder } from '../kit/temp-folder.ts';

const kept = (text: string): KeptReply => ({
  reply: { text, finish: 'stop' },
  usage: { input: 3, output: 4 },
  labels: ['n calls'],
});

async function openAt(path: string) {
  const store = await sqliteReplyStore(path);
  onTestFinished(() => store.close());
  return store;
}

describe('the cache of replies on disk', () => {
  test('outlives the window, keeps the first reply of a key, and is its owner’s alone', async () => {
    const path = join(tempFolder(), 'deep', 'replies.sqlite');
    const first = await openAt(path);
    expect(first.lasting).toBe(true);
    expect(await first.get('a')).toBeUndefined();
    await first.put('a', kept('one\u0000"two"'));
    await first.put('a', kept('another'));
    first.close();
    expect(await (await openAt(path)).get('a')).toEqual(kept('one\u0000"two"'));
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  test('two windows share one file', async () => {
    const path = join(tempFolder(), 'replies.sqlite');
    const [one, two] = [await openAt(path), await openAt(path)];
    await Promise.all(Array.from({ length: 200 }, (_, i) => (i % 2 ? one : two).put(`k${i}`, kept(`${i}`))));
    expect((await one.get('k0'))?.reply.text).toBe('0');
    expect((await two.get('k199'))?.reply.text).toBe('199');
    expect(await one.count()).toBe(200);
    await two.clear();
    expect(await one.count()).toBe(0);
  });

  test('a damaged file is moved aside, and the next call begins a new one', async () => {
    const folder = tempFolder({
      'replies.sqlite': 'this is no database at all, but long enough to be taken for one'.repeat(40),
    });
    const path = join(folder, 'replies.sqlite');
    await expect(sqliteReplyStore(path)).rejects.toThrow('moved aside as replies.sqlite.damaged-1');
    expect(existsSync(`${path}.damaged-1`)).toBe(true);
    const store = await openAt(path);
    await store.put('a', kept('x'));
    expect((await store.get('a'))?.reply.text).toBe('x');
  });

  test('a folder in its place is told in words', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(sqliteReplyStore(join(folder, 'file', 'replies.sqlite'))).rejects.toThrow('Could not use the cache');
  });
});
