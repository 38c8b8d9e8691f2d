// Aspects that an author chose, and whether a text keeps them. In: typed words, a text. Out: aspects; those the text leaves out. Pure.

export const aspectNames = ['career', 'aspiration', 'traits', 'skill'] as const;
export type AspectName = (typeof aspectNames)[number];
export type Aspects = Readonly<Partial<Record<AspectName, string>>>;

/** `career: baker; skill: juggling`, one a line or with `;` between. Without names they are taken in the order of the list. */
export function readAspects(words: string): Aspects {
  const parts = words
    .split(/[\n;]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const found: Partial<Record<AspectName, string>> = {};
  for (const part of parts) {
    const [, said = '', text = ''] = /^([\p{L} ]+?)\s*:\s*(.+)$/u.exec(part) ?? [];
    const named = aspectNames.find((name) => sameWord(name, said));
    const free = aspectNames.find((name) => found[name] === undefined);
    if (named) found[named] = text;
    else if (free) found[free] = part;
  }
  return found;
}

function sameWord(name: string, said: string): boolean {
  const plain = (word: string) => word.toLowerCase().replace(/s$/u, '');
  return plain(name) === plain(said.trim());
}

/** Aspects of which the text has fewer than half of the words that carry meaning. */
export function omittedAspects(aspects: Aspects, text: string): readonly AspectName[] {
  const has = new Set(stems(text));
  return aspectNames.filter((name) => {
    const wanted = stems(aspects[name] ?? '');
    const met = wanted.filter((stem) => has.has(stem));
    return wanted.length > 0 && met.length * 2 < wanted.length;
  });
}

/** Words of four letters and more by their first five: `baker`, `bakery` and `bakers` are one. */
function stems(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).map((word) => word.slice(0, 5));
}
