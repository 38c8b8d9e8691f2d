// Memory at the terminal: the file of memories beside the persona, and what `/context` prints. In: a path, a session. Out: a keeper, text.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { plainText as plain } from '../base/plain-text.ts';
import { UserError } from '../base/user-error.ts';
import { writeFileAtomically } from '../disk/write-file-atomically.ts';
import type { KeeperAnswer, MemoryKeeper } from '../play/memory/memory-keeper.ts';
import type { SessionState } from '../play/session.ts';

/** How often a file that changes under our hands is read again. */
const mostTries = 5;

/** The memories of the persona at `path`, in `NAME.memories.jsonl` beside it. Written whole or not at all; nobody's edit is lost. */
export function fileKeeper(path: string): MemoryKeeper {
  const file = `${path.replace(/\.persona$/, '')}.memories.jsonl`;
  return {
    read: () => answered(async () => (await textOf(file)) ?? ''),
    change: (change) => answered(() => changeFile(file, change)),
  };
}

async function changeFile(file: string, change: (text: string) => string): Promise<string> {
  for (let tries = 0; tries < mostTries; tries++) {
    const before = await textOf(file);
    const after = change(before ?? '');
    if (after === (before ?? '')) return after;
    if ((await textOf(file)) !== before) continue;
    await writeFileAtomically(file, after, { overwrite: before !== undefined });
    return after;
  }
  throw new UserError(`${basename(file)} keeps changing; nothing was written.`, 'Try again.');
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UserError(`${basename(file)} cannot be read.`);
  }
}

async function answered(work: () => Promise<string>): Promise<KeeperAnswer> {
  try {
    return { ok: true, text: await work() };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, error };
    throw error;
  }
}

/** What went into the last request that holds the talk, a line for each run of turns. */
export function contextText({ requests }: Pick<SessionState, 'requests'>): string {
  const report = requests.findLast(({ context }) => context !== undefined)?.context;
  if (!report) return 'Nothing was sent yet.\n';
  const { budget, tokens, pieces, notes = [], recalled = [] } = report;
  const lines = pieces.map(({ exchanges: [from, to], as, tokens: taken, raw, why }) => {
    const which = from === to ? `turn ${from}` : `turns ${from} to ${to}`;
    const fate = { raw: 'word for word', summary: 'summed up', dropped: 'left out' }[as];
    return `${which}: ${fate}, ${taken} of ${raw} tokens. ${why}`;
  });
  const total = `The talk takes ${tokens}${budget === undefined ? '' : ` of ${budget}`} tokens.`;
  const remembered = recalled.map(({ id, text }) => `remembered ${id}: ${text}`);
  return `${[total, ...notes, ...remembered, ...lines].map(plain).join('\n')}\n`;
}
