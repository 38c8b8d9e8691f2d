// Where a persona's memories are kept, as a port: doors implement it over a file, and one in memory is below. Knows no format.
import type { UserError } from '../../base/user-error.ts';

export type KeeperAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly error: UserError };

export interface MemoryKeeper {
  /** The text as it stands now; empty where there is none yet. */
  read(): Promise<KeeperAnswer>;
  /**
   * Puts `change(text)` in the place of `text`, whole or not at all. Where the text changed meanwhile, the change is made to the newer one:
   * nobody's edit is lost. Answers the text that stands then. Never rejects.
   */
  change(change: (text: string) => string): Promise<KeeperAnswer>;
}

/** Memories that end with the process. */
export function passingKeeper(begin = ''): MemoryKeeper & { readonly text: string } {
  let text = begin;
  return {
    get text() {
      return text;
    },
    read: () => Promise.resolve({ ok: true, text }),
    change(change) {
      text = change(text);
      return Promise.resolve({ ok: true, text });
    },
  };
}
