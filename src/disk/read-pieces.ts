// A file of any length as text in pieces, UTF-8, as they come from the disk. In: an absolute path. Out: pieces; the file is closed where whoever reads stops.
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { diskError } from './system-error.ts';

/** @throws UserError, with the first piece, where it cannot be read. */
export async function* readPieces(path: string): AsyncGenerator<string> {
  try {
    yield* createReadStream(path, { encoding: 'utf8' }) as AsyncIterable<string>;
  } catch (error) {
    throw diskError(error, `Could not read ${basename(path)}`);
  }
}
