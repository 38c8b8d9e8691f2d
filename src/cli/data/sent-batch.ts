// What was sent to a batch engine, written down beside the talks that it will become: no prompt and no key, only ids and what tells whether it is the same. In: a file of
// requests; a path. Out: both as values.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../base/user-error.ts';
import { batchLimits } from '../../data/batch/batch-requests.ts';
import type { BatchReceipt } from '../../data/batch/run-batch.ts';
import type { Terminal } from '../command.ts';
import { requestOf } from './batch-files.ts';

export interface Receipt extends BatchReceipt {
  readonly version: 1;
  readonly origin: string;
  /** Of the file of requests. */
  readonly hash: string;
  readonly count: number;
}

/** The bytes, how many requests they are and of which models. @throws UserError where no engine would take it. */
export async function readRequests(path: string, { cwd }: Terminal) {
  const full = resolve(cwd, path);
  const { size } = await stat(full).catch(() => {
    throw new UserError(`There is no file ${path}.`);
  });
  if (size > batchLimits.bytes) throw new UserError('A batch takes at most 200 MB; this is more.', 'Take fewer lines.');
  const bytes = await readFile(full);
  const models = new Set<string>();
  let count = 0;
  for (const line of bytes.toString('utf8').split('\n')) {
    if (line.trim() === '') continue;
    const request = requestOf(line);
    if (!request) throw new UserError(`${path} is no file of \`dramatis data batch\`.`);
    models.add(request.body.model);
    count++;
  }
  if (count === 0) throw new UserError(`There is no request in ${path}.`);
  if (count > batchLimits.requests)
    throw new UserError(`A batch takes at most ${batchLimits.requests} requests; these are ${count}.`, 'Split them.');
  return { bytes, count, models: [...models] };
}

/** What was sent under this name; undefined: nothing. @throws UserError where it was something else. */
export async function readReceipt(path: string, due: Receipt, name: string): Promise<Receipt | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const action =
    'Name another file with --out, or forget it with --restart: what was sent is then paid for all the same.';
  let kept: Partial<Receipt>;
  try {
    kept = (JSON.parse(text) ?? {}) as Partial<Receipt>;
  } catch {
    throw new UserError(`${name} cannot be read.`, action);
  }
  if (kept.version !== 1 || kept.hash !== due.hash || kept.origin !== due.origin)
    throw new UserError(`${name} is of other requests, or of another endpoint.`, action);
  return { ...due, ...kept };
}
