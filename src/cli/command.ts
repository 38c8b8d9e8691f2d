// What a terminal command is: a name, its help, its options and one function to an exit code. Knows no command by name.
import type { ParseArgsOptionsConfig } from 'node:util';

/** Exit codes: 0 clean, 1 findings of severity error or a failing test, 2 usage, 3 unfinished. */
export const exitCode = { clean: 0, findings: 1, usage: 2, unfinished: 3 } as const;

/** The terminal a command speaks to; a test passes one of its own. */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal: colours and progress bars only then. */
  readonly colours: boolean;
  readonly interactive: boolean;
  readonly columns: number;
  out(text: string): void;
  err(text: string): void;
  /** Standard input in pieces, as it comes. */
  readonly input: AsyncIterable<string>;
  /** Aborted by Ctrl-C, unless `onInterrupt` has taken it over. */
  readonly signal: AbortSignal;
  /** Takes Ctrl-C over until the function returned is called. */
  onInterrupt(handler: () => void): () => void;
}

export interface Arguments {
  readonly positionals: readonly string[];
  /** A list where an option may be given more than once. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What `--help` shows, behind the summary. */
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** @returns the exit code. Rejects with a `UserError` for what the user can mend. */
  run(args: Arguments, terminal: Terminal): Promise<number>;
}
