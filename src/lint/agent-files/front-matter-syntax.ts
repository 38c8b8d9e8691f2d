// Front matter that could not be read as YAML, as the reader tells it, and keys that are given twice: YAML allows each once. Where the program that the
// file is for takes such a line as words, it is a hint.
import type { AgentFile, FrontEntry } from '../../interop/agent-file/agent-file.ts';
import type { Problem } from '../../lang/problems.ts';
import type { AgentContext, AgentRule } from './agent-rule.ts';
import { isForClaude } from './who-reads.ts';

export const frontMatterSyntax: AgentRule = {
  id: 'front-matter-syntax',
  leftTo: [],
  check: ({ file, uri }) => [...unread(file, uri), ...twice(file.entries, uri)],
};

function unread({ kind, problems }: AgentFile, uri: AgentContext['uri']): readonly Problem[] {
  // A rule between two lines of dashes is all that such a text has there.
  if (kind === 'agents-md') return problems.filter(({ severity }) => severity === 'hint');
  const asWords = kind === 'prompt' || isForClaude(uri);
  return problems.map((each) => (asWords && each.severity === 'warning' ? { ...each, severity: 'hint' } : each));
}

function twice(entries: readonly FrontEntry[], uri: string): readonly Problem[] {
  const first = new Map<string, FrontEntry>();
  return entries.flatMap((entry): Problem[] => {
    const earlier = first.get(entry.key);
    if (!earlier) {
      first.set(entry.key, entry);
      return [];
    }
    const related = [{ origin: { uri, range: earlier.keyRange }, message: `\`${entry.key}\` is given here first.` }];
    const message = `\`${entry.key}\` is given twice. Some programs take the first, some the last, some nothing of this front matter.`;
    return [{ code: 'front-matter-syntax', severity: 'error', range: entry.keyRange, message, related }];
  });
}
