// What the editor and the language server say to each other beyond the Language Server Protocol. Shapes and method names only.
import type { Range } from '../base/range.ts';
import type { ConfigSeverity } from '../config/config.ts';

/** What the user's own settings say; wins over `dramatis.json`, for this user alone. Undefined: not said. */
export interface UserOverrides {
  readonly severities: Readonly<Record<string, ConfigSeverity>>;
  readonly promptBudget: number | undefined;
}

/** `initializationOptions` of the server. In an untrusted workspace it reads no file but those the editor has open. */
export interface ServerOptions {
  readonly trusted: boolean;
  /** The editor's display language, as `vscode.env.language`. */
  readonly locale: string;
  readonly overrides: UserOverrides;
}

/** A stretch of the compiled prompt and the place in a file it came from. Offsets are UTF-16 code units. */
export interface PromptMapping {
  /** In `CompiledPrompt.text`. */
  readonly range: Range;
  readonly uri: string;
  /** In the text of `uri`. */
  readonly origin: Range;
}

/** Something that stands in a file and is not in the prompt. */
export interface PromptOmission {
  readonly uri: string;
  readonly origin: Range;
  readonly why: string;
}

/** The prompt as a person reads it: Markdown, each message under a heading of its own. */
export interface CompiledPrompt {
  readonly text: string;
  /** Version of the document it was compiled from, as the editor counts. */
  readonly version: number;
  /** In the order of `range`, without overlap. */
  readonly map: readonly PromptMapping[];
  /** Of all messages, o200k; undefined while the counter is not loaded. */
  readonly tokens: number | undefined;
  readonly omitted: readonly PromptOmission[];
}

/** Request of the editor: `CompiledPromptParams` → `CompiledPrompt`, or null for a document that the server does not know. */
export const compiledPromptMethod = 'dramatis/compiledPrompt';

export interface CompiledPromptParams {
  readonly uri: string;
}

/** Notification of the server, whenever it begins or ends work that takes long enough to be seen. */
export const statusMethod = 'dramatis/status';

export interface ServerStatus {
  readonly busy: boolean;
  /** What it does, in a few words; empty when idle. */
  readonly what: string;
}

/** Notification of the editor: the user trusted the workspace. Files may be read from now on. */
export const trustMethod = 'dramatis/trust';

/** Notification of the editor, with `UserOverrides`: the user's settings changed. */
export const overridesMethod = 'dramatis/overrides';
