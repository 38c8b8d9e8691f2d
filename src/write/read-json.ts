// JSON out of what a model wrote: with prose around it, in a fence, twice. The last object or list that can be read counts. Never throws.

/** The value, or undefined where no object or list can be read. */
export function lastJson(text: string): unknown {
  const whole = parsed(text.trim());
  if (isContainer(whole)) return whole;
  // From the end: the last bracket that closes, then the opening that makes it whole, the outermost first.
  let tries = 0;
  for (let end = lastClose(text, text.length); end >= 0 && tries++ < mostEnds; end = lastClose(text, end)) {
    const open = text[end] === '}' ? '{' : '[';
    const starts = startsOf(text, open, end);
    for (const start of starts) {
      const value = parsed(text.slice(start, end + 1));
      if (isContainer(value)) return value;
    }
  }
  return undefined;
}

/** More openings than any answer of ours has are not tried: each costs a reading. */
const mostTries = 200;
const mostEnds = 50;

function lastClose(text: string, before: number): number {
  return Math.max(text.lastIndexOf('}', before - 1), text.lastIndexOf(']', before - 1));
}

/** Openings before `end` at the same depth or above, outermost first: a walk back that counts brackets. */
function startsOf(text: string, open: string, end: number): number[] {
  const starts: number[] = [];
  for (let at = text.lastIndexOf(open, end); at >= 0 && starts.length < mostTries; ) {
    starts.unshift(at);
    at = at === 0 ? -1 : text.lastIndexOf(open, at - 1);
  }
  return starts;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
