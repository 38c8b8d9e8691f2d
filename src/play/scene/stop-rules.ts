// Signs in one line that a talk is over: a word of farewell, nearly what was said before, nearly a closing line. In: texts and thresholds. Out:
// what was found. As in SalesBot's simulators, which stop on these; thresholds are settings, since 0.4 also stops quite different questions.
import { wordsIn } from '../../lang/words-in.ts';
import { lexicalSimilarity } from '../../model/fallbacks/lexical.ts';
import type { Similarity } from '../../model/port.ts';

/** Words that both have, of all words that either has: 0..1 (Jaccard, Bulletin de la Société Vaudoise des Sciences Naturelles 37, 1901). Two empty texts: 0. */
export function tokenJaccard(a: string, b: string): number {
  const [left, right] = [new Set(wordsIn(a)), new Set(wordsIn(b))];
  const both = [...left].filter((word) => right.has(word)).length;
  const either = left.size + right.size - both;
  return either === 0 ? 0 : both / either;
}

/** The first of `goodbyes` whose words stand in `text` one behind the other. */
export function goodbyeIn(text: string, goodbyes: readonly string[]): string | undefined {
  const said = ` ${[...wordsIn(text)].join(' ')} `;
  return goodbyes.find((goodbye) => {
    const wanted = [...wordsIn(goodbye)].join(' ');
    return wanted !== '' && said.includes(` ${wanted} `);
  });
}

export interface Closing {
  readonly line: string;
  readonly share: number;
  /** How it was measured: `exact`, `lexical` … */
  readonly label: string;
}

/** The closing line that `text` is most like, if it is more like it than `above`. A similarity that fails gives way to words in common. */
export async function closingIn(
  text: string,
  closing: readonly string[],
  above: number,
  similarity: Similarity,
  signal: AbortSignal,
): Promise<Closing | undefined> {
  if (closing.length === 0) return undefined;
  let { label } = similarity;
  const shares = await similarity.compare(text, closing, signal).catch(() => {
    label = lexicalSimilarity.label;
    return lexicalSimilarity.compare(text, closing, signal);
  });
  const best = Math.max(...shares);
  const line = closing[shares.indexOf(best)];
  return best > above && line !== undefined ? { line, share: best, label } : undefined;
}
