// How a model marks what it thinks and what it says, and how such an answer is read: each line under the mark before it. What stands
// under a mark we do not know is neither thought nor said: it comes back as trouble. Never throws, guesses nothing.

export const thinksMark = '[thinks]';
export const saysMark = '[says]';

/** What the model is told, where thoughts are wanted. */
export const howToThink = `First write a line that begins with ${thinksMark}: what you think and nobody hears. Then a line that begins with ${saysMark}: what you say aloud. Use no other marks in brackets at the start of a line.`;

export interface MarkedReply {
  /** Empty where nothing was thought. */
  readonly thought: string;
  /** Empty where nothing was said. */
  readonly said: string;
  /** Marks that mean nothing here, each with the text that stood under it, in order. */
  readonly odd: readonly { readonly mark: string; readonly text: string }[];
}

const markAt = /^[ \t]*\[([^\][\n]{0,40})\][ \t]*:?[ \t]*/u;
const marks: Readonly<Record<string, 'thought' | 'said'>> = {
  thinks: 'thought',
  thinking: 'thought',
  says: 'said',
  speaking: 'said',
};

/** Text before any mark is said: a model that marks nothing has only spoken. */
export function readMarked(reply: string): MarkedReply {
  const parts: { to: 'thought' | 'said' | 'odd'; mark: string; lines: string[] }[] = [];
  for (const line of reply.split(/\r\n|\n|\r/)) {
    const found = markAt.exec(line);
    const word = found?.[1]?.trim().toLowerCase() ?? '';
    if (found) {
      const to = Object.hasOwn(marks, word) ? (marks[word] ?? 'odd') : 'odd';
      parts.push({ to, mark: `[${found[1]?.trim() ?? ''}]`, lines: [line.slice(found[0].length)] });
    } else if (parts.length > 0) parts.at(-1)?.lines.push(line);
    else parts.push({ to: 'said', mark: '', lines: [line] });
  }
  const textOf = (to: 'thought' | 'said') =>
    parts
      .filter((part) => part.to === to)
      .map(({ lines }) => lines.join('\n').trim())
      .filter((text) => text !== '')
      .join('\n\n');
  const odd = parts.filter(({ to }) => to === 'odd');
  return {
    thought: textOf('thought'),
    said: textOf('said'),
    odd: odd.map(({ mark, lines }) => ({ mark, text: lines.join('\n').trim() })),
  };
}

/** As much of an unfinished reply as is surely said: the last line counts only where it cannot become a mark any more. */
export function saidSoFar(partial: string): string {
  const end = partial.lastIndexOf('\n') + 1;
  const last = partial.slice(end);
  const open = /^[ \t]*(?:$|\[[^\]\n]*$)/u.test(last);
  return readMarked(open ? partial.slice(0, end) : partial).said;
}
