// Which kind of agent file a path names, by folder and name alone. Reads nothing; small, as doors ask it of every file they meet.
import type { AgentFileKind } from './agent-file.ts';

/** Texts that each request carries: agents.md, and what Claude Code, Gemini CLI and GitHub Copilot read in its place. */
const everyRequest = /(?:^|\/)(?:AGENTS|CLAUDE|CLAUDE\.local|GEMINI)\.md$|(?:^|\/)\.github\/copilot-instructions\.md$/u;

/** @param path a path or URI, `/` or `\` between its folders. Undefined: no agent file. */
export function kindOfFile(path: string): AgentFileKind | undefined {
  const at = path.replace(/\\/gu, '/');
  if (!at.endsWith('.md')) return undefined;
  if (/(?:^|\/)\.claude\/agents\/(?:[^/]+\/)*(?!README\.md$)[^/]+$/u.test(at)) return 'claude-agent';
  if (at.endsWith('.agent.md')) return 'agent';
  if (at.endsWith('.instructions.md')) return 'instructions';
  if (at.endsWith('.prompt.md')) return 'prompt';
  if (/(?:^|\/)SKILL\.md$/u.test(at)) return 'skill';
  if (everyRequest.test(at)) return 'agents-md';
  return /(?:^|\/)\.github\/agents\/(?!README\.md$)[^/]+$/u.test(at) ? 'agent' : undefined;
}
