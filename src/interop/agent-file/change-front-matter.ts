// Values of front matter changed in its text: each edit is read back, and stands only where every other entry and the body are what they were. In: the
// text, as read, and the new values. Out: the text, or why it cannot be changed.
import { range } from '../../base/range.ts';
import { applyEdits, type TextEdit } from '../../base/text-edit.ts';
import type { FrontEntry, FrontValue } from './agent-file.ts';
import { type AgentText, readAgentText } from './read-agent-text.ts';

type Read = Extract<AgentText, { ok: true }>;

/** Both of one line. */
export interface NewEntry {
  readonly key: 'name' | 'description';
  readonly value: string;
}

/** A key that is there keeps its place and quotes; a new name comes first, a new description last. */
export function changeFrontMatter(
  file: Read,
  changes: readonly NewEntry[],
): { readonly text: string } | { readonly reason: string } {
  let now = file;
  for (const change of changes) {
    const edit = editOf(now, change);
    const read = readAgentText(edit && applyEdits(now.text, [edit]));
    if (
      !read.ok ||
      read.body !== now.body ||
      read.unread > now.unread ||
      !isOnlyChange(now.entries, read.entries, change)
    ) {
      return {
        reason: `\`${change.key}\` cannot be changed so that all else in the front matter stays. Change it there by hand.`,
      };
    }
    now = read;
  }
  return { text: now.text };
}

function editOf({ text, entries, inner, bodyStart }: Read, { key, value }: NewEntry): TextEdit | undefined {
  const lineBreak = /\r\n|\r|\n/u.exec(text)?.[0] ?? '\n';
  const line = `${key}: ${scalarOf(value, '')}${lineBreak}`;
  if (!inner) {
    const fence = `---${lineBreak}`;
    return { range: range(bodyStart, bodyStart), text: `${fence}${line}${fence}` };
  }
  const entry = entries.find((each) => each.key === key);
  if (!entry) {
    // The reader takes lines behind a map in braces; others do not.
    if (/^(?:[ \t]*(?:#.*)?(?:\r\n|\r|\n))*[ \t]*\{/u.test(text.slice(inner.start, inner.end))) return undefined;
    const at = key === 'name' ? inner.start : inner.end;
    return { range: range(at, at), text: line };
  }
  const { start, end } = entry.value.range;
  const said = text.slice(start, end).trimEnd();
  if (entry.value.type !== 'nothing') return { range: range(start, start + said.length), text: scalarOf(value, said) };
  const colon = text.indexOf(':', entry.keyRange.end) + 1;
  const to = said === '' ? colon : start + said.length;
  return { range: range(colon, to), text: ` ${scalarOf(value, '')}` };
}

/** In the quotes that stood there; without any where the words are none of YAML's. */
function scalarOf(value: string, before: string): string {
  if (before.startsWith("'") && !/[^\x20-\x7e\xa0-\ud7ff]/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  const plain =
    /^\p{L}[\p{L}\p{N} ,.;()/'_-]*$/u.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(value);
  return plain && !before.startsWith('"') ? value : JSON.stringify(value);
}

function isOnlyChange(before: readonly FrontEntry[], now: readonly FrontEntry[], { key, value }: NewEntry): boolean {
  const at = now.findIndex((entry) => entry.key === key);
  const changed = now[at]?.value;
  if (changed?.type !== 'string' || changed.text !== value) return false;
  const others = (entries: readonly FrontEntry[], index: number) =>
    entries.filter((_, each) => each !== index).map(entryOf);
  const old = before.findIndex((entry) => entry.key === key);
  return JSON.stringify(others(before, old)) === JSON.stringify(others(now, at));
}

/** Without its places. */
function entryOf({ key, value }: FrontEntry): unknown {
  return [key, plainOf(value)];
}

function plainOf(value: FrontValue): unknown {
  if (value.type === 'list') return ['list', value.items.map(plainOf)];
  if (value.type === 'map') return ['map', value.entries.map(entryOf)];
  const { range: _, ...rest } = value;
  return rest;
}
