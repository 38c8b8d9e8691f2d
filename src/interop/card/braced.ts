// Where a text has something in double braces, others inside of it or not. Text in, ranges out, in one pass over it.

export interface Braced {
  readonly from: number;
  /** Behind the closing braces. */
  readonly to: number;
}

/** How deep one may stand in another; deeper ones are words. */
export const deepestBraces = 20;

/** The outermost ones, in order; braces that are never closed are words. */
export function braced(text: string): readonly Braced[] {
  if (!text.includes('{{')) return [];
  const open: { readonly at: number; readonly width: 1 | 2 }[] = [];
  const found: Braced[] = [];
  let pairs = 0;
  for (const { 0: run, index } of text.matchAll(/\{+|\}+/gu)) {
    if (run.startsWith('{')) {
      // Of an odd number the first stands alone: `{{{user}}}` is a name in one brace more.
      if (run.length % 2 === 1) open.push({ at: index, width: 1 });
      for (let at = index + (run.length % 2); at < index + run.length; at += 2) {
        open.push({ at, width: 2 });
        pairs++;
      }
      continue;
    }
    for (let left = run.length; left > 0 && open.length > 0; ) {
      // Two that close are those of the name, whatever single brace was left open in it.
      while (left === 2 && open.at(-1)?.width === 1 && pairs > 0) open.pop();
      const last = open.at(-1);
      if (!last || (last.width === 2 && left === 1)) break;
      open.pop();
      left -= last.width;
      if (last.width === 1) continue;
      pairs--;
      add(found, { from: last.at, to: index + run.length - left });
    }
  }
  return found;
}

/** Those inside of it are found before it. */
function add(found: Braced[], one: Braced): void {
  while ((found.at(-1)?.from ?? -1) > one.from) found.pop();
  found.push(one);
}
