// What a reply is advised: the approved strategies of the library in play that fit the user's last words. In: the state and the deps. Out: a section of
// the prompt, and what to record of it. Asks no model; the understudy is advised nothing, for it says only what the file says.
import type { Section } from '../../lang/prompt.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { adviceSection, retrieveStrategies } from './retrieve.ts';
import type { Strategy } from './strategies.ts';

/** A library as it stands when a line is answered. */
export interface StrategyLibrary {
  /** What its file is called, as people read it. */
  readonly name: string;
  readonly strategies: readonly Strategy[];
  /** Why there is nothing in it, where that is no choice of anybody. */
  readonly trouble?: string;
}

/** Which strategies a request holds. */
export interface SentStrategies {
  readonly library: string;
  readonly used: readonly { readonly name: string; readonly advice: string; readonly alike: number }[];
  /** How likeness was measured: `lexical`, or that of the embeddings. */
  readonly label: string;
  readonly trouble?: string;
}

export interface Advised {
  readonly section: Section | undefined;
  /** Undefined: no library is in play. */
  readonly sent: SentStrategies | undefined;
}

export async function advise(
  { turns }: SessionState,
  { strategies: library, similarity, model }: Pick<PlayDeps, 'strategies' | 'similarity' | 'model'>,
  signal: AbortSignal,
): Promise<Advised> {
  if (!library || model.identity.provider === 'understudy') return { section: undefined, sent: undefined };
  const words = turns.findLast(({ speaker }) => speaker !== 'self')?.text ?? '';
  const measure = similarity ?? model.similarity;
  const { found, label } = await retrieveStrategies(words, library.strategies, measure, signal);
  const used = found.map(({ strategy: { name, advice }, alike }) => ({ name, advice, alike }));
  const trouble = library.trouble === undefined ? {} : { trouble: library.trouble };
  return {
    section: adviceSection(used.map(({ advice }) => advice)),
    sent: { library: library.name, used, label, ...trouble },
  };
}

/** How a reply says what it was advised. */
export function advisedLabels(sent: SentStrategies | undefined): readonly string[] {
  if (!sent) return [];
  if (sent.trouble !== undefined) return [`not advised: ${sent.trouble}`];
  return sent.used.length > 0 ? [`advised: ${sent.used.map(({ name }) => name).join(', ')}`] : [];
}
