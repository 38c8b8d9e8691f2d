// What an author chose, as triples: the words, the better answer, the worse one. In: records of a talk, a review. Out: triples, each once, with where
// it came from. No reason is in them: what makes the one better is nowhere written.
import type { PlayEvent, Turn } from '../../play/events.ts';
import type { Note } from '../../play/notes.ts';
import { type Preference, withoutPair } from '../../play/preference.ts';
import { eventsOf } from '../../play/restore.ts';
import { thumbsOf } from '../../play/thumbs.ts';
import type { TraceRecord } from '../../play/trace.ts';
import { alternativesOf, pathTo } from '../../play/tree.ts';
import type { ReviewRow } from '../review.ts';

export interface Choice {
  /** What both answer: the last words before them, or the place in the file. Never a prompt: that holds the rules. */
  readonly x: string;
  readonly better: string;
  readonly worse: string;
  readonly from: 'preferred' | 'edited' | 'accepted' | 'rejected' | 'chosen';
}

/** Picks of an author or a judge that still count, replies that were written over, and of two to one line the liked over the disliked one. */
export function choicesOfTalk(records: readonly TraceRecord[]): readonly Choice[] {
  return choicesOfEvents(eventsOf(records));
}

/** What was picked of two, as far as it still counts. */
export function picksOfTalk(records: readonly TraceRecord[]): readonly Preference[] {
  return picksOf(eventsOf(records));
}

function picksOf(events: readonly PlayEvent[]): readonly Preference[] {
  return events.reduce<readonly Preference[]>((picks, event) => {
    if (event.type === 'preferred') return [...withoutPair(picks, event.preference.turns), event.preference];
    return event.type === 'withdrawn' ? withoutPair(picks, event.turns) : picks;
  }, []);
}

/** As `choicesOfTalk`, of a talk that is going on. */
export function choicesOfEvents(events: readonly PlayEvent[]): readonly Choice[] {
  const turns = new Map<string, Turn>();
  const notes: Note[] = [];
  for (const event of events) {
    if (event.type === 'noted') notes.push(event.note);
    else if (event.type === 'turn' || event.type === 'replied') turns.set(event.turn.id, event.turn);
  }
  const picks = picksOf(events);
  const tree = [...turns.values()];
  const preferred = picks.map(({ prompt, chosen, rejected }): Choice => {
    const x = prompt.findLast(({ role }) => role === 'user')?.content ?? '';
    return { x, better: chosen, worse: rejected, from: 'preferred' };
  });
  const edited = tree.flatMap((turn): Choice[] => {
    const old = turn.speaker === 'self' && turn.edited !== undefined ? turns.get(turn.edited) : undefined;
    if (!old || old.text === turn.text) return [];
    return [{ x: wordsBefore(tree, turn), better: turn.text, worse: old.text, from: 'edited' }];
  });
  const thumbs = thumbsOf(notes);
  const known = new Set(picks.map(({ turns: pair }) => pair.toSorted().join()));
  const liked = tree.flatMap((turn): Choice[] => {
    if (thumbs.get(turn.id) !== 'up') return [];
    const others = alternativesOf(tree, turn).filter(({ id }) => thumbs.get(id) === 'down');
    const x = wordsBefore(tree, turn);
    return others
      .filter(({ id }) => !known.has([turn.id, id].toSorted().join()))
      .map((other) => ({ x, better: turn.text, worse: other.text, from: 'preferred' }));
  });
  return distinct([...preferred, ...edited, ...liked]);
}

function wordsBefore(tree: readonly Turn[], turn: Turn): string {
  return pathTo(tree, turn.id).findLast(({ speaker }) => speaker !== 'self')?.text ?? '';
}

/**
 * An accepted change is better than what stood there, a rejected one worse; of two for one place the accepted one is the better. Changes of rules and
 * tests are left out: they say what is better in words, and no criterion may be among the choices.
 */
export function choicesOfReview(all: readonly ReviewRow[]): readonly Choice[] {
  const rows = all.filter(
    ({ patch, state }) =>
      // What the run passed over and the author left so was chosen by nobody.
      (patch.passedOver === undefined || state === 'accepted') && !saysCriteria(patch.title),
  );
  const changes = rows.flatMap(({ patch, state, beside }): Choice[] => {
    const { title: x, before, after } = patch;
    if (before === undefined || after === undefined) return [];
    if (state === 'accepted') return [{ x, better: after, worse: before, from: 'accepted' }];
    // What gave way to another was rejected by nobody: which was chosen over it says more.
    return state === 'rejected' && !beside ? [{ x, better: before, worse: after, from: 'rejected' }] : [];
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

/** `x` of a change: of a rule, with its checks, or of a test. */
export function saysCriteria(x: string): boolean {
  return /^(rules|test)(?![^\s›])/u.test(x);
}

function distinct(all: readonly Choice[]): readonly Choice[] {
  const known = new Map(all.map((one) => [JSON.stringify([one.x, one.better, one.worse]), one]));
  return [...known.values()].filter(({ better, worse }) => better.trim() !== '' && worse.trim() !== '');
}
