// Files as the editor has them: what is open is read from there, everything else from the source below.
import type { ReadResult, Source } from '../lang/source.ts';

/** @param openText the text of an open document by uri, or undefined. */
export function overlaySource(below: Source, openText: (uri: string) => string | undefined): Source {
  return {
    read(path, from, revision): ReadResult {
      const result = below.read(path, from, revision);
      if (revision !== undefined || (!result.ok && result.reason !== 'too-large')) return result;
      const text = openText(result.uri);
      return text === undefined ? result : { ok: true, uri: result.uri, text };
    },
    list: (folder, from) => below.list?.(folder, from) ?? [],
  };
}

/** For an untrusted workspace: no file is read, and every attempt says why. */
export const untrustedSource: Source = {
  read: (path) => ({ ok: false, uri: path, reason: 'untrusted' }),
};
