// What a prompt file of another program says, in one shape: who, messages, inputs, tests. Importing makes a persona of it. Shapes only.
import type { NewBlock, NewMember } from '../../lang/edit.ts';

export interface PromptMessage {
  /** `system`, `developer`, `user`, `assistant`; anything else is not carried over. */
  readonly role: string;
  readonly content: string;
}

/** One message of a file. */
export interface Stretch extends PromptMessage {
  /** Where it begins in the file, its mark included. */
  readonly start: number;
  /** Where its content stands in the file. */
  readonly contentStart: number;
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
