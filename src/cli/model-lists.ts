// The kept lists of models in a terminal: the doctor writes them, `lint` reads them, and so does the language server. In: a terminal's environment.
// No key is in the file.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isoDay } from '../base/iso-day.ts';
import { keptModelLists, modelListsFile } from '../disk/model-lists.ts';
import { diskError } from '../disk/system-error.ts';
import { writeFileAtomically } from '../disk/write-file-atomically.ts';
import type { KnownModels } from '../lint/static/model-ending.ts';
import { withList } from '../model/kept-lists.ts';
import { systemClock } from '../model/providers/system-clock.ts';
import type { Terminal } from './command.ts';

type Env = Terminal['env'];

/** The lists, and today. */
export function knownModels(env: Env): KnownModels {
  return { lists: keptModelLists(env), today: isoDay(systemClock.now()) };
}

/** Keeps what an endpoint said now. @throws UserError where it cannot be written. */
export async function keepModelList(env: Env, url: string, list: Parameters<typeof withList>[2]): Promise<void> {
  const file = modelListsFile(env);
  if (file === undefined) return;
  const lists = withList(keptModelLists(env), url, list, systemClock.now());
  await mkdir(dirname(file), { recursive: true }).catch((error: unknown) => {
    throw diskError(error, `Could not make the folder of ${file}`);
  });
  await writeFileAtomically(file, `${JSON.stringify({ version: 1, lists })}\n`);
}
