// The words of a paragraph, heading or bullet without their markup, in pieces that each have a place in the text. Pictures and HTML are left out.
import type { Nodes } from 'mdast';
import type { Range } from '../../base/range.ts';
import type { Piece, Words } from './agent-file.ts';

/** @param base where the Markdown begins in `text`. */
export function wordsOf(text: string, node: Nodes, base: number): Words {
  const pieces: Piece[] = [];
  collect(node);
  return { range: placeOf(node), text: pieces.map((piece) => piece.text).join(''), pieces };

  function collect(each: Nodes): void {
    if (each.type === 'text' || each.type === 'inlineCode')
      pieces.push(...linesOf(text, each.value, placeOf(each), each.type === 'inlineCode'));
    else if (each.type === 'break') pieces.push({ text: '\n', range: placeOf(each), code: false });
    else if ('children' in each) for (const child of each.children) collect(child);
  }

  function placeOf(each: Nodes): Range {
    const start = each.position?.start.offset ?? 0;
    return { start: base + start, end: base + (each.position?.end.offset ?? start) };
  }
}

/**
 * Lines of a value, each found in its source in turn, as indentation and the marks of a quote are not in it. Where an escape or an entity stands in a
 * line, it is found up to there and its place ends where the next piece begins.
 */
function linesOf(text: string, value: string, { start, end }: Range, code: boolean): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const part of value.split(/(\r\n|\r|\n)/u)) {
    if (part === '') continue;
    const found = text.slice(at, end).indexOf(part);
    const from = found < 0 ? at : at + found;
    const to = found < 0 ? restOf(text, at, end) : from + part.length;
    pieces.push({ text: part, range: { start: from, end: to }, code });
    at = to;
  }
  return pieces;
}

/** To the end of the line. */
function restOf(text: string, at: number, end: number): number {
  const line = /^[^\r\n]*/u.exec(text.slice(at, end))?.[0].length ?? 0;
  return at + line;
}
