// A talk from elsewhere as a talk of this persona: a `.talk.jsonl`, or chat messages as JSON. In: text, which is hostile until parsed. Out:
// records under a new id, with what could not be taken over; or in plain words why it is no talk. Never throws on text.
import type { Turn } from './events.ts';
import { soundRecord } from './sound-record.ts';
import { readTalkFile } from './talk-file.ts';
import { type TraceRecord, traceVersion } from './trace.ts';

export interface ImportInto {
  readonly persona: string;
  readonly personaUri: string;
  readonly personaHash: string;
  /** Uri of the folder that the file stands in. */
  readonly folder: string;
  /** What the file is called, as people read it. */
  readonly file: string;
  readonly newId: () => string;
  /** ISO 8601. */
  readonly at: string;
}

export type Imported =
  | {
      readonly ok: true;
      readonly id: string;
      readonly records: readonly TraceRecord[];
      /** Lines or messages that are no part of the talk now. */
      readonly left: number;
      /** Title of a scene in it that cannot be gone on with. */
      readonly leftScene?: string;
    }
  | { readonly ok: false; readonly reason: string };

/** More than any talk; what is longer is not read. */
const longest = 64 * 1024 * 1024;

/** Reads it. A talk in which nobody says anything is refused. */
export function importTalk(text: string, into: ImportInto): Imported {
  if (text.length > longest) return refused('it is larger than 64 MB');
  const messages = asMessages(text);
  return messages === undefined ? fromTalkFile(text, into) : fromMessages(messages, into);
}

function refused(why: string): Imported {
  return { ok: false, reason: `This is no talk that can be imported: ${why}.` };
}

/** The list of messages, bare or as `messages` of one object; undefined: the text is something else. */
function asMessages(text: string): readonly unknown[] | undefined {
  const value = parsed(text.replace(/^\uFEFF/u, ''));
  if (Array.isArray(value)) return value;
  const inner = typeof value === 'object' && value !== null && 'messages' in value ? value.messages : undefined;
  return Array.isArray(inner) && !('type' in (value as object)) ? inner : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fromMessages(messages: readonly unknown[], into: ImportInto): Imported {
  const turns: Turn[] = [];
  let left = 0;
  for (const [index, message] of messages.entries()) {
    const { role, content } = (typeof message === 'object' && message !== null ? message : {}) as Record<
      string,
      unknown
    >;
    if (typeof role !== 'string') return refused(`message ${index + 1} has no role`);
    const text = textOf(content);
    if (text === undefined && (role === 'user' || role === 'assistant')) {
      return refused(`message ${index + 1} has no text as its content`);
    }
    if ((role !== 'user' && role !== 'assistant') || text === undefined || text.trim() === '') {
      left++;
      continue;
    }
    const after = turns.at(-1)?.id;
    const speaker = role === 'user' ? 'user' : 'self';
    turns.push({ id: into.newId(), ...(after === undefined ? {} : { after }), speaker, text });
  }
  return imported(
    turns.map((turn) => ({ type: 'turn', at: into.at, turn })),
    left,
    into,
  );
}

/** A text, or the texts among its parts. */
function textOf(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  const parts = content.flatMap((part: unknown) => {
    const { text } = (typeof part === 'object' && part !== null ? part : {}) as Record<string, unknown>;
    return typeof text === 'string' ? [text] : [];
  });
  return parts.length > 0 ? parts.join('\n') : undefined;
}

function fromTalkFile(text: string, into: ImportInto): Imported {
  const { lines, problems } = readTalkFile(text, into.folder);
  const [first] = problems;
  if (lines.length === 0) {
    if (!first) return refused('it is empty');
    if (first.code === 'talk-version') return { ok: false, reason: first.message };
    return refused(
      `it is neither a .talk.jsonl nor a JSON list of messages. Line 1: ${first.message.replace(/\.$/u, '')}`,
    );
  }
  const body = lines.filter(({ record }) => record.type !== 'talk');
  const sound = body.flatMap(({ record }) => soundRecord(record) ?? []);
  const done = imported(sound, problems.length + body.length - sound.length, into);
  const scene = sceneIn(body.map(({ record }) => record));
  return done.ok && scene !== undefined && sceneIn(sound) === undefined ? { ...done, leftScene: scene } : done;
}

/** The title of the scene that records play. */
function sceneIn(records: readonly TraceRecord[]): string | undefined {
  const began = records.findLast((record) => record.type === 'note' && record.note.kind === 'scene began');
  return began?.type === 'note' && began.note.kind === 'scene began' ? String(began.note.title) : undefined;
}

function imported(body: readonly TraceRecord[], left: number, into: ImportInto): Imported {
  if (!body.some(({ type }) => type === 'turn' || type === 'reply')) return refused('nobody says anything in it');
  const id = into.newId();
  const { persona, personaUri, personaHash, at } = into;
  const note = { kind: 'remark', turn: undefined, text: `Imported from ${into.file}.` } as const;
  const records: TraceRecord[] = [
    { type: 'talk', version: traceVersion, id, at, persona, personaUri, personaHash },
    ...body,
    { type: 'note', at, note },
  ];
  return { ok: true, id, records, left };
}
