// Keys of front matter that nothing reads as they are written: nearly another one, or out of use. A key that looks like none that is known is left alone.
import { own } from '../../base/own.ts';
import type { AgentFileKind, FrontEntry } from '../../interop/agent-file/agent-file.ts';
import type { Problem } from '../../lang/problems.ts';
import type { AgentRule } from './agent-rule.ts';
import { frontMatterKeys, keysOfOthers } from './front-matter-keys.ts';

export const frontMatterKey: AgentRule = {
  id: 'front-matter-key',
  leftTo: ['chatagent', 'skill', 'instructions', 'prompt'],
  check: ({ file: { kind, entries } }) =>
    entries.flatMap((entry) => outOfUse(kind, entry) ?? misspelt(kind, entry, entries)),
};

/** Old names. */
const renamed: Partial<Record<AgentFileKind, Readonly<Record<string, string>>>> = {
  prompt: { mode: 'agent' },
  agent: { 'user-invokable': 'user-invocable' },
  skill: { 'user-invokable': 'user-invocable' },
};

function outOfUse(kind: AgentFileKind, { key, keyRange }: FrontEntry): readonly Problem[] | undefined {
  if (kind === 'agent' && key === 'infer') {
    const message =
      '`infer` is not used any more: `user-invocable` and `disable-model-invocation` say the same in two parts.';
    return [{ code: 'front-matter-key', severity: 'warning', range: keyRange, message }];
  }
  const now = own(renamed[kind] ?? {}, key);
  if (now === undefined) return undefined;
  const fixes = [{ title: `Call it \`${now}\``, edits: [{ range: keyRange, text: now }], preferred: true }];
  const message = `\`${key}\` is called \`${now}\` now.`;
  return [{ code: 'front-matter-key', severity: 'warning', range: keyRange, message, fixes }];
}

function misspelt(kind: AgentFileKind, { key, keyRange }: FrontEntry, all: readonly FrontEntry[]): readonly Problem[] {
  const known = frontMatterKeys[kind];
  if (own(known, key)) return [];
  const meant = Object.keys(known).find((each) => isNearly(key, each) && !all.some((other) => other.key === each));
  if (meant === undefined) return [];
  const fixes = [{ title: `Write \`${meant}\``, edits: [{ range: keyRange, text: meant }], preferred: true }];
  const message = `\`${key}\` is read by nothing; \`${meant}\` is meant, it seems.`;
  return [{ code: 'front-matter-key', severity: 'warning', range: keyRange, message, fixes }];
}

/** The same but for case, hyphens and underscores, or one letter away. Short words are near to too many, and a word of another program is meant as it is. */
function isNearly(key: string, known: string): boolean {
  const [a, b] = [folded(key), folded(known)];
  if (a === b) return true;
  if (keysOfOthers.has(key)) return false;
  if (b.length < 5 || Math.abs(a.length - b.length) > 1 || `${a}s` === b || a === `${b}s`) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  const [left, right] = [a.slice(start), b.slice(start)];
  const exchanged = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
  return (
    left.slice(1) === right.slice(1) ||
    left.slice(1) === right ||
    left === right.slice(1) ||
    (left.length > 1 && exchanged)
  );
}

function folded(key: string): string {
  return key.toLowerCase().replace(/[-_ ]/gu, '');
}
