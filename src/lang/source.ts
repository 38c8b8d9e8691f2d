// The port through which `extends`, `from` and `with` reach other files. Implemented by disk, the server and memory files of tests.
import type { Persona } from './persona.ts';
import type { Tree } from './tree.ts';

/** A file or folder in a folder. Hidden ones are not told. */
export interface FolderEntry {
  readonly name: string;
  readonly folder: boolean;
}

/** What reading gave: the text, with the persona that it is in another format; or why there is none. */
export type ReadResult =
  | {
      readonly ok: true;
      readonly uri: string;
      readonly text: string;
      /** The text parsed, where the source has it already. */
      readonly tree?: Tree;
      /** Of a file in another format: makes the persona that it comes to; undefined where that cannot be told yet. */
      readonly persona?: () => Persona | undefined;
    }
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
  /** What stands in a folder, by name: for completion alone. Nothing where it cannot or may not be looked at. Must not throw. */
  list?(folder: string, from: string): readonly FolderEntry[];
}
