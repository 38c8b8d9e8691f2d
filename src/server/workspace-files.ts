// The personas of the workspace as features across files see them, open or not. What is open is as the editor has it.
// Answers at once from what is known so far: while the folder is still being read, an answer may lack files not read yet, and whoever changes
// files by it waits.

/** What one file says of itself and of others; small enough to be kept for thousands of files. The same object as long as its text is the same. */
export interface FileFacts {
  readonly uri: string;
  /** Title of the `persona` block; undefined where there is none. */
  readonly name: string | undefined;
  /** Uris of the files that it extends, in order. */
  readonly parents: readonly string[];
  /** Uris of all files that it names in any way: `extends`, `with`, `from`, `knows from`. */
  readonly files: readonly string[];
}

export interface WorkspaceFiles {
  /** Resolves once every file is known, or none will be any more. */
  whenComplete(): Promise<void>;
  all(): Iterable<FileFacts>;
  get(uri: string): FileFacts | undefined;
  /** Files that name `uri` directly. */
  namedBy(uri: string): readonly FileFacts[];
  /** Text as the editor has it, else as on disk, confined as the workspace is; undefined where it cannot be read. */
  textOf(uri: string): string | undefined;
}
