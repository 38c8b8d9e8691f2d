// Tokens as they are found, in any order and nested: a list to add to. Out of it come tokens in order, none over another, none over two lines.
import { type Range, range } from '../../../base/range.ts';
import type { SourceText } from '../../../lang/source-text.ts';
import type { Token, TokenModifier, TokenType } from './legend.ts';

export class Tokens {
  readonly #found: Token[] = [];

  add({ start, end }: Range, type: TokenType, modifier?: TokenModifier): void {
    if (start < end) this.#found.push({ start, end, type, modifier });
  }

  /** A part of a text, from `start` to `end` of its value: a token on each of its lines. */
  addIn(text: SourceText, start: number, end: number, type: TokenType, modifier?: TokenModifier): void {
    for (const segment of text.segments) {
      const from = Math.max(start, segment.at);
      const to = Math.min(end, segment.at + segment.length);
      if (from < to)
        this.add(range(segment.start + from - segment.at, segment.start + to - segment.at), type, modifier);
    }
  }

  /** What lies inside another token cuts it in two. */
  inOrder(): readonly Token[] {
    const waiting = this.#found.sort((a, b) => b.start - a.start || a.end - b.end);
    const out: Token[] = [];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const last = out.at(-1);
      if (last && next.start < last.end) {
        out.pop();
        if (last.start < next.start) out.push({ ...last, end: next.start });
        if (next.end < last.end) putBack(waiting, { ...last, start: next.end });
      }
      out.push(next);
    }
    return out;
  }
}

/** Into a list that is sorted from the last token to the first. */
function putBack(waiting: Token[], token: Token): void {
  let at = waiting.length;
  while (at > 0 && (waiting[at - 1] as Token).start < token.start) at--;
  waiting.splice(at, 0, token);
}
