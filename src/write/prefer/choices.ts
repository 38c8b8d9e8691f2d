// What an author chose, as triples: the words, the better answer, the worse one. In: records of a talk, a review. Out: triples, each once, with where
// it came from. No reason is in them: what makes the one better is nowhere written.
import type { Turn } from '../../play/events.ts';
import { type Preference, withoutPair } from '../../play/preference.ts';
import { eventsOf } from '../../play/restore.ts';
import type { TraceRecord } from '../../play/trace.ts';
import { pathTo } from '../../play/tree.ts';
import type { ReviewRow } from '../review.ts';

export interface Choice {
  /** What both answer: the last words before them, or the place in the file. Never a prompt: that holds the rules. */
  readonly x: string;
  readonly better: string;
  readonly worse: string;
  readonly from: 'preferred' | 'edited' | 'accepted' | 'rejected' | 'chosen';
}

/** Picks of an author or a judge that still count, and replies that were written over. */
export function choicesOfTalk(records: readonly TraceRecord[]): readonly Choice[] {
  const turns = new Map<string, Turn>();
  let picks: readonly Preference[] = [];
  for (const event of eventsOf(records)) {
    if (event.type === 'turn' || event.type === 'replied') turns.set(event.turn.id, event.turn);
    else if (event.type === 'preferred') picks = [...withoutPair(picks, event.preference.turns), event.preference];
    else if (event.type === 'withdrawn') picks = withoutPair(picks, event.turns);
  }
  const tree = [...turns.values()];
  const preferred = picks.map(({ prompt, chosen, rejected }): Choice => {
    const x = prompt.findLast(({ role }) => role === 'user')?.content ?? '';
    return { x, better: chosen, worse: rejected, from: 'preferred' };
  });
  const edited = tree.flatMap((turn): Choice[] => {
    const old = turn.speaker === 'self' && turn.edited !== undefined ? turns.get(turn.edited) : undefined;
    if (!old || old.text === turn.text) return [];
    const x = pathTo(tree, turn.id).findLast(({ speaker }) => speaker !== 'self')?.text ?? '';
    return [{ x, better: turn.text, worse: old.text, from: 'edited' }];
  });
  return distinct([...preferred, ...edited]);
}

/** An accepted change is better than what stood there, a rejected one worse; of two for one place the accepted one is the better. */
export function choicesOfReview(rows: readonly ReviewRow[]): readonly Choice[] {
  const changes = rows.flatMap(({ patch, state }): Choice[] => {
    const { title: x, before, after } = patch;
    if (before === undefined || after === undefined) return [];
    if (state === 'accepted') return [{ x, better: after, worse: before, from: 'accepted' }];
    return state === 'rejected' ? [{ x, better: before, worse: after, from: 'rejected' }] : [];
  });
  const place = ({ patch }: ReviewRow) => JSON.stringify(patch.place);
  const chosen = rows.flatMap((row) =>
    row.state !== 'accepted'
      ? []
      : rows.flatMap((other): Choice[] => {
          const better = row.patch.after;
          const worse = other.patch.after;
          if (other.state !== 'rejected' || place(other) !== place(row)) return [];
          return better === undefined || worse === undefined
            ? []
            : [{ x: row.patch.title, better, worse, from: 'chosen' }];
        }),
  );
  return distinct([...changes, ...chosen]);
}

function distinct(all: readonly Choice[]): readonly Choice[] {
  const known = new Map(all.map((one) => [JSON.stringify([one.x, one.better, one.worse]), one]));
  return [...known.values()].filter(({ better, worse }) => better.trim() !== '' && worse.trim() !== '');
}
