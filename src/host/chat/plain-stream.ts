// Text that comes in pieces, as Markdown that shows exactly that text: each piece of the result follows the one before. White space at the
// end of a piece waits for what comes after it, which decides what it means. Pure.
import { plainMarkdown } from '../../base/plain-markdown.ts';

/** A function that takes one piece after the other. */
export function plainStream(): (piece: string) => string {
  let all = '';
  let shown = 0;
  return (piece) => {
    all += piece;
    const whole = plainMarkdown(all.trimEnd());
    const next = whole.slice(shown);
    shown = whole.length;
    return next;
  };
}
