// Which character of a Markdown text each character of its rendering came from. Spans of a reply are given in the text as the
// model said it, and are shown in what the reader sees. Pure; linear, since the search for each character is bounded.

/** How far to look for a character before taking it for one that rendering made up (an entity, a typographic one). */
const reach = 400;

/**
 * For each code unit of `rendered` its offset in `source`, or -1 for one that is not there. Offsets never go back.
 * What rendering drops (marks of emphasis, a list's bullet) is passed over.
 */
export function align(source: string, rendered: string): Int32Array {
  const offsets = new Int32Array(rendered.length).fill(-1);
  let at = 0;
  for (let i = 0; i < rendered.length; i++) {
    const code = rendered.charCodeAt(i);
    const end = Math.min(source.length, at + reach);
    let found = at;
    while (found < end && !same(source.charCodeAt(found), code)) found++;
    if (found === end) continue;
    offsets[i] = found;
    at = found + 1;
  }
  return offsets;
}

/** Rendering may turn a line break into a space and the other way round. */
function same(a: number, b: number): boolean {
  return a === b || (isBlank(a) && isBlank(b));
}

function isBlank(code: number): boolean {
  return code === 10 || code === 32 || code === 13;
}
