// Where things stand in one unit of a text, counted from its first line, so that it holds wherever the unit moves to. In: a unit and the text as
// it is now. Out: lines and columns. Units are whole lines, so columns are those of the text.
import { LineTable, type Position } from '../../base/line-table.ts';
import type { Parsed } from '../../lang/parsed.ts';
import type { Unit } from '../../lang/unit.ts';

/** Of the text, what a unit is looked at with. */
export interface UnitPlace {
  readonly text: string;
  /** Offset of the unit's first line. */
  readonly start: number;
}

export class UnitLines {
  readonly #table: LineTable;
  readonly #home: number;

  constructor({ home, length }: Unit, { text, start }: UnitPlace) {
    this.#table = new LineTable(text.slice(start, start + length));
    this.#home = home;
  }

  /** Line breaks in the unit: so many lines further down the next one begins. */
  get count(): number {
    return this.#table.count - 1;
  }

  /** @param offset at home, as nodes have them. */
  at(offset: number): Position {
    return this.#table.positionAt(offset - this.#home);
  }

  /** The offset, at home, behind the last character of the line on which `offset` stands. */
  endOfLine(offset: number): number {
    return this.#table.startOf(this.at(offset).line + 1) - 1 + this.#home;
  }
}

/** Calls `use` with every unit in order, and where it is. */
export function eachPlacedUnit({ units, starts, text }: Parsed, use: (unit: Unit, place: UnitPlace) => void): void {
  for (let index = 0; index < units.length; index++)
    use(units[index] as Unit, { text, start: starts[index] as number });
}
