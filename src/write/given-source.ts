// What a file or a kept talk gives to go by. In: its text and name, or records. Out: text, with the records where it is a talk; in words, why not. Pure.
import type { Turn } from '../play/events.ts';
import { eventsOf } from '../play/restore.ts';
import { readTalkFile } from '../play/talk-file.ts';
import type { TraceRecord } from '../play/trace.ts';
import { transcript } from '../play/transcript.ts';
import { pathTo } from '../play/tree.ts';

/** Text by others, and the records of the talk where it is one. */
export interface GivenSource {
  readonly text: string;
  readonly talk?: readonly TraceRecord[];
}

/** `name`: of the file, without its folder. `folder`: uri of the folder it stands in. */
export function readSource(text: string, name: string, folder: string): GivenSource | string {
  if (text.trim() === '') return `${name} is empty.`;
  if (!name.endsWith('.jsonl')) return { text };
  const { lines, problems } = readTalkFile(text, folder);
  // Other JSON lines there are, too: a file of questions.
  if (lines.length === 0)
    return name.endsWith('.talk.jsonl') ? (problems[0]?.message ?? `${name} holds no talk.`) : { text };
  return sourceOfTalk(
    lines.map(({ record }) => record),
    name,
  );
}

/** `otherwise`: who speaks where the records do not say. */
export function sourceOfTalk(records: readonly TraceRecord[], otherwise: string): GivenSource {
  const persona = records.find((record) => record.type === 'talk')?.persona ?? otherwise;
  return { talk: records, text: transcriptOf(records, persona) };
}

/** The talk as it stands at its end. */
export function transcriptOf(records: readonly TraceRecord[], persona: string): string {
  return transcript(turnsOfTalk(records), { persona, format: 'text' });
}

/** The lines of a talk as it stands at its end. */
export function turnsOfTalk(records: readonly TraceRecord[]): readonly Turn[] {
  // What was sent is not read: a long talk has a long request for every reply.
  const turns = eventsOf(records.filter(({ type }) => type !== 'request')).flatMap((event) =>
    event.type === 'turn' || event.type === 'replied' ? [event.turn] : [],
  );
  const tree = [...new Map(turns.map((turn) => [turn.id, turn])).values()];
  return pathTo(tree, tree.at(-1)?.id);
}
