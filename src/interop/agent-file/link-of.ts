// A link of Markdown and the place of its address in the text. The reader of Markdown gives the address decoded and without a place.
import type { Range } from '../../base/range.ts';
import type { Link } from './agent-file.ts';

/** @param from where the words of the link end: its address stands behind them. */
export function linkOf(text: string, target: string, range: Range, image: boolean, from: number): Link {
  const at = target === '' ? -1 : text.slice(from, range.end).indexOf(target);
  const targetRange = at < 0 ? range : { start: from + at, end: from + at + target.length };
  return { range, target, targetRange, image };
}
