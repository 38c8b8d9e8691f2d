// What a run of writing needs from outside. The door wraps the model in the cache and the meter, so that resuming asks nothing twice and
// no budget is overrun; here it is a model like any other. Shapes only.
import type { Measures } from '../lang/measures.ts';
import type { ChatModel, Similarity } from '../model/port.ts';

export interface WriteDeps {
  readonly model: ChatModel;
  /** Who judges, wrapped in the same; undefined: none is chosen, and the model judges itself. */
  readonly judge?: ChatModel;
  /** Milliseconds since 1970. */
  readonly clock: { now(): number };
  /** A new id at each call. */
  readonly ids: () => string;
  /** 0 to below 1. Seeded by the door, so that a run resumed sends the same words and finds them in the cache. */
  readonly random: () => number;
  readonly measures: Measures;
  /** Embeddings where the endpoint has them; undefined: words in common, labelled `lexical`. */
  readonly similarity?: Similarity;
  /** Tokens that one answer may take. */
  readonly maxTokens?: number;
}
