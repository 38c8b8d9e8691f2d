// A talk beside its persona, `NAME.talk.jsonl`: trace records as JSON lines, and back. Bad lines come back as problems with
// their range; nothing throws on text. No machine's paths are written: files are named relative to the talk's folder.
import type { Problem } from '../lang/problems.ts';
import type { TalkMessage } from '../rules/verdict.ts';
import type { Turn } from './events.ts';
import { noteFault } from './protocol/note-fault.ts';
import { keptSide } from './scene/kept-sides.ts';
import { keptLength } from './shared-messages.ts';
import { type TraceRecord, traceVersion } from './trace.ts';
import { pathTo } from './tree.ts';

/** A line that was read, with where it stands. */
export interface TalkLine {
  readonly record: TraceRecord;
  readonly range: { readonly start: number; readonly end: number };
}

export interface TalkFile {
  readonly lines: readonly TalkLine[];
  readonly problems: readonly Problem[];
}

/** One message of the talk as it stands at the file's end, with the range of the line it was written on. */
export interface KeptMessage {
  readonly role: Exclude<TalkMessage['role'], 'system'>;
  readonly content: string;
  readonly name?: string;
  readonly partner?: true;
  readonly range: { readonly start: number; readonly end: number };
}

/** The records as the text of a file, one a line. `folder`: uri of the folder it will stand in. */
export function writeTalkFile(records: readonly TraceRecord[], folder: string): string {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return records.map((record) => `${JSON.stringify(mapUris(record, (uri) => relative(uri, base)))}\n`).join('');
}

/**
 * Reads such a text. `folder` as above. Problems: `talk-line` for a line that is no record, `talk-version` for a talk of a newer
 * version, whose lines are then not read. A byte order mark and empty lines are passed over.
 */
export function readTalkFile(text: string, folder: string): TalkFile {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  const lines: TalkLine[] = [];
  const problems: Problem[] = [];
  const requests = new Map<string, number>();
  let lost = false;
  for (const range of lineRanges(text)) {
    const read = readRecord(text.slice(range.start, range.end));
    if (typeof read === 'string') {
      problems.push({ code: 'talk-line', severity: 'error', range, message: read });
      continue;
    }
    if (read.type === 'talk' && read.version > traceVersion) {
      const message = `This talk was kept by a newer Dramatis (version ${read.version} of the format; this one reads up to ${traceVersion}). Update Dramatis to open it.`;
      return { lines: [], problems: [{ code: 'talk-version', severity: 'error', range, message }] };
    }
    if (read.type === 'request') {
      const length = keptLength(read.messages, (id) => requests.get(id));
      if (length === undefined) {
        // Those that lean on this one are lost with it, and one word about it is enough.
        if (!lost) problems.push({ code: 'talk-line', severity: 'error', range, message: leansOnNothing });
        lost = true;
        continue;
      }
      requests.set(read.id, length);
    }
    lines.push({ record: mapUris(read, (uri) => absolute(uri, base)) as TraceRecord, range });
  }
  return { lines, problems };
}

/** A line of the talk with the place it was written at. */
export interface KeptTurn {
  readonly turn: Turn;
  readonly range: TalkLine['range'];
}

/** The talk that stands at the end of the records, as its persona heard it: neither thoughts nor what others said among themselves. */
export function keptMessages(lines: readonly TalkLine[]): KeptMessage[] {
  return keptSide(keptTurns(lines), 'self');
}

/** The talk that stands at the end of the records: turns taken away are not in it. */
export function keptTurns(lines: readonly TalkLine[]): KeptTurn[] {
  const places = new Map<string, KeptTurn>();
  let path = new Set<string>();
  // The last turn of the path, where that is known without looking.
  let end: string | undefined;
  for (const { record, range } of lines) {
    if (record.type === 'removed') {
      for (const id of record.turns) path.delete(id);
      end = undefined;
    }
    if (record.type === 'moved') {
      const tree = [...places.values()].map(({ turn }) => turn);
      path = new Set(pathTo(tree, record.to).map(({ id }) => id));
      end = undefined;
    }
    if (record.type !== 'turn' && record.type !== 'reply') continue;
    places.set(record.turn.id, { turn: record.turn, range });
    if (record.type === 'reply' && record.turn.beside !== undefined) continue;
    const { id, after } = record.turn;
    if (end !== undefined && after !== undefined && after !== end && !path.has(id) && places.has(after)) {
      // Another window spoke from elsewhere in the same talk.
      path = new Set(
        pathTo(
          [...places.values()].map(({ turn }) => turn),
          after,
        ).map((turn) => turn.id),
      );
    }
    path.add(id);
    end = id;
  }
  return [...path].flatMap((id) => places.get(id) ?? []);
}

function* lineRanges(text: string): Generator<{ start: number; end: number }> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length : feed;
    const end = text[next - 1] === '\r' ? next - 1 : next;
    if (text.slice(start, end).trim() !== '') yield { start, end };
    start = next + 1;
  }
}

const leansOnNothing =
  'This request is written as what it shares with an earlier one, and that one is not in the file. What was sent for it is not known.';

/** The record, or in plain words why the line is none. */
function readRecord(line: string): TraceRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'This line is not JSON. Each line of a talk is one JSON object.';
  }
  if (!isObject(value)) return 'This line is not a JSON object.';
  if (isDeep(value)) return 'This line is nested deeper than any record of a talk.';
  const fault = faultOf(value);
  return fault ?? (value as unknown as TraceRecord);
}

/** Records are some ten levels deep; what is far deeper would exhaust the stack of whoever walks it. */
function isDeep(value: unknown, left = 50): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1));
}

/** What keeps an object from being a record. Only what reading a talk back relies on is asked for. */
function faultOf(value: Record<string, unknown>): string | undefined {
  const text = (...names: string[]) => names.find((name) => typeof value[name] !== 'string');
  const missing = (name: string | undefined) => name && `A record of type "${value['type']}" needs a text "${name}".`;
  switch (value['type']) {
    case 'talk':
      if (!Number.isInteger(value['version'])) return 'The first line of a talk needs a whole number "version".';
      return (value['version'] as number) > traceVersion
        ? undefined
        : missing(text('id', 'at', 'persona', 'personaUri', 'personaHash'));
    case 'persona':
      return missing(text('personaHash'));
    case 'turn':
    case 'reply':
      return isTurn(value['turn']) ? undefined : `A record of type "${value['type']}" needs a turn: id, speaker, text.`;
    case 'request':
      if (!Array.isArray(value['messages']) || !value['messages'].every(isMessageOrStretch)) {
        return 'A record of type "request" needs the messages that were sent.';
      }
      return missing(text('id', 'run', 'step'));
    case 'answer':
      if (!isTexts(value['replies'])) return 'A record of type "answer" needs the texts of its replies.';
      return missing(text('request'));
    case 'failure':
      if (!isObject(value['failure'])) return 'A record of type "failure" needs its failure.';
      return missing(text('partial'));
    case 'moved':
      return undefined;
    case 'preference':
      if (!isObject(value['preference'])) return 'A record of type "preference" needs its preference.';
      return undefined;
    case 'withdrawal':
      return isTexts(value['turns']) ? undefined : 'A record of type "withdrawal" needs the ids of its two turns.';
    case 'note':
      return isObject(value['note']) ? noteFault(value['note']) : 'A record of type "note" needs its note.';
    case 'slice':
      return isSlice(value['slice'])
        ? undefined
        : 'A record of type "slice" needs its slice: index, side, t0, t1, text.';
    case 'removed':
      return isTexts(value['turns']) ? undefined : 'A record of type "removed" needs the ids of its turns.';
    default:
      return `Unknown type of record: ${JSON.stringify(value['type']) ?? 'none given'}.`;
  }
}

function isTurn(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, speaker, text, verdicts, labels } = value;
  return (
    typeof id === 'string' &&
    typeof speaker === 'string' &&
    typeof text === 'string' &&
    (verdicts === undefined || (Array.isArray(verdicts) && verdicts.every(isObject))) &&
    (labels === undefined || isTexts(labels))
  );
}

function isSlice(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { index, side, t0, t1, text } = value;
  return [index, t0, t1].every(Number.isFinite) && (side === 'user' || side === 'self') && typeof text === 'string';
}

function isMessage(value: unknown): boolean {
  return isObject(value) && typeof value['role'] === 'string' && typeof value['content'] === 'string';
}

/** A stretch of an earlier request's messages. */
function isMessageOrStretch(value: unknown): boolean {
  if (!isObject(value) || !('of' in value)) return isMessage(value);
  return typeof value['of'] === 'string' && Number.isSafeInteger(value['from']) && Number.isSafeInteger(value['count']);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const uriNames = new Set(['uri', 'personaUri']);

/** A copy in which every `uri` and `personaUri` went through `change`. What was said and sent is left alone. */
function mapUris(value: unknown, change: (uri: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => mapUris(one, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      uriNames.has(name) && typeof inner === 'string' ? change(inner) : mapUris(inner, change),
    ]),
  );
}

/** A file by its path from the folder; one far away by its name alone, so that no machine's folders are told. */
function relative(uri: string, base: string): string {
  const from = base.split('/');
  const to = uri.split('/');
  let same = 0;
  while (same < from.length - 1 && from[same] === to[same]) same++;
  const ups = from.length - 1 - same;
  if (uri === '' || uri.startsWith('.')) return uri;
  if (same < 3 || ups > 2) return to.at(-1) ?? '';
  return (ups === 0 ? './' : '../'.repeat(ups)) + to.slice(same).join('/');
}

function absolute(uri: string, base: string): string {
  if (!uri.startsWith('./') && !uri.startsWith('../')) return uri;
  const path = base.slice(0, -1).split('/');
  for (const part of uri.split('/')) {
    if (part === '..') path.pop();
    else if (part !== '.') path.push(part);
  }
  return path.join('/');
}
