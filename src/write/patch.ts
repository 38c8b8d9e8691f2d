// A change of one field of a persona as a value: what it would say, why, on what evidence, with what effect. Nothing of it is in the
// file before it is accepted. Shapes only.
import type { NewBlock, NewMember } from '../lang/edit.ts';
import type { Problem } from '../lang/problems.ts';
import type { Origin } from '../lang/source-text.ts';
import type { Interval } from '../measure/wilson.ts';

/**
 * Where a change is made: a block by its header, and in it an entry by its name or an item by its text. Of blocks without a title that may
 * come several times (greetings, examples) `item` is the whole of the one that is meant, in lines of the language.
 */
export interface PatchPlace {
  /** The block's word, with its title where it has one: `rules`, `test keeps the secret`. */
  readonly block: string;
  readonly entry?: string;
  readonly item?: string;
}

/** What is done there. A block or member that is there already is replaced as a whole. */
export type Change =
  | { readonly op: 'put-block'; readonly block: NewBlock }
  | { readonly op: 'put-member'; readonly member: NewMember }
  | { readonly op: 'title'; readonly title: string }
  | { readonly op: 'remove' };

/** What a patch rests on. */
export interface Evidence {
  /** The words themselves. */
  readonly quote: string;
  /** Where they stand: in a file, or in the source text given (`origin` undefined, `source` its offset). */
  readonly origin?: Origin;
  readonly source?: { readonly start: number; readonly end: number };
  /** Id of the turn of a talk, or number of the turn of a transcript from 1. For programs. */
  readonly turn?: string;
  /** Id of the talk that the turn is of, where it was kept. */
  readonly talk?: string;
  /** In words, where it was said: “turn 3, user”. */
  readonly said?: string;
  /** False: the words stand nowhere in what was given. */
  readonly found: boolean;
  /** In words, what it shows: "asked to break; the check says kept: miss". */
  readonly note?: string;
}

/** One test before and after. Shares of passed runs with their 95 % intervals; undefined where nothing was judged. */
export interface TestEffect {
  readonly test: string;
  readonly samples: number;
  readonly before: { readonly share: number; readonly interval: Interval } | undefined;
  readonly after: { readonly share: number; readonly interval: Interval } | undefined;
}

/** What was measured. `alone`: of this patch by itself; else of all the patches named together. */
export interface Effect {
  readonly alone: boolean;
  readonly together: readonly string[];
  readonly tests: readonly TestEffect[];
  /** Tokens of the compiled prompt; undefined without a counter. */
  readonly tokens: { readonly before: number; readonly after: number } | undefined;
  readonly verdict: 'better' | 'worse' | 'same' | 'not measured';
  /** One plain sentence. */
  readonly why: string;
  /** Measured before it was accepted, and what was accepted could not be measured since. */
  readonly fromBefore?: true;
}

export interface Patch {
  /** Stable for the same place and the same words. */
  readonly id: string;
  readonly place: PatchPlace;
  readonly change: Change;
  /** As a list shows it: `rules › secret`. */
  readonly title: string;
  readonly kind: 'add' | 'change' | 'remove';
  /** Lines of the language; undefined where there is nothing before or after. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Why, in a sentence of whoever proposes it. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** What our own parser and lint say of it where it is put; `unsupported`: nothing that was given says it. */
  readonly problems: readonly Problem[];
  readonly effect: Effect | undefined;
  /** Tokens of the compiled prompt without it and with it alone, where the effect does not tell them; undefined: nobody has counted. */
  readonly tokens?: NonNullable<Effect['tokens']>;
  /** Why it cannot be applied (the place is marked `# dramatis-keep`, the words would not read back); undefined: it can. */
  readonly refused: string | undefined;
  /** Why the run chose another in its place, in a sentence. Such a patch waits as rejected: the author may take it all the same. */
  readonly passedOver?: string;
  /** Of patches with the same words here only one can be had: other words for one text, several checks for one rule. The best comes first. */
  readonly oneOf?: string;
}
