// Everything there is to say about one agent file. Server and terminal call this one function. Asks no model; reads other files only through the source.
import type { Config } from '../../config/config.ts';
import { isIgnored } from '../../config/is-ignored.ts';
import { kindOfFile } from '../../interop/agent-file/kind-of-file.ts';
import { readAgentFile } from '../../interop/agent-file/read-agent-file.ts';
import type { Problem } from '../../lang/problems.ts';
import type { Source } from '../../lang/source.ts';
import { heeded } from '../static/lint.ts';
import type { KnownModels } from '../static/model-ending.ts';
import { type EditorLanguage, editorLanguages } from './agent-rule.ts';
import { agentRules } from './index.ts';
import { type Instruction, instructionsOf } from './instructions.ts';

export interface AgentFileToCheck {
  readonly text: string;
  readonly uri: string;
  readonly source: Source;
  readonly config: Config;
  /** As the editor calls the language of the file; undefined where there is no editor. What VS Code says itself is then not said again. */
  readonly language?: string;
  /** What endpoints last said of their models; undefined: nothing is known. */
  readonly models?: KnownModels;
}

/** In the order of the text; nothing for a file that is no agent file. */
export function checkAgentFile({ text, uri, source, config, language, models }: AgentFileToCheck): readonly Problem[] {
  const kind = kindOfFile(uri);
  if (!kind || isIgnored(uri, config)) return [];
  const file = readAgentFile(text, kind);
  let read: readonly Instruction[] | undefined;
  const instructions = () => {
    read ??= instructionsOf(file, text);
    return read;
  };
  const context = { text, uri, source, models, file, instructions };
  const rules = agentRules.filter((rule) => config.severities[rule.id] !== 'off' && !isLeft(rule.leftTo, language));
  return heeded(
    rules.flatMap((rule) => [...rule.check(context)]),
    config,
    [],
  );
}

function isLeft(leftTo: readonly EditorLanguage[], language: string | undefined): boolean {
  const own = editorLanguages.find((each) => each === language);
  return own !== undefined && leftTo.includes(own);
}
