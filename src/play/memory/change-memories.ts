// Changes to the text of a persona's memories. In: the text as it stands, and what is to change. Out: the text with these lines added,
// replaced or taken away, every other line as it was, whoever wrote it. Pure; applying a change to a newer text is as good as to an older.
import { nameKey } from '../../lang/name.ts';
import { bareWords } from '../bare-words.ts';
import {
  type Memory,
  type MemoryLink,
  type MemoryRecord,
  memoriesVersion,
  type PastSession,
  readMemoryFile,
  readRecord,
} from './memory-file.ts';

export type MemoryChange =
  /** One that says the same of the same person is not written again; where its id is taken it gets the next free one. */
  | { readonly type: 'add'; readonly memory: Memory }
  | { readonly type: 'session'; readonly session: PastSession }
  | { readonly type: 'link'; readonly link: MemoryLink }
  | { readonly type: 'edit'; readonly id: string; readonly text: string }
  | { readonly type: 'private'; readonly id: string; readonly private: boolean }
  /** Its links go with it. */
  | { readonly type: 'forget'; readonly id: string };

/** The text after these changes. An empty text gets the line that says what it is. */
export function changeMemories(text: string, changes: readonly MemoryChange[], persona: string): string {
  if (changes.length === 0) return text;
  const begun = text.trim() === '' ? lineOf({ type: 'memories', version: memoriesVersion, persona }) : text;
  return changes.reduce(changed, begun);
}

/** Whether two memories say the same of the same person: case, spaces and the marks between words do not matter. */
export function sameMemory(a: Pick<Memory, 'about' | 'text'>, b: Pick<Memory, 'about' | 'text'>): boolean {
  return nameKey(a.about) === nameKey(b.about) && bareWords(a.text) === bareWords(b.text);
}

/** An id that no memory has. */
export function freeId(taken: readonly Pick<Memory, 'id'>[]): string {
  const numbers = taken.map(({ id }) => Number(/^m(\d{1,9})$/.exec(id)?.[1] ?? 0));
  return `m${Math.max(0, ...numbers) + 1}`;
}

function changed(text: string, change: MemoryChange): string {
  switch (change.type) {
    case 'add': {
      const { memories } = readMemoryFile(text);
      const { memory } = change;
      // What one said in private is not known from another who says the same: both stay.
      const open = (one: Memory) => !one.private || nameKey(one.from) === nameKey(memory.from);
      if (memories.some((one) => sameMemory(one, memory) && open(one))) return text;
      const id = memories.some((one) => one.id === memory.id) ? freeId(memories) : memory.id;
      return appended(text, { type: 'memory', ...memory, id });
    }
    case 'session': {
      const { sessions } = readMemoryFile(text);
      if (sessions.some(({ talk }) => talk === change.session.talk)) return text;
      return appended(text, { type: 'session', ...change.session });
    }
    case 'link':
      return appended(
        without(text, (record) => isLinkOf(record, change.link.between)),
        { type: 'link', ...change.link },
      );
    case 'edit':
      return mapMemory(text, change.id, (memory) => ({ ...memory, text: change.text }));
    case 'private':
      return mapMemory(text, change.id, ({ private: _private, ...memory }) =>
        change.private ? { ...memory, private: true } : memory,
      );
    case 'forget':
      return without(
        text,
        (record) =>
          (record.type === 'memory' && record.id === change.id) ||
          (record.type === 'link' && record.between.includes(change.id)),
      );
  }
}

function isLinkOf(record: MemoryRecord, [a, b]: MemoryLink['between']): boolean {
  return record.type === 'link' && record.between.includes(a) && record.between.includes(b);
}

function appended(text: string, record: MemoryRecord): string {
  const ended = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return ended + lineOf(record);
}

/** The text without the lines of these records. */
function without(text: string, gone: (record: MemoryRecord) => boolean): string {
  return pieces(text)
    .filter((line) => {
      const record = readRecord(line);
      return typeof record === 'string' || !gone(record);
    })
    .join('');
}

function mapMemory(text: string, id: string, map: (memory: Memory) => Memory): string {
  let found = false;
  return pieces(text)
    .map((line) => {
      const record = readRecord(line);
      if (found || typeof record === 'string' || record.type !== 'memory' || record.id !== id) return line;
      found = true;
      const { type, ...memory } = record;
      return lineOf({ type, ...map(memory) });
    })
    .join('');
}

/** Lines with their ends; a byte order mark stays a piece of its own. */
function pieces(text: string): readonly string[] {
  return text.match(/^\uFEFF|[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Names in one order, so that a diff shows what changed and nothing else. */
function lineOf(record: MemoryRecord): string {
  return `${JSON.stringify(inOrder(record))}\n`;
}

function inOrder(record: MemoryRecord): MemoryRecord {
  if (record.type !== 'memory') return record;
  const { type, id, about, from, session, text, private: hidden, ...others } = record;
  return { type, id, about, from, session, text, ...(hidden ? { private: true } : {}), ...others };
}
