// What a prompt file of another program says, in one shape: who, messages, inputs, tests. Importing makes a persona of it. Shapes only.
import type { NewBlock, NewMember } from '../../lang/edit.ts';

export interface PromptMessage {
  /** `system`, `developer`, `user`, `assistant`; anything else is not carried over. */
  readonly role: string;
  readonly content: string;
}

/** A value that the prompt is filled in with. */
export interface PromptInput {
  readonly name: string;
  /** Its default; undefined: not known before it is asked for. */
  readonly value: string | readonly string[] | undefined;
}

export interface PromptParts {
  readonly name: string;
  /** Entries of the `persona` block beside `source`. */
  readonly head: readonly NewMember[];
  readonly source: string;
  readonly messages: readonly PromptMessage[];
  readonly inputs: readonly PromptInput[];
  /** `test` blocks. */
  readonly tests: readonly NewBlock[];
}
