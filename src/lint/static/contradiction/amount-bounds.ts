// How much of each unit a reply must have at least and may have at most, from amounts asked for and from texts it must hold.
import { characterStarts, lineStarts, questionStarts } from '../../../rules/amounts.ts';
import { lowerCase } from '../../../rules/fold.ts';
import { isUnspaced, splitWords } from '../../../rules/words.ts';
import { partOf } from './atom-logic.ts';
import type { Atom, Counted } from './demand.ts';

/** Whether the amounts of these atoms, all of them asked for, leave no number. */
export function amountsClash(atoms: readonly Atom[]): boolean {
  const high = new Map<Counted, number>();
  const low = new Map<Counted, number>();
  for (const atom of atoms) {
    if (atom.is !== 'amount') continue;
    high.set(atom.unit, Math.min(atom.high, high.get(atom.unit) ?? Number.POSITIVE_INFINITY));
    low.set(atom.unit, Math.max(atom.low, low.get(atom.unit) ?? 0));
  }
  if (high.size === 0) return false;
  const raise = (unit: Counted, least: number) => low.set(unit, Math.max(least, low.get(unit) ?? 0));
  const texts = atoms.flatMap((atom) => partOf(atom) ?? []).map(({ text }) => lowerCase(text));
  for (const unit of ['words', 'lines', 'characters', 'questions'] as const) {
    if (texts.length > 0) raise(unit, leastOfAll(texts, leasts[unit]));
  }
  // A line has a word; two letters that count as words may be one character in Thai; between two questions or sentences
  // stands something else.
  raise('words', low.get('lines') ?? 0);
  raise('characters', (low.get('words') ?? 0) / 2);
  raise('characters', 2 * (low.get('questions') ?? 0) - 1);
  raise('characters', 2 * (low.get('sentences') ?? 0) - 1);
  return [...high].some(([unit, most]) => (low.get(unit) ?? 0) > most);
}

type Least = (text: string) => number;

/** At least so much has every text that holds this one. */
const leasts: Readonly<Record<'words' | 'lines' | 'characters' | 'questions', Least>> = {
  words: (text) => {
    if (!isUnspaced(text)) return splitWords(text).length;
    return [...text].filter((char) => isUnspaced(char)).length;
  },
  lines: (text) => lineStarts(text).length,
  // Beside other letters the first or last of these may become part of what stands there.
  characters: (text) => characterStarts(text).length - (/^[ -~\n]*$/.test(text) ? 0 : 2),
  questions: (text) => questionStarts(text).length,
};

/** The least of a text that holds all of these: of one, or of two set together as closely as they go. */
function leastOfAll(texts: readonly string[], least: Least): number {
  let best = 0;
  texts.forEach((x, index) => {
    best = Math.max(best, least(x));
    for (const y of texts.slice(0, index)) {
      if (x.includes(y) || y.includes(x) || x.length + y.length > 4000) continue;
      best = Math.max(best, Math.min(...merged(x, y).map(least), ...merged(y, x).map(least)));
    }
  });
  return best;
}

/** `x` and then `y`, sharing nothing, or as much as the end of the one is the beginning of the other. */
function merged(x: string, y: string): string[] {
  const found = [x + y];
  for (let shared = 1; shared < Math.min(x.length, y.length); shared++) {
    if (x.endsWith(y.slice(0, shared))) found.push(x + y.slice(shared));
  }
  return found;
}
