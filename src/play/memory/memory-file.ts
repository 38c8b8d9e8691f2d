// What a persona remembers of its sessions, as the text of `NAME.memories.jsonl` beside it: one JSON object a line, so that a person can
// edit or delete a line, and a change is a line in a diff. In: a text. Out: what it says, and what is wrong in it. Never throws on text.

/** Something the persona remembers, told from its own point of view. */
export interface Memory {
  /** Unique within the file. */
  readonly id: string;
  /** Whom it is about: `self`, or a name. */
  readonly about: string;
  /** The partner it was learnt from. */
  readonly from: string;
  /** The session it was learnt in, from 1. */
  readonly session: number;
  readonly text: string;
  /** Told to nobody but the one it was learnt from. */
  readonly private?: true;
}

/** A session that ended. */
export interface PastSession {
  readonly session: number;
  readonly partner: string;
  readonly talk: string;
  /** When it ended, ISO 8601. */
  readonly at: string;
}

/** Two memories that were compared: whether one brings the other along. */
export interface MemoryLink {
  readonly between: readonly [string, string];
  readonly linked: boolean;
}

export interface Memories {
  readonly sessions: readonly PastSession[];
  readonly memories: readonly Memory[];
  readonly links: readonly MemoryLink[];
  /** Lines (from 1) that were not understood. They stay in the file as they are. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

export const memoriesVersion = 1;

export type MemoryRecord =
  | { readonly type: 'memories'; readonly version: number; readonly persona: string }
  | ({ readonly type: 'session' } & PastSession)
  | ({ readonly type: 'memory' } & Memory)
  | ({ readonly type: 'link' } & MemoryLink);

/** What the text says. A file of a newer version is one problem and nothing else; of two memories with one id the first counts. */
export function readMemoryFile(text: string): Memories {
  const sessions: PastSession[] = [];
  const memories: Memory[] = [];
  const links: MemoryLink[] = [];
  const problems: { line: number; message: string }[] = [];
  for (const [index, line] of memoryLines(text).entries()) {
    if (line.trim() === '') continue;
    const record = readRecord(line);
    if (typeof record === 'string') {
      problems.push({ line: index + 1, message: record });
      continue;
    }
    if (record.type === 'memories' && record.version > memoriesVersion) {
      const message = `These memories were written by a newer Dramatis (version ${record.version}; this one reads up to ${memoriesVersion}).`;
      return { sessions: [], memories: [], links: [], problems: [{ line: index + 1, message }] };
    }
    const { type: _type, ...rest } = record;
    if (record.type === 'session') sessions.push(rest as PastSession);
    if (record.type === 'link') links.push(rest as MemoryLink);
    if (record.type !== 'memory') continue;
    if (memories.some(({ id }) => id === record.id)) {
      problems.push({ line: index + 1, message: `Another memory is called "${record.id}" already.` });
    } else memories.push(rest as Memory);
  }
  return { sessions, memories, links, problems };
}

/** The lines without a byte order mark and line ends. */
export function memoryLines(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

/** The record, or in plain words why the line is none. */
export function readRecord(line: string): MemoryRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'This line is not JSON. Each line of memories is one JSON object.';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'This line is not a JSON object.';
  return faultOf(value as Record<string, unknown>) ?? (clean(value as Record<string, unknown>) as MemoryRecord);
}

function faultOf(value: Record<string, unknown>): string | undefined {
  const isText = (name: string) => typeof value[name] === 'string' && value[name] !== '';
  const isCount = (name: string) => Number.isSafeInteger(value[name]) && (value[name] as number) >= 0;
  const missing = (...names: string[]) => names.find((name) => !isText(name));
  const needs = (name: string | undefined) => (name === undefined ? undefined : `It needs a text called "${name}".`);
  switch (value['type']) {
    case 'memories':
      return isCount('version') ? undefined : 'It needs a whole number called "version".';
    case 'session':
      return isCount('session') ? needs(missing('partner', 'talk', 'at')) : 'It needs a whole number called "session".';
    case 'memory':
      return isCount('session')
        ? needs(missing('id', 'about', 'from', 'text'))
        : 'It needs a whole number called "session".';
    case 'link': {
      const { between, linked } = value;
      const pair = Array.isArray(between) && between.length === 2 && between.every((one) => typeof one === 'string');
      return pair && typeof linked === 'boolean' ? undefined : 'It needs two ids called "between", and "linked".';
    }
    default:
      return 'Its type is none of: memories, session, memory, link.';
  }
}

/** `private` counts only where it is true. */
function clean({ private: hidden, ...value }: Record<string, unknown>): Record<string, unknown> {
  return hidden === true ? { ...value, private: true } : value;
}
