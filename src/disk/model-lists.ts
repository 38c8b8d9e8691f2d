// What endpoints last said of their models, as a terminal keeps it for its user beside no project: in the folder that the system has for such things.
// In: an environment. Out: the lists; writing them is the terminal's. Where there is no such folder nothing is kept.
import { join } from 'node:path';
import { type KeptList, readKeptLists } from '../model/kept-lists.ts';
import { readText } from './read-text.ts';

/** Variables of the environment by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Absolute; undefined where the environment names no folder. */
export function modelListsFile(env: Env): string | undefined {
  const { XDG_STATE_HOME: state, LOCALAPPDATA: local, HOME: home } = env;
  const folder = state || local || (home ? join(home, '.local', 'state') : undefined);
  return folder ? join(folder, 'dramatis', 'model-lists.json') : undefined;
}

/** None where none are kept, or what is there cannot be read. */
export function keptModelLists(env: Env): readonly KeptList[] {
  const file = modelListsFile(env);
  const text = file === undefined ? undefined : readText(file);
  if (text === undefined) return [];
  try {
    const { version, lists } = (JSON.parse(text) ?? {}) as { readonly version?: unknown; readonly lists?: unknown };
    return version === 1 ? readKeptLists(lists) : [];
  } catch {
    return [];
  }
}
