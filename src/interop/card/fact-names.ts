// Names for facts, from what a lorebook calls its entries: such as the language can read, none twice, none that means something else.
import { nameKey, readName } from '../../lang/name.ts';
import { entryRow } from '../../lang/vocabulary.ts';

/**
 * One name for each, in order. What is a name already stays one, whatever stands before it: an entry has to be found again by the name that it was
 * imported under, in any order, among any others.
 */
export function factNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const names = wanted.map((text) => {
    if (!isName(text) || taken.has(nameKey(text))) return undefined;
    taken.add(nameKey(text));
    return text;
  });
  return wanted.map((text, index) => {
    const own = names[index];
    if (own !== undefined) return own;
    const plain = plainName(text) || 'fact';
    const base = entryRow('knows', nameKey(plain)) ? `fact ${plain}` : plain;
    for (let number = 1; ; number++) {
      const name = number === 1 ? base : `${base} ${number}`;
      if (taken.has(nameKey(name))) continue;
      taken.add(nameKey(name));
      return name;
    }
  });
}

/** Whether the language reads it as it is, and as nothing else. */
function isName(text: string): boolean {
  const spelled = text === text.replace(/\s+/gu, ' ').trim();
  return spelled && reads(text) && !entryRow('knows', nameKey(text));
}

function reads(name: string): boolean {
  return readName(`${name}:`, 0, name.length + 1)?.name.text === name;
}

/** At most fifty characters, so that a number has place behind it; empty where nothing of it can be a name. */
function plainName(text: string): string {
  const words = text
    .replace(/[^\p{L}\p{M}\p{N} '_.-]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const name = Array.from(words.replace(/^[^\p{L}\p{N}]+/u, ''))
    .slice(0, 50)
    .join('')
    .trim();
  return reads(name) ? name : '';
}
