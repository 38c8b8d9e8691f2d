// What the editor and the language server say to each other beyond the Language Server Protocol. Shapes and method names only.
import type { Range } from '../base/range.ts';
import type { ConfigSeverity } from '../config/config.ts';
import type { KeptList } from '../model/kept-lists.ts';

/** What is shown beside the text. */
export interface HintSettings {
  /** How many tokens of the prompt each block makes. */
  readonly tokens: boolean;
  /** What each `{{value}}` stands for. */
  readonly values: boolean;
}

/** What the user's own settings say; wins over `dramatis.json`, for this user alone. Undefined: not said. */
export interface UserOverrides {
  readonly severities: Readonly<Record<string, ConfigSeverity>>;
  readonly promptBudget: number | undefined;
  /** Of the editor alone: `dramatis.json` does not speak of them. Nothing is shown where not said. */
  readonly hints?: HintSettings;
  /** Whether agent files are checked; not said: they are. */
  readonly agentFiles?: boolean;
}

/** `initializationOptions` of the server. In an untrusted workspace it reads no file but those the editor has open. */
export interface ServerOptions {
  readonly trusted: boolean;
  /** The editor's display language, as `vscode.env.language`. */
  readonly locale: string;
  readonly overrides: UserOverrides;
  /** Undefined: checked, and nothing is left out but what git ignores. */
  readonly workspace?: WorkspaceSettings;
  /** What endpoints last said of their models; undefined: the editor keeps no lists, and those that a terminal keeps count. */
  readonly modelLists?: readonly KeptList[];
  /** The editor has the command that shows the page of a code, by which a code action explains it. */
  readonly rulePages: boolean;
  /** Which documents are agent files. The editor follows them for the server and asks nothing else about them: another program formats them. */
  readonly agentFiles?: readonly DocumentFilter[];
}

/** A document, by any of these. */
export interface DocumentFilter {
  readonly scheme: string;
  readonly language?: string;
  readonly pattern?: string;
}

/** What is to be done about personas that are not open. */
export interface WorkspaceSettings {
  /** Whether they are checked. They are read in any case, so that names and `extends` are known. */
  readonly check: boolean;
  /** Globs from a folder of the workspace, as in `files.exclude`: what they fit is left out. */
  readonly exclude: readonly string[];
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

/** Notification of the editor, with `ModelListsParams`: an endpoint was asked for its list, because the user wanted to see it. */
export const modelListsMethod = 'dramatis/modelLists';

export interface ModelListsParams {
  readonly lists: readonly KeptList[];
}

/** Notification of the editor, with `WorkspaceSettings`: they changed. */
export const workspaceMethod = 'dramatis/workspace';

/**
 * What Node is told when it runs the server: young objects get 2 MB rather than 16. Most of what a check makes is gone with it, so reading a
 * folder of thousands of files would else hold 60 MB more, for no time that can be measured.
 */
export const serverFlags = ['--max-semi-space-size=2'] as const;

/** Notification of an editor whose server has no disk: `FilesParams`, first all files that personas may read, then what changed. */
export const filesMethod = 'dramatis/files';

export interface FilesParams {
  /** Undefined text: the file is gone. */
  readonly files: readonly { readonly uri: string; readonly text: string | undefined }[];
}
