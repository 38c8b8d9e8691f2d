// Files of answers from an engine to where talks are made of them. In: where a batch stands, paths. Out: the files that are there. Each gets its name when all of it has
// come; what was fetched before is taken as it is. Shows what an engine is asked for meanwhile.
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { plainText } from '../../base/plain-text.ts';
import { type BatchEvent, persistently } from '../../data/batch/run-batch.ts';
import { diskError } from '../../disk/system-error.ts';
import type { BatchEngine, BatchStatus } from '../../model/batch-port.ts';
import { systemClock } from '../../model/providers/system-clock.ts';
import type { Terminal } from '../command.ts';
import type { Status } from '../status.ts';

export interface Told {
  readonly status: Status;
  readonly terminal: Terminal;
}

/** Shows events until the end. */
export async function told<T>(
  events: AsyncGenerator<BatchEvent, T>,
  { host }: BatchEngine,
  { status, terminal }: Told,
) {
  const say = (line: string) => {
    status.clear();
    terminal.err(plainText(`${line}\n`));
  };
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value;
    const event = next.value;
    if (event.type === 'uploaded') say(`Uploaded to ${host}.`);
    else if (event.type === 'begun') say(`Begun. Ctrl-C stops the waiting, not the batch.`);
    else if (event.type === 'retry') say(`${event.why} Again in ${Math.round(event.afterMs / 1000)} seconds.`);
    else {
      const { word, counts } = event.status;
      const done = counts ? ` ${counts.completed + counts.failed} of ${counts.total} answered` : '';
      status.show(`${host}: ${word.replaceAll('_', ' ')}${done}`);
    }
  }
}

/** The files that are there now, as paths; undefined where one could not be fetched, which was said. */
export async function fetchAnswers(
  { output, errors }: BatchStatus,
  paths: { readonly output: string; readonly errors: string },
  engine: BatchEngine,
  show: Told,
): Promise<readonly string[] | undefined> {
  const found: string[] = [];
  const wanted = [
    [output, paths.output],
    [errors, paths.errors],
  ] as const;
  for (const [id, path] of wanted) {
    if (id === undefined) continue;
    if (!existsSync(path)) {
      const { signal } = show.terminal;
      const fetching = persistently(() => fetchOne(id, path, engine, signal), systemClock, signal);
      const fetched = await told(fetching, engine, show);
      if (!fetched.ok) {
        show.terminal.err(plainText(`${fetched.failure.message}\n`));
        return undefined;
      }
    }
    found.push(path);
  }
  return found;
}

/** Under its name only when all of it is there. */
async function fetchOne(id: string, path: string, engine: BatchEngine, signal: AbortSignal) {
  const partial = `${path}.part`;
  try {
    const file = await open(partial, 'w');
    try {
      const answer = await engine.download(id, async (bytes) => void (await file.write(bytes)), signal);
      if (!answer.ok) return answer;
      await file.sync();
      await rename(partial, path);
      return answer;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw diskError(error, `Could not save ${basename(path)}`);
  } finally {
    await rm(partial, { force: true });
  }
}
