// The shape of a rule about agent files: a value with an id and one function. Free, synchronous, deterministic; reads nothing but what it is given.

import type { AgentFile } from '../../interop/agent-file/agent-file.ts';
import type { Problem } from '../../lang/problems.ts';
import type { Source } from '../../lang/source.ts';
import type { AgentFileCode } from '../static/agent-file-summaries.ts';
import type { KnownModels } from '../static/model-ending.ts';
import type { Instruction } from './instructions.ts';

export interface AgentContext {
  readonly text: string;
  readonly uri: string;
  readonly file: AgentFile;
  /** What it tells its reader to do; read once, when the first rule asks. */
  readonly instructions: () => readonly Instruction[];
  /** Other files, confined to the folder of the project. */
  readonly source: Source;
  /** Undefined: nothing is known of models. */
  readonly models: KnownModels | undefined;
}

export interface AgentRule {
  readonly id: AgentFileCode | 'hidden-unicode';
  /** VS Code says the same of a file of these languages of its own, so there it is left to it. Empty: nothing is left. */
  readonly leftTo: readonly EditorLanguage[];
  check(context: AgentContext): Iterable<Problem>;
}

/** What VS Code calls the languages of these files; elsewhere they are Markdown. */
export const editorLanguages = ['chatagent', 'skill', 'instructions', 'prompt'] as const;
export type EditorLanguage = (typeof editorLanguages)[number];
