// A note of a talk that a stranger may have written, as far as it can be relied on. In: a note that `readTalkFile` let through. Out: the same
// built anew from parts of the right shape, or nothing: where a scene began and ended line after line, thumbs and remarks. Other kinds trust their own
// writer, and a scene that needs them is not gone on with.
import type { Note } from './notes.ts';
import type { EndReason } from './scene/scene-notes.ts';

const reasons: Readonly<Record<EndReason, true>> = {
  turns: true,
  condition: true,
  goal: true,
  mark: true,
  goodbye: true,
  repetition: true,
  closing: true,
  player: true,
  protocol: true,
};

/** Undefined where nothing can be made of it. */
export function soundNote(note: Note): Note | undefined {
  switch (note.kind) {
    case 'remark':
      if (!isText(note.text)) return undefined;
      return { kind: 'remark', turn: isText(note.turn) ? note.turn : undefined, text: note.text };
    case 'thumb': {
      const { turn, thumb } = note;
      if (!isText(turn) || !['up', 'down', 'none'].includes(thumb)) return undefined;
      return { kind: 'thumb', turn, thumb };
    }
    case 'scene began': {
      const { title, index, cast, seat, seed, turns, protocol } = note;
      if (protocol !== 'spoken' || !isText(title) || !Array.isArray(cast)) return undefined;
      if (![index, seed, turns].every((number) => Number.isSafeInteger(number))) return undefined;
      const members = cast.flatMap(({ key, name, uri } = {} as (typeof cast)[number]) =>
        isText(key) && isText(name) ? [{ key, name, ...(isText(uri) ? { uri } : {}) }] : [],
      );
      return {
        kind: 'scene began',
        title,
        index,
        cast: members,
        ...(isText(seat) ? { seat } : {}),
        seed,
        turns,
        protocol,
      };
    }
    case 'scene ended': {
      const { after, reason, why, by } = note;
      if (!isText(why) || !isText(reason) || !Object.hasOwn(reasons, reason)) return undefined;
      return {
        kind: 'scene ended',
        after: isText(after) ? after : undefined,
        reason,
        why,
        ...(isText(by) ? { by } : {}),
      };
    }
    default:
      return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
