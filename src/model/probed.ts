// What an endpoint was found to be able to do, and when. Shapes, and the one reader for what a store gave back. Asks nobody.

/** What can be found out by asking. */
export const probedWords = ['n', 'logprobs', 'jsonSchema', 'tools', 'embeddings'] as const;
export type ProbedWord = (typeof probedWords)[number];

/** A word that is missing could not be found out: then the default stays. */
export interface Probed extends Readonly<Partial<Record<ProbedWord, boolean>>> {
  /** ISO time. */
  readonly at: string;
}

/** What is kept is kept for one model of one origin. */
export function probedKey(origin: string, model: string): string {
  return `${origin} ${model}`;
}

/** Undefined where it is not ours or damaged. */
export function readProbed(value: unknown): Probed | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Record<string, unknown>;
  if (typeof given['at'] !== 'string') return undefined;
  const found = probedWords.filter((word) => typeof given[word] === 'boolean');
  return { at: given['at'], ...Object.fromEntries(found.map((word) => [word, given[word]])) };
}
