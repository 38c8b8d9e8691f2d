// A way to write that a user can start, as a value: what it is called, what it must be given, how it is made into a recipe. Shapes only.
import type { Persona } from '../lang/persona.ts';
import type { Source } from '../lang/source.ts';
import type { Origin } from '../lang/source-text.ts';
import type { Tree } from '../lang/tree.ts';
import type { TraceRecord } from '../play/trace.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { SuiteDeps } from '../suite/run-suite.ts';
import type { FindProblems } from './make-patch.ts';
import type { OfferGroup } from './offer-groups.ts';
import type { Patch } from './patch.ts';
import type { Choice } from './prefer/choices.ts';
import type { Recipe } from './run-recipe.ts';

/**
 * What a door asks for. `question`, `name`, `aspects` and `list` are typed and come as `words`; `text` is written by anybody (typed, a
 * selection, a file) and comes as `text`; `talk` comes as `talk` where it was kept, and always as a transcript in `text`; `persona`: a file
 * of the language, which is the base; `other`, `others`: one more such file, or several, whose paths come as `words`, one a line.
 */
export type Taken = 'question' | 'name' | 'text' | 'talk' | 'persona' | 'other' | 'others' | 'aspects' | 'list';

/** Something to be mended, in words: a failing test, a finding, a broken probe, a reply that was disliked or edited. */
export interface Trouble {
  readonly kind: 'test' | 'probe' | 'finding' | 'talk';
  /** As a list shows it. */
  readonly title: string;
  /** What is wrong, and the transcript where there is one. Holds words by others: to be fenced. */
  readonly text: string;
  readonly origin?: Origin;
  /** Id of the case that shows whether it is mended, where a case of the suite does. */
  readonly case?: string;
  /** Lines of `text` that were said, so that a quote points at its turn; `said`: where, in words. */
  readonly lines?: readonly { readonly turn: string; readonly text: string; readonly said?: string }[];
  /** Id of the talk that was kept, where they were said in one. */
  readonly talk?: string;
}

export interface WriteInput {
  /** What was typed; empty where nothing was asked for. */
  readonly words: string;
  /** By others: to be fenced. */
  readonly text?: string;
  readonly talk?: readonly TraceRecord[];
  /** The file as it is. Of a new persona: the empty text. */
  readonly base: Tree;
  /** The same file as it resolves, with the files that it names. */
  readonly persona: Persona;
  readonly book: RuleBook;
  readonly files: Source;
  /** What the author chose before, beside what stands in `talk`; undefined: nothing is known. */
  readonly choices?: readonly Choice[];
  /** What to improve on; empty: find it by running the tests. */
  readonly troubles: readonly Trouble[];
  /** Problems of a version of the file, lint's too. */
  readonly find: FindProblems;
  /** To run tests with: same model, same cache, within what is left of the same budget. */
  readonly suite: SuiteDeps;
}

/** A recipe, or in words why none can be made of this. */
export type MakeRecipe = (input: WriteInput) => Recipe | string;

/** A run over what was accepted, whose `effect` events replace the figures. `input.base` is the file as it was at the start, `now` with them. */
export type MeasureAccepted = (input: WriteInput, accepted: readonly Patch[], now: Tree) => Recipe | string;

export interface Offer {
  /** In the terminal, and in stored state: `from-description`. */
  readonly id: string;
  /** `draft`: a new persona. `improve`: patches of the file that is open. */
  readonly purpose: 'draft' | 'improve';
  /** The heading it stands under. */
  readonly group: OfferGroup;
  /** Behind *Write a Persona …*: "from a description". */
  readonly label: string;
  /** One plain sentence: what comes out, what it is for. */
  readonly detail: string;
  /** What it must be given, in the order of asking. */
  readonly takes: readonly Taken[];
  /** What it can do with beside that. */
  readonly mayTake?: readonly Taken[];
  /** Whether it goes by troubles: tests, findings, talks, of which the author picks. */
  readonly mends?: true;
  /** Reads its text in parts, a request for each, however long it is: nothing of it is cut. */
  readonly inParts?: true;
  /** A program does all of it: no model is needed. */
  readonly asksNobody?: true;
  /** Whether it puts what was said to a judge, always; ways that measure do where the tests need one. */
  readonly asksJudge?: true;
  /** Whether it goes by what the author chose in talks and reviews: the door gathers it, and asks for none. */
  readonly byChoices?: true;
  /** What is asked for in the input box, where the usual words would not do. */
  readonly prompt?: string;
  /** Loads the recipe when it is needed. */
  readonly load: () => Promise<MakeRecipe>;
  readonly loadMeasure?: () => Promise<MeasureAccepted>;
}
