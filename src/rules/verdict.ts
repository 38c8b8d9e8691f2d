// What judging gives: for each reply and rule one verdict, with the evidence. Shapes only.
import type { Range } from '../base/range.ts';
import type { Clause, Disguise } from '../lang/persona.ts';

export type VerdictState = 'kept' | 'broken' | 'idle' | 'unsure';

/** A message as rules see it. `system` is ignored. `assistant` is the persona's; `name` is a speaker's key in a scene. */
export interface TalkMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
  readonly name?: string;
  /** Said by the only other one there: to the rules of who listens that is the user, too. */
  readonly partner?: true;
}

export interface Verdict {
  /** `Rule.id`. */
  readonly rule: string;
  readonly state: VerdictState;
  /** One plain sentence: which clause, and what was or was not found. */
  readonly why: string;
  /** The clause that decided; undefined where none did (idle without `when`, kept). */
  readonly clause: Clause | undefined;
  /** Where in the reply it is broken; undefined where something is missing rather than there. */
  readonly span: Range | undefined;
  /** The disguise a forbidden text was seen through. */
  readonly through: Disguise | undefined;
  /** A check that is made in every scene, not a rule of the file; `rule` is its name. */
  readonly ours?: true;
}

export interface JudgedTurn {
  /** Index in the messages given, `system` ones counted. */
  readonly message: number;
  readonly verdicts: readonly Verdict[];
}

export interface Judgement {
  /** A user message broke the declared form before any rule was broken. */
  readonly invalid: boolean;
  /** Index of that message. */
  readonly at: number | undefined;
  readonly turns: readonly JudgedTurn[];
}
