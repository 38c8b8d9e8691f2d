// The cache of replies with 100,000 entries on disk: what one look-up and one more entry cost, beside reading a reply's JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteReplyStore } from '../src/disk/sqlite-reply-store.ts';
import { replyKey } from '../src/model/replay.ts';
import type { KeptReply } from '../src/model/reply-store.ts';
import { heading, row } from './measure.ts';

const entries = 100_000;
const calls = 2_000;
const kept: KeptReply = {
  reply: { text: 'A reply of usual length. '.repeat(16), finish: 'stop' },
  usage: undefined,
  labels: [],
};
const identity = { provider: 'scripted', model: 'bench', origin: undefined, label: 'bench' } as const;

/** Prints the table. Leaves nothing behind. */
export async function benchCache(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-bench-'));
  const store = await sqliteReplyStore(join(folder, 'replies.sqlite'));
  try {
    const keyOf = (at: number) => replyKey(identity, { messages: [{ role: 'user', content: `message ${at}` }] }, 0);
    for (let at = 0; at < entries; at++) await store.put(keyOf(at), kept);
    const json = JSON.stringify(kept);
    const floor = await each(async () => JSON.parse(json));
    console.log(heading(`The cache with ${entries} replies, one call`, 'read JSON'));
    console.log(row('look up a reply', await each((at) => store.get(keyOf(at * 37))), floor));
    console.log(row('look for one that is not there', await each((at) => store.get(keyOf(entries + at))), floor));
    console.log(row('keep one more', await each((at) => store.put(keyOf(entries + at), kept)), floor));
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Mean milliseconds of one call. */
async function each(work: (at: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let at = 0; at < calls; at++) await work(at);
  return (performance.now() - start) / calls;
}
