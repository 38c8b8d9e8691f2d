// Which passages of a persona speak to a line of the user: BM25 over folded words, and lore where its keys come up.
import MiniSearch from 'minisearch';
import { range } from '../base/range.ts';
import { firedLore } from '../lang/render/lore.ts';
import type { Passage, PassageKind } from './passages.ts';
import { splitWords } from './split-words.ts';

export interface Found {
  readonly passage: Passage;
  /** BM25, of this query alone. */
  readonly score: number;
  /** Share of the query's telling words that the passage has, 0..1. */
  readonly share: number;
  /** Those words. */
  readonly words: readonly string[];
}

export interface Finder {
  /** Passages that speak to `text`, best first; ties in the order of the file. */
  find(text: string): readonly Found[];
  /** The examples whose user line says nearly what `text` says, best first. */
  alike(text: string): readonly Passage[];
}

/** Builds the index. `common`: words that tell nothing, separated by spaces; the persona's own name is one, being how it is addressed. */
export function buildFinder(passages: readonly Passage[], common: string): Finder {
  const stop = new Set(common.split(/\s+/).flatMap((word) => [word, ...splitWords(word)]));
  const telling = (text: string) => [...new Set(splitWords(text).filter((word) => !stop.has(word)))];
  const index = new MiniSearch<Passage>({
    fields: ['about'],
    tokenize: telling,
    processTerm: (term) => term,
    searchOptions: { prefix: false, fuzzy: (term) => (/^[a-z]{6,}$/.test(term) ? 0.17 : false) },
  });
  index.addAll(passages.filter((passage) => passage.about !== ''));

  return {
    find(text) {
      const words = telling(text);
      const results = words.length > 0 ? index.search(words.join(' ')) : [];
      const scored = results.map((result): Found => {
        const passage = passages[result.id as number] as Passage;
        const called = comesUp(text, passage);
        const share = result.queryTerms.length / words.length;
        return { passage, score: result.score, share: called ? 1 : share, words: result.queryTerms };
      });
      const missing = passages.filter(
        (passage) => !scored.some((one) => one.passage === passage) && comesUp(text, passage),
      );
      return [...scored, ...missing.map((passage): Found => ({ passage, score: 1, share: 1, words: [] }))].sort(
        (a, b) => rank(b) - rank(a) || a.passage.id - b.passage.id,
      );
    },
    alike(text) {
      const asked = splitWords(text);
      const scored = passages
        .filter((passage) => passage.kind === 'example' && passage.about !== '')
        .map((passage) => ({ passage, alike: likeness(asked, splitWords(passage.about), stop) }))
        .filter((one) => one.alike >= 0.55);
      return scored.sort((a, b) => b.alike - a.alike || a.passage.id - b.passage.id).map((one) => one.passage);
    },
  };
}

/** Prose of sections and greetings speaks to less than a fact, an aspect that is asked for by its name to more. */
const weights: Partial<Record<PassageKind, number>> = { section: 0.5, opening: 0.5, about: 1.2, self: 0.8 };

/** What a passage has of the question counts for more than how rare its words are. */
function rank(found: Found): number {
  return found.score * (0.25 + found.share) * (weights[found.passage.kind] ?? 1);
}

/** Dice's coefficient over the words, telling ones counted four times. Lines that share none of these must be all but the same. */
function likeness(a: readonly string[], b: readonly string[], stop: ReadonlySet<string>): number {
  const weigh = (words: Iterable<string>) => [...words].reduce((sum, word) => sum + (stop.has(word) ? 1 : 4), 0);
  const left = new Set(a);
  const right = new Set(b);
  const both = [...left].filter((word) => right.has(word));
  const all = weigh(left) + weigh(right);
  const alike = all === 0 ? 0 : (2 * weigh(both)) / all;
  return both.every((word) => stop.has(word)) && alike < 0.95 ? 0 : alike;
}

/** Whether lore comes up in a line, as it would for a model. */
function comesUp(text: string, { keys, also }: Passage): boolean {
  if (keys.length === 0) return false;
  const lore = { label: '', pieces: [], keys, also, priority: 0, origin: { uri: '', range: range(0, 0) } };
  return firedLore([lore], [{ role: 'user', content: text }]).length > 0;
}
