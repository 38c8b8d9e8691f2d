// How far a text went astray from another: the words to change, take away or put in, as a share of the longer one's (Levenshtein's distance
// over words). 0: the same words; 1: nothing in common.

export function textDrift(from: string, to: string): number {
  const a = from.split(/\s+/u).filter(Boolean);
  const b = to.split(/\s+/u).filter(Boolean);
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 0;
  let row = b.map((_, at) => at + 1);
  a.forEach((word, at) => {
    let diagonal = at;
    let left = at + 1;
    row = row.map((above, column) => {
      const best = Math.min(above + 1, left + 1, diagonal + (word === b[column] ? 0 : 1));
      diagonal = above;
      left = best;
      return best;
    });
  });
  return (row.at(-1) ?? a.length) / longer;
}
