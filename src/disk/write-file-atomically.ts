// Writes a file as a whole or not at all: into a new file beside it, which then takes its place. Keeps the mode of the old one.
// A link is written through to its file. A crash leaves the old text. @see diskError for what it rejects with.
import { randomUUID } from 'node:crypto';
import { link, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../base/user-error.ts';
import { diskError, systemCode } from './system-error.ts';

export interface WriteOptions {
  /** False: a file that is there already stays, and that is an error. Default: true. */
  readonly overwrite?: boolean;
}

/** Text as UTF-8, bytes as they are. The folder must exist. @throws UserError where the folder is read-only, missing, or the disk is full. */
export async function writeFileAtomically(
  path: string,
  text: string | Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID()}.tmp`);
  try {
    const old = await stat(target).catch(() => undefined);
    // Renaming would replace a file that its owner has locked against writing.
    if (old) await (await open(target, 'r+')).close();
    const file = await open(temporary, 'wx', old?.mode ?? 0o666);
    try {
      await file.writeFile(text, 'utf8');
      if (old) await file.chmod(old.mode);
      await file.sync();
    } finally {
      await file.close();
    }
    if (options.overwrite === false) {
      // Unlike a rename this fails where somebody was quicker.
      await link(temporary, target);
      await rm(temporary);
    } else await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (systemCode(error) === 'EEXIST') {
      throw new UserError(`${basename(path)} is there already; nothing was written.`, 'Choose another name.');
    }
    throw diskError(error, `Could not save ${basename(path)}`);
  }
}
