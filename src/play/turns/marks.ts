// The marks that a model may put into a slice: `<idle>` for silence, `<yield>` where it gives the floor away. In: text as it streams.
// Out: the text without the marks, nothing of it lost. What may be the beginning of a mark is held back until it is clear.
import { idleMark } from './slice.ts';

/** Ends what the persona was saying; only where listening is wired early. */
export const yieldMark = '<yield>';

const marks = [idleMark, yieldMark];

export class MarkFilter {
  #held = '';

  /** What can be shown of the text so far that was not shown before. */
  push(text: string): string {
    const whole = withoutMarks(this.#held + text);
    const from = openMark(whole);
    this.#held = whole.slice(from);
    return whole.slice(0, from);
  }

  /** What was held back, at the end of a reply. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

/** The text without its marks. */
export function withoutMarks(text: string): string {
  return text.replace(/<(?:idle|yield)>/giu, '');
}

/** Whether nothing is said in it. `cut`: it broke off, and may be the beginning of a mark. */
export function isSilent(text: string, cut: boolean): boolean {
  const said = withoutMarks(text).trim();
  return said === '' || (cut && openMark(said) === 0);
}

/** Where a mark begins that the text ends in the middle of; the text's length where there is none. */
function openMark(text: string): number {
  const from = text.lastIndexOf('<');
  if (from < 0) return text.length;
  const tail = text.slice(from).toLowerCase();
  return marks.some((mark) => mark.startsWith(tail)) ? from : text.length;
}
