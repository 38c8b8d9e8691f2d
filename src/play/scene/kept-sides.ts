// A kept scene as each of its actors had it, for lint: its own lines are replies, what it heard is a message, what a person said in its seat is
// judged by nobody. In: the turns of a talk file with their places. Out: messages a side. Pure.
import type { KeptMessage, KeptTurn, TalkLine } from '../talk-file.ts';
import { heardMessages } from './hearing.ts';
import type { SceneBegan } from './scene-notes.ts';

/** What an actor other than the persona itself said and heard. */
export interface KeptSide {
  /** The scene's name for it. */
  readonly key: string;
  /** Where its file was. */
  readonly uri: string;
  readonly messages: readonly KeptMessage[];
}

/** The talk as `key` heard it. To others than the persona, whoever spoke is their user. */
export function keptSide(turns: readonly KeptTurn[], key: string): KeptMessage[] {
  const others = new Set(
    turns.map(({ turn }) => turn.speaker).filter((speaker) => speaker !== key && speaker !== 'narrator'),
  );
  const partner = others.size === 1 ? [...others][0] : undefined;
  const known = (speaker: string) => (key === 'self' || speaker === 'narrator' ? speaker : undefined);
  return turns.flatMap(({ turn, range }) =>
    heardMessages([turn], key, known, partner).map((message) => ({ ...message, range })),
  );
}

/** One side for each member that has a file, where the talk played a scene. */
export function keptSides(lines: readonly TalkLine[], turns: readonly KeptTurn[]): readonly KeptSide[] {
  const began = beganIn(lines);
  return (began?.cast ?? []).flatMap(({ key, uri }) =>
    uri === undefined || key === began?.seat ? [] : [{ key, uri, messages: keptSide(turns, key) }],
  );
}

/** Whether a person said the persona's own lines. */
export function isSelfSeat(lines: readonly TalkLine[]): boolean {
  return beganIn(lines)?.seat === 'self';
}

function beganIn(lines: readonly TalkLine[]): SceneBegan | undefined {
  const notes = lines.flatMap(({ record }) => (record.type === 'note' ? [record.note] : []));
  return notes.findLast((note): note is SceneBegan => note.kind === 'scene began' && Array.isArray(note.cast));
}
