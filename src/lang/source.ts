// The port through which `extends`, `from` and `with` reach other files. Implemented by disk, the server and memory files of tests.

/** What reading gave: the text, or why there is none. */
export type ReadResult =
  | { readonly ok: true; readonly uri: string; readonly text: string }
  | {
      readonly ok: false;
      readonly uri: string;
      readonly reason: 'missing' | 'outside' | 'too-large' | 'unreadable' | 'untrusted';
    };

/**
 * Reads files named by a persona. Must not throw. `path` is as written (`./x.persona`), taken from the folder of `from`.
 * `revision` asks for the file as it was in that git revision; a source that cannot answers `unreadable`.
 * A source confines paths: what lies outside the allowed folder, links resolved, is `outside`.
 */
export interface Source {
  read(path: string, from: string, revision?: string): ReadResult;
}
