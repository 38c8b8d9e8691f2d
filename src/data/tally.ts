// What becomes of talks and rows, counted while an export is made: how many went out, what was left and removed and why, who said it. Bounded: of each
// reason so many talks are named. A plain value, so that an export that was stopped goes on counting where it stood.

/** Talks that are named for a reason. */
const named = 5;
/** Reasons, models and versions that are told apart; the rest is counted as one. */
const kinds = 200;

export interface Reason {
  readonly why: string;
  readonly times: number;
  /** Ids of the first talks. */
  readonly talks: readonly string[];
}

export interface Tally {
  talks: number;
  /** Talks of which a row went out. */
  used: number;
  /** By the name of the part. */
  rows: Record<string, number>;
  /** By why; of talks and what is in them. */
  left: Record<string, { times: number; talks: string[] }>;
  /** By why; of rows. */
  removed: Record<string, { times: number; talks: string[] }>;
  /** Talks whose persona's replies are of this model. */
  models: Record<string, number>;
  /** Talks in which this version of the persona was in play. */
  hashes: Record<string, number>;
  /** Identifiers replaced by a word. */
  replaced: number;
  longest: number;
}

export function newTally(parts: readonly string[]): Tally {
  return {
    talks: 0,
    used: 0,
    rows: Object.fromEntries(parts.map((part) => [part, 0])),
    left: {},
    removed: {},
    models: {},
    hashes: {},
    replaced: 0,
    longest: 0,
  };
}

export function because(reasons: Tally['left'], why: string, talk: string): void {
  const key = Object.hasOwn(reasons, why) || Object.keys(reasons).length < kinds ? why : 'Other reasons.';
  if (!Object.hasOwn(reasons, key)) reasons[key] = { times: 0, talks: [] };
  const reason = reasons[key];
  if (!reason) return;
  reason.times++;
  if (reason.talks.length < named && !reason.talks.includes(talk)) reason.talks.push(talk);
}

export function countEach(counts: Record<string, number>, names: readonly string[]): void {
  for (const name of names) {
    const key = Object.hasOwn(counts, name) || Object.keys(counts).length < kinds ? name : 'others';
    counts[key] = (Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0) + 1;
  }
}

/** The most frequent first. */
export function reasonsIn(reasons: Tally['left']): readonly Reason[] {
  return Object.entries(reasons)
    .map(([why, { times, talks }]) => ({ why, times, talks }))
    .sort((a, b) => b.times - a.times || (a.why < b.why ? -1 : 1));
}
