// Which programs read an agent file, as far as its path and front matter tell: what one of them refuses another takes, and a finding that is none
// for the program the file is written for is a hint at most.
import type { FrontEntry } from '../../interop/agent-file/agent-file.ts';

/** Below `.claude`: Claude Code takes YAML that is none as words, and calls a skill by its folder whatever its name is. */
export function isForClaude(uri: string): boolean {
  return /(?:^|[\\/])\.claude[\\/]/u.test(uri);
}

/** GitHub, which wants more of an agent, does not run it. */
export function isForEditorAlone(entries: readonly FrontEntry[]): boolean {
  return entries.some(({ key, value }) => key === 'target' && value.type === 'string' && value.text === 'vscode');
}

/** `{{name}}`, `<name>`, `your-name`: a template, in which something else will stand. */
export function isPlaceholder(words: string): boolean {
  return /^\s*\{\{|<[^<>]+>|^your[- ]/iu.test(words);
}
