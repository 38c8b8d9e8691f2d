// What a list of talks shows of each, from the records as they were appended. In: one record after another. Out: a summary.
// Shared by every store, so that a talk is counted the same wherever it is kept.
import type { Turn } from './events.ts';
import type { TalkSummary, TraceRecord } from './trace.ts';

/** The little of a record that a summary needs: small enough to be kept beside it. */
export type Gist =
  | {
      readonly type: 'talk';
      readonly id: string;
      readonly at: string;
      readonly persona: string;
      readonly personaUri: string;
    }
  | {
      readonly type: 'turn';
      readonly turn: string;
      readonly after?: string;
      /** In the tree, not on the path. */
      readonly beside?: true;
      readonly broken: number;
      readonly model?: string;
    }
  /** The talk was played afresh in this language. */
  | { readonly type: 'language'; readonly language: string }
  | { readonly type: 'removed'; readonly turns: readonly string[] }
  | { readonly type: 'moved'; readonly to?: string };

/** Undefined where a record adds nothing to a summary. */
export function gistOf(record: TraceRecord): Gist | undefined {
  switch (record.type) {
    case 'talk': {
      const { type, id, at, persona, personaUri } = record;
      return { type, id, at, persona, personaUri };
    }
    case 'turn':
    case 'reply':
      return gistOfTurn(record.turn);
    case 'removed':
      return { type: 'removed', turns: record.turns };
    case 'moved':
      return { type: 'moved', ...(record.to === undefined ? {} : { to: record.to }) };
    case 'note':
      return record.note.kind === 're-enactment' ? { type: 'language', language: record.note.language } : undefined;
    default:
      return undefined;
  }
}

function gistOfTurn(turn: Turn): Gist {
  const broken = (turn.verdicts ?? []).filter(({ state }) => state === 'broken').length;
  const { id, after, beside } = turn;
  return {
    type: 'turn',
    turn: id,
    ...(after ? { after } : {}),
    ...(beside ? { beside: true as const } : {}),
    broken,
    // `model` is the persona's; a simulated user's is no news of the talk.
    ...(turn.model && turn.speaker !== 'user' ? { model: turn.model.label } : {}),
  };
}

/**
 * The summary of one talk from its gists, in order. Turns taken away do not count; a turn told twice counts once, as told last.
 * `model` is that of the last reply that stands.
 */
export function summarize(talk: string, gists: Iterable<Gist>): TalkSummary {
  let head = { at: '', persona: '', personaUri: '' };
  let turns = new Map<string, Gist & { type: 'turn' }>();
  const all = new Map(turns);
  let language: string | undefined;
  let end: string | undefined;
  for (const gist of gists) {
    if (gist.type === 'talk') head = { at: gist.at, persona: gist.persona, personaUri: gist.personaUri };
    if (gist.type === 'turn') {
      const { turn, after } = gist;
      const elsewhere = end !== undefined && after !== undefined && after !== end && !turns.has(turn) && all.has(after);
      all.set(turn, gist);
      if (gist.beside) continue;
      // Another window spoke from elsewhere in the same talk.
      if (elsewhere) turns = pathOf(all, after);
      turns.set(turn, gist);
      end = turn;
    }
    if (gist.type === 'language') language = gist.language;
    if (gist.type === 'removed') for (const turn of gist.turns) turns.delete(turn);
    if (gist.type === 'moved') turns = pathOf(all, gist.to);
    if (gist.type === 'removed' || gist.type === 'moved') end = undefined;
  }
  const standing = [...turns.values()];
  const model = standing.findLast((turn) => turn.model !== undefined)?.model;
  const broken = standing.reduce((sum, turn) => sum + turn.broken, 0);
  return { id: talk, ...head, turns: turns.size, model, broken, ...(language === undefined ? {} : { language }) };
}

/** The turns from the first to this one. */
function pathOf<T extends { readonly turn: string; readonly after?: string }>(
  all: ReadonlyMap<string, T>,
  to: string | undefined,
): Map<string, T> {
  const path = new Map<string, T>();
  for (let id = to; id !== undefined && !path.has(id); ) {
    const gist = all.get(id);
    if (!gist) break;
    path.set(id, gist);
    id = gist.after;
  }
  return new Map([...path].reverse());
}

/** Newest first; talks begun at one moment in the order of their ids. */
export function newestFirst(summaries: readonly TalkSummary[]): readonly TalkSummary[] {
  return summaries.toSorted((a, b) => (a.at === b.at ? compare(a.id, b.id) : compare(b.at, a.at)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
