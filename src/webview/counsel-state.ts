// What was asked about replies: those that were refined, those that were weighed against each other. In: the events of the talk. Out: the latest of
// each, by id of the reply. Pure.
import type { CounselNote, RefinedNote, WeighedNote } from '../play/counsel-notes.ts';
import type { PanelEvent } from '../wire/preview-protocol.ts';
import type { Part } from './parts.ts';
import type { PanelChange } from './state.ts';

export interface CounselState {
  /** By the new version where there is one, else by the reply that was criticised. */
  readonly refined: ReadonlyMap<string, RefinedNote>;
  /** One for each two replies. */
  readonly weighed: readonly WeighedNote[];
}

const none: CounselState = { refined: new Map(), weighed: [] };

export const counselPart: Part<CounselState> = {
  first: none,
  reduce(part, change: PanelChange) {
    if (change.type === 'snapshot') return change.snapshot.events.reduce(applied, none);
    return change.type === 'play' ? change.events.reduce(applied, part) : part;
  },
};

/** The weighing of these two, whichever was A. */
export function weighingOf({ weighed }: CounselState, one: string, other: string): WeighedNote | undefined {
  return weighed.find(({ turns }) => turns.includes(one) && turns.includes(other));
}

/** Every two that the reader picked the better one of and the judge did as well: in how many they agree. */
export function agreement(
  { weighed }: CounselState,
  picks: readonly (readonly [string, string])[],
): { readonly agree: number; readonly of: number } {
  const both = picks.flatMap(([chosen, other]) => {
    const better = weighed.find(({ turns }) => turns.includes(chosen) && turns.includes(other))?.better;
    return better === undefined ? [] : [better === chosen];
  });
  return { agree: both.filter((same) => same).length, of: both.length };
}

function applied(part: CounselState, event: PanelEvent): CounselState {
  if (event.type !== 'noted') return part;
  const { note } = event;
  return note.kind === 'refined' || note.kind === 'weighed' ? withNote(part, note) : part;
}

function withNote(part: CounselState, note: CounselNote): CounselState {
  if (note.kind === 'refined') return { ...part, refined: new Map(part.refined).set(note.turn ?? note.of, note) };
  const [one, other] = note.turns;
  const others = part.weighed.filter(({ turns }) => !(turns.includes(one) && turns.includes(other)));
  return { ...part, weighed: [...others, note] };
}
