// A narrated scene round by round, as it is drawn: plans, deeds and lines of everybody, what the narrator told, where everybody is. In: the
// journal. Out: rounds. Pure.
import type { Placement } from '../play/narrated/narrated-notes.ts';
import type { StageEntry } from './stage-journal.ts';

export interface LaneRow {
  readonly actor: string;
  readonly plan: string | undefined;
  /** What they did and said, in order. */
  readonly lines: readonly string[];
}

export interface RoundShown {
  readonly round: number;
  readonly rows: readonly LaneRow[];
  /** What happened to whom and how it turned out. */
  readonly told: readonly string[];
  /** Latest of each, in the order they were placed. */
  readonly places: readonly Placement[];
  readonly sceneNow: string | undefined;
  readonly plot: string | undefined;
}

/** Empty where no synopsis was made yet. */
export function narratedRounds(journal: readonly StageEntry[]): readonly RoundShown[] {
  const rounds: RoundShown[] = [];
  const change = (how: (round: RoundShown) => RoundShown) => {
    const last = rounds.at(-1);
    if (last) rounds[rounds.length - 1] = how(last);
  };
  for (const entry of journal) {
    if ('line' in entry) {
      const { speaker, text, thought } = entry.line;
      if (thought) continue;
      if (speaker === 'narrator') change((round) => ({ ...round, told: [...round.told, text] }));
      else change((round) => ({ ...round, rows: withLine(round.rows, speaker, text) }));
      continue;
    }
    const { note } = entry;
    switch (note.kind) {
      case 'synopsis': {
        const plans = new Map(note.plans.map(({ actor, plan }) => [actor, plan]));
        const rows = note.order.map((actor) => ({ actor, plan: plans.get(actor), lines: [] }));
        rounds.push({ round: note.round, rows, told: [], places: [], sceneNow: undefined, plot: undefined });
        break;
      }
      case 'placement':
        change((round) => ({ ...round, places: [...round.places.filter(({ actor }) => actor !== note.actor), note] }));
        break;
      case 'scene-update':
        change((round) => ({ ...round, sceneNow: note.text }));
        break;
      case 'plot':
        change((round) => ({ ...round, plot: note.text }));
        break;
      default:
    }
  }
  return rounds;
}

function withLine(rows: readonly LaneRow[], actor: string, text: string): readonly LaneRow[] {
  if (!rows.some((row) => row.actor === actor)) return [...rows, { actor, plan: undefined, lines: [text] }];
  return rows.map((row) => (row.actor === actor ? { ...row, lines: [...row.lines, text] } : row));
}
