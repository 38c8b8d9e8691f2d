// Choices as text, one JSON object a line, and back: what an author decided in one run is there for the next. In: text, choices. Out: the same. A line that
// is no choice is passed over. Never throws.
import { type Choice, saysCriteria } from './choices.ts';

/** Choices of one file that are kept, the newest. */
export const mostKept = 200;

export function readChoices(text: string): readonly Choice[] {
  return text.split(/\r\n|\n|\r/u).flatMap((line) => {
    const choice = line.trim() === '' ? undefined : readChoice(parsed(line));
    return choice ? [choice] : [];
  });
}

export function writeChoices(choices: readonly Choice[]): string {
  return choices.map((choice) => `${JSON.stringify(choice)}\n`).join('');
}

/** Those that are known with those that were made now, each once, the newest last. What was decided otherwise since holds as it was decided last. */
export function moreChoices(known: readonly Choice[], fresh: readonly Choice[]): readonly Choice[] {
  const pair = ({ x, better, worse }: Choice) => JSON.stringify([x, ...[better, worse].toSorted()]);
  const now = new Set(fresh.map(pair));
  return [...known.filter((one) => !now.has(pair(one))), ...fresh].slice(-mostKept);
}

/** A value that was a choice when it was kept. */
export function readChoice(value: unknown): Choice | undefined {
  const { x, better, worse, from } = (value ?? {}) as Partial<Record<keyof Choice, unknown>>;
  if (typeof x !== 'string' || typeof better !== 'string' || typeof worse !== 'string') return undefined;
  if (better.trim() === '' || worse.trim() === '' || better === worse) return undefined;
  const known = sources.find((source) => source === from);
  // Kept before changes of rules were left out.
  if (!known || (ofReviews.includes(known) && saysCriteria(x))) return undefined;
  return { x, better, worse, from: known };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const ofReviews: readonly Choice['from'][] = ['accepted', 'rejected', 'chosen'];
const sources: readonly Choice['from'][] = ['preferred', 'edited', ...ofReviews];
