// How much of each reply its speaker had said before, by runs of four words. In: replies in their order. Out: shares. Pure; a talk that
// grew by a line is not read again from its beginning.
import type { TurnEntry } from './talk-state.ts';

const runLength = 4;

/** What was reckoned last, to go on from. */
interface Reckoned {
  readonly lines: TurnEntry[];
  readonly shares: (number | undefined)[];
  /** Runs said so far, by speaker. */
  readonly said: Map<string, Set<string>>;
}

let latest: Reckoned = { lines: [], shares: [], said: new Map() };

/**
 * For each reply the share of its runs of four words that stand in an earlier reply of the same speaker:
 * `|{ i : g_i in G }| / (n - 3)`, where `g_i` are the `n - 3` runs of its `n` words and `G` all runs of the speaker's replies before it.
 * Words are runs of letters, marks and digits, whatever the case. Undefined for a reply of fewer than four words.
 */
export function repetitionOf(replies: readonly TurnEntry[]): readonly (number | undefined)[] {
  const grown = latest.lines.length <= replies.length && latest.lines.every((line, at) => line === replies[at]);
  if (!grown) latest = { lines: [], shares: [], said: new Map() };
  for (const line of replies.slice(latest.lines.length)) {
    latest.lines.push(line);
    latest.shares.push(shareOf(line, latest.said));
  }
  return latest.shares.slice();
}

function shareOf({ turn }: TurnEntry, said: Map<string, Set<string>>): number | undefined {
  const words = wordsOf(turn.text);
  const known = said.get(turn.speaker) ?? new Set();
  said.set(turn.speaker, known);
  const runs = words.slice(runLength - 1).map((_, at) => words.slice(at, at + runLength).join(' '));
  const again = runs.filter((run) => known.has(run)).length;
  for (const run of runs) known.add(run);
  return runs.length === 0 ? undefined : again / runs.length;
}

/** Words as they are counted here, small. */
export function wordsOf(text: string): readonly string[] {
  return text.toLocaleLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
