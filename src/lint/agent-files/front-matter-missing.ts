// Keys without which such a file does not load or is never chosen: a skill's and a Claude agent's name and description, an agent's description. A hint
// where the file may be none of these, or its program does without.
import type { AgentFile } from '../../interop/agent-file/agent-file.ts';
import type { Problem } from '../../lang/problems.ts';
import type { AgentContext, AgentRule } from './agent-rule.ts';
import { isForClaude, isForEditorAlone } from './who-reads.ts';

export const frontMatterMissing: AgentRule = {
  id: 'front-matter-missing',
  leftTo: ['skill'],
  check: (context) => needed(context.file).flatMap(([key, why]) => missing(context, key, why)),
};

function needed({ kind, entries }: AgentFile): readonly (readonly [key: string, why: string])[] {
  if (kind === 'skill') {
    return [
      ['name', 'By agentskills.io a skill has one, and VS Code loads none without it.'],
      ['description', 'By it a model decides when to load the skill.'],
    ];
  }
  if (kind === 'claude-agent') {
    return [
      ['name', 'Claude Code calls the agent by it.'],
      ['description', 'By it Claude Code decides when to hand work to the agent.'],
    ];
  }
  return kind === 'agent' && !isForEditorAlone(entries)
    ? [['description', 'GitHub asks for it, and by it other agents decide when to hand work over.']]
    : [];
}

function missing({ file, text, uri }: AgentContext, key: string, why: string): readonly Problem[] {
  const { kind, entries, frontMatter, problems } = file;
  // Of front matter that cannot be read nobody knows what is in it.
  if (problems.length > 0) return [];
  const entry = entries.find((each) => each.key === key);
  const empty = entry?.value.type === 'nothing' || (entry?.value.type === 'string' && entry.value.text.trim() === '');
  if (entry && !empty) return [];
  const late = frontMatter ? undefined : lateFrontMatter(text);
  const start = frontMatter?.start ?? late ?? 0;
  const range = entry?.keyRange ?? { start, end: Math.min(text.length, start + 3) };
  const message = entry
    ? `\`${key}\` is empty. ${why}`
    : late === undefined
      ? `There is no \`${key}\`. ${why}`
      : `Front matter is read on the first line alone, and this begins later: there is no \`${key}\`. ${why}`;
  const unnamed = kind === 'skill' && key === 'name' && isForClaude(uri);
  const mayBeNotes = !frontMatter && late === undefined && kind !== 'skill' && !uri.endsWith('.agent.md');
  return [{ code: 'front-matter-missing', severity: unnamed || mayBeNotes ? 'hint' : 'warning', range, message }];
}

/** Where front matter begins that stands behind empty lines, a comment or the start of a fence. */
function lateFrontMatter(text: string): number | undefined {
  const found = /^(?:[^\r\n]*(?:\r\n|\r|\n)){1,5}?(?=---[ \t]*[\r\n]+[\w-]+:[ \t])/u.exec(text);
  return found?.[0].length;
}
