// What each word of a file is: blocks, entries, names and where they are used, allowed words, check phrases and patterns. A read text in,
// tokens out, as offsets or as the numbers of the protocol. Prose has none, nor has a word that is wrong where it stands. A unit that an edit
// left alone keeps its tokens.
import { append } from '../../../base/append.ts';
import { LineTable } from '../../../base/line-table.ts';
import { overlaps, type Range, range } from '../../../base/range.ts';
import { type Memory, recall, recallAll } from '../../../lang/memory.ts';
import type { Parsed } from '../../../lang/parsed.ts';
import type { Unit } from '../../../lang/unit.ts';
import { encodeTokens } from './encode.ts';
import type { Token } from './legend.ts';
import { type NamesElsewhere, namesFor, unitTokens } from './unit-tokens.ts';

/** @param within only units that this overlaps are looked at; the whole file where not said. */
export function semanticTokens(parsed: Parsed, within: Range = range(0, parsed.text.length + 1)): readonly Token[] {
  const found: Token[] = [];
  eachUnit(parsed, ({ tokens }, { home, length }, start) => {
    if (!overlaps(range(start, start + length), within)) return;
    for (const token of tokens)
      found.push({ ...token, start: token.start - home + start, end: token.end - home + start });
  });
  return found;
}

/** The same as numbers, five a token, counted from the token before. */
export function semanticTokenData(parsed: Parsed): number[] {
  const data: number[] = [];
  // Lines from the last token to where the unit begins.
  let down = 0;
  eachUnit(parsed, ({ numbers, lines, lastLine }) => {
    const at = data.length;
    append(data, numbers);
    if (numbers.length > 0) data[at] = (data[at] ?? 0) + down;
    down = numbers.length > 0 ? lines - lastLine : down + lines;
  });
  return data;
}

interface OfUnit {
  readonly tokens: readonly Token[];
  /** As the protocol has them, counted from the unit's first line. */
  readonly numbers: readonly number[];
  /** Line breaks in the unit, and before its last token. */
  readonly lines: number;
  readonly lastLine: number;
}

/** The last names of a file, by its memory: one and the same object as long as they are the same names. */
const lastNames = new WeakMap<Memory, NamesElsewhere>();

function namesOf({ units, memory }: Parsed): NamesElsewhere {
  const dotted = new Set<string>();
  const cast = new Set<string>();
  for (const told of recallAll(memory, namesOfUnit, units, undefined)) {
    for (const key of told.dotted) dotted.add(key);
    for (const key of told.cast) cast.add(key);
  }
  const names = { dotted: [...dotted], cast: [...cast] };
  const last = memory && lastNames.get(memory);
  if (last && JSON.stringify(last) === JSON.stringify(names)) return last;
  if (memory) lastNames.set(memory, names);
  return names;
}

/** Most units have none. */
function namesOfUnit(unit: Unit): readonly NamesElsewhere[] {
  const told = namesFor(unit);
  return told.dotted.length + told.cast.length > 0 ? [told] : none;
}

const none: readonly never[] = [];

/** What `use` makes of each unit, in order. */
function eachUnit(parsed: Parsed, use: (found: OfUnit, unit: Unit, start: number) => void): void {
  const { units, starts, text, memory } = parsed;
  const elsewhere = namesOf(parsed);
  units.forEach((unit, index) => {
    const start = starts[index] as number;
    use(recall(memory, ofUnit, unit, { elsewhere, text, start }, elsewhere), unit, start);
  });
}

function ofUnit(unit: Unit, at: { elsewhere: NamesElsewhere; text: string; start: number }): OfUnit {
  const tokens = unitTokens(unit, at.elsewhere);
  const lines = new LineTable(at.text.slice(at.start, at.start + unit.length));
  const placed = tokens.map((token) => ({ ...token, start: token.start - unit.home, end: token.end - unit.home }));
  const lastLine = lines.positionAt(placed.at(-1)?.start ?? 0).line;
  return { tokens, numbers: encodeTokens(lines, placed), lines: lines.count - 1, lastLine };
}
