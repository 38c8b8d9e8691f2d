// Candidates of one round with the three verdicts on each, in the order the critics leave them: winner, those it beat, those that a gate closed, those that
// no critic was asked about. In: verdicts, their ranking. Out: a table, and words for one candidate. Pure; no overall score is made.
import type { Table } from '../table.ts';
import type { Criticised, Ranked } from './gated-critics.ts';

/** `unheard`: why no critic was asked, by id. */
export function candidateTable(
  title: string,
  verdicts: readonly Criticised[],
  ranked: Ranked,
  unheard: ReadonlyMap<string, string>,
): Table {
  const of = (id: string) => verdicts.find((one) => one.id === id);
  const ids = [...ranked.order, ...ranked.out.map(({ id }) => id)];
  return {
    title,
    columns: ['candidate', 'quality', 'faithful', 'harm', 'what became of it'],
    rows: [
      ...ids.map((id) => [id, ...cellsOf(of(id)), id === ranked.order[0] ? 'wins' : whyPassed(id, ranked)]),
      ...[...unheard].map(([id, why]) => [id, '', '', '', why]),
    ],
  };
}

/** Why another was chosen. */
export function whyPassed(id: string, { order, out }: Ranked): string {
  const closed = out.find((one) => one.id === id);
  return closed ? `out: ${closed.why}` : `${order[0]} is better`;
}

/** As in `quality 0.80, faithful, harm 0.01`. */
export function marksOf({ quality, faithful, toxicity }: Criticised): string {
  const said = faithful === undefined ? 'unread' : faithful ? 'faithful' : 'not faithful';
  return `quality ${markOf(quality)}, ${said}, harm ${markOf(toxicity)}`;
}

function cellsOf(one: Criticised | undefined): readonly string[] {
  const faithful = one?.faithful === undefined ? '?' : one.faithful ? 'yes' : 'no';
  return [markOf(one?.quality), faithful, markOf(one?.toxicity)];
}

/** `?`: nobody could read what the critic said. */
function markOf(mark: number | undefined): string {
  return mark === undefined ? '?' : mark.toFixed(2);
}
