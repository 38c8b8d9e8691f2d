// What is longer than the programs that read it take. Lengths are in characters, as agentskills.io and GitHub count them.
import { own } from '../../base/own.ts';
import type { AgentFileKind, FrontEntry } from '../../interop/agent-file/agent-file.ts';
import { longestOfSkill, longestPrompt } from '../../interop/agent-file/limits.ts';
import type { Problem } from '../../lang/problems.ts';
import type { AgentRule } from './agent-rule.ts';
import { isForEditorAlone } from './who-reads.ts';

export const frontMatterLimit: AgentRule = {
  id: 'front-matter-limit',
  leftTo: [],
  check: ({ file: { kind, entries, body, frontMatter }, text }) => [
    ...entries.flatMap((entry) => tooLong(kind, entry)),
    ...(kind === 'agent' && !isForEditorAlone(entries)
      ? promptTooLong(text.slice(body.start, body.end), frontMatter?.start ?? 0)
      : []),
  ],
};

function tooLong(kind: AgentFileKind, { key, value }: FrontEntry): readonly Problem[] {
  const most = kind === 'skill' ? own<number>(longestOfSkill, key) : undefined;
  if (most === undefined || value.type !== 'string') return [];
  const length = characters(value.text);
  if (length <= most) return [];
  const message = `The \`${key}\` of a skill has at most ${shown(most)} characters; these are ${shown(length)}.`;
  return [{ code: 'front-matter-limit', severity: 'warning', range: value.range, message }];
}

function promptTooLong(body: string, start: number): readonly Problem[] {
  const length = characters(body.trim());
  if (length <= longestPrompt) return [];
  const message = `GitHub takes at most ${shown(longestPrompt)} characters below the front matter of an agent; these are ${shown(length)}.`;
  return [{ code: 'front-matter-limit', severity: 'warning', range: { start, end: start + 3 }, message }];
}

function characters(text: string): number {
  return [...text].length;
}

function shown(count: number): string {
  return count.toLocaleString('en-US');
}
