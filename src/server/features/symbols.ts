// The outline of a persona: blocks, and under them what has a name or, in dialogues, a speaker. A unit that an edit left alone keeps its
// symbol, which moves by whole lines.
import type * as lsp from 'vscode-languageserver-protocol';
import type { Position } from '../../base/line-table.ts';
import type { Range } from '../../base/range.ts';
import { recall } from '../../lang/memory.ts';
import type { Parsed } from '../../lang/parsed.ts';
import type { Member } from '../../lang/tree.ts';
import type { Unit, UnitHeader } from '../../lang/unit.ts';
import { symbolKind } from '../to-lsp.ts';
import { eachPlacedUnit, UnitLines, type UnitPlace } from './unit-lines.ts';

/** Longest text shown beside a name. */
const glimpse = 60;

export function documentSymbols(parsed: Parsed): lsp.DocumentSymbol[] {
  const found: lsp.DocumentSymbol[] = [];
  let children: lsp.DocumentSymbol[] = [];
  let block: lsp.DocumentSymbol | undefined;
  let line = 0;
  eachPlacedUnit(parsed, (unit, place) => {
    const outlined = recall(parsed.memory, outlinedUnit, unit, place);
    const symbol = outlined.symbolAt(line);
    if (unit.kind === 'block' && symbol) {
      children = [];
      block = { ...symbol, children };
      found.push(block);
    } else if (symbol) children.push(symbol);
    const { end, lines } = outlined;
    if (block && end) block.range = { start: block.range.start, end: down(end, line) };
    line += lines;
  });
  return found;
}

function outlinedUnit(unit: Unit, place: UnitPlace): OutlinedUnit {
  const lines = new UnitLines(unit, place);
  const symbol = unit.header
    ? blockSymbol(unit, unit.header, lines)
    : unit.member && memberSymbol(unit.row?.word, unit.member, lines);
  return new OutlinedUnit(lines.count, symbol, unit.end === undefined ? undefined : lines.at(unit.end));
}

/** What a unit has in the outline, in lines of its own; and where it was last. */
class OutlinedUnit {
  readonly lines: number;
  /** Where the last line ends that belongs to the block. */
  readonly end: Position | undefined;
  #symbol: lsp.DocumentSymbol | undefined;
  #line = 0;

  constructor(lines: number, symbol: lsp.DocumentSymbol | undefined, end: Position | undefined) {
    this.lines = lines;
    this.end = end;
    this.#symbol = symbol;
  }

  symbolAt(line: number): lsp.DocumentSymbol | undefined {
    const by = line - this.#line;
    if (this.#symbol && by !== 0) {
      const { range, selectionRange } = this.#symbol;
      this.#symbol = { ...this.#symbol, range: rangeDown(range, by), selectionRange: rangeDown(selectionRange, by) };
    }
    this.#line = line;
    return this.#symbol;
  }
}

function down({ line, character }: Position, by: number): Position {
  return { line: line + by, character };
}

function rangeDown({ start, end }: lsp.Range, by: number): lsp.Range {
  return { start: down(start, by), end: down(end, by) };
}

function blockSymbol({ row }: Unit, { name, title, range }: UnitHeader, lines: UnitLines): lsp.DocumentSymbol {
  const header = placed(range, lines);
  const called = title?.value.trim();
  return {
    name: called ? `${name.text} ${called}` : name.text || '(no name)',
    kind: row?.word === 'persona' ? symbolKind.class : row?.word === 'test' ? symbolKind.event : symbolKind.object,
    range: header,
    selectionRange: header,
  };
}

function memberSymbol(word: string | undefined, member: Member, lines: UnitLines): lsp.DocumentSymbol | undefined {
  const text = short(member.text.value);
  const name = member.kind === 'entry' ? member.name.text : word === 'rules' ? text : undefined;
  if (!name) return undefined;
  return {
    name,
    detail: member.kind === 'entry' ? text : '',
    kind: word === 'given' ? symbolKind.constant : member.kind === 'entry' ? symbolKind.property : symbolKind.string,
    range: placed(member.range, lines),
    selectionRange: placed(member.kind === 'entry' ? member.name.range : firstLine(member, lines), lines),
  };
}

function placed({ start, end }: Range, lines: UnitLines): lsp.Range {
  return { start: lines.at(start), end: lines.at(end) };
}

function firstLine({ range: { start, end } }: Member, lines: UnitLines): Range {
  return { start, end: Math.min(end, Math.max(start, lines.endOfLine(start))) };
}

function short(text: string): string {
  // Of a long text only so much is looked at as may be shown.
  const line = text
    .trimStart()
    .slice(0, 4 * glimpse)
    .trimEnd()
    .replace(/\s+/g, ' ');
  return line.length > glimpse ? `${line.slice(0, glimpse - 1)}…` : line;
}
