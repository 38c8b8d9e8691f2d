// The text of an agent file → front matter and parts of the body, each with its place. Never throws and follows no link; what cannot be read is a
// problem. Loads YAML and Markdown: doors import it when such a file is there, never at start.
import type { Problem } from '../../lang/problems.ts';
import type { AgentFile, AgentFileKind } from './agent-file.ts';
import { findFrontMatter } from './find-front-matter.ts';
import { longestAgentFile } from './limits.ts';
import { readFrontMatter } from './read-front-matter.ts';
import { readMarkdown } from './read-markdown.ts';

export function readAgentFile(text: string, kind: AgentFileKind): AgentFile {
  const whole = { start: 0, end: text.length };
  if (text.length > longestAgentFile) {
    const message = `This file has more than ${longestAgentFile.toLocaleString('en-US')} characters, so it is not read.`;
    return empty(kind, whole, [{ code: 'file-too-large', severity: 'warning', range: { start: 0, end: 0 }, message }]);
  }
  const found = findFrontMatter(text);
  const front = found.inner ? readFrontMatter(text, found.inner) : { entries: [], problems: [] };
  const body = { start: found.whole?.end ?? (text.startsWith('\ufeff') ? 1 : 0), end: text.length };
  const marked = readMarkdown(text, body);
  return {
    kind,
    frontMatter: found.whole,
    entries: front.entries,
    problems: [...found.problems, ...front.problems, ...marked.problems],
    body,
    parts: marked.parts,
    links: marked.links,
  };
}

function empty(kind: AgentFileKind, body: AgentFile['body'], problems: readonly Problem[]): AgentFile {
  return { kind, frontMatter: undefined, entries: [], problems, body, parts: [], links: [] };
}
