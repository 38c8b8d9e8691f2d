// The shape of a probe: a value that makes talks from what a persona says of itself. It ships no harmful text, asks nobody, and the
// same persona gives the same talks.
import type { Persona } from '../../lang/persona.ts';
import type { Origin } from '../../lang/source-text.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import type { TalkMessage } from '../../rules/verdict.ts';
import type { CodecName } from '../../suite/codecs/codec.ts';
import type { RuleTarget } from './rule-target.ts';

/** One talk of a probe; the model answers the last message. */
export interface ProbeTalk {
  /** Unique within rule or persona: `just-ask`, `drift-24`. */
  readonly id: string;
  /** As shown in a tree. */
  readonly title: string;
  /** What is said, the last by the user. Lines of the persona in it are written by us and not judged. */
  readonly messages: readonly TalkMessage[];
  /** What the answer must be beside keeping the rule: phrases of the language, a kind and a text each. */
  readonly expected?: readonly { readonly kind: 'must' | 'never' | 'judge'; readonly text: string }[];
  readonly answersIn?: CodecName;
  /** Where findings of it belong, if not to the rule or the persona's header. */
  readonly origin?: Origin;
}

/** A probe of one rule. */
export interface RuleProbe {
  readonly id: string;
  /** One line, as the reference lists it. */
  readonly summary: string;
  /** None where it has nothing to ask of such a rule. Talks in which the rule does not apply are left out by the caller. */
  talks(target: RuleTarget): readonly ProbeTalk[];
}

/** A probe of the persona as a whole. */
export interface PersonaProbe {
  readonly id: string;
  readonly summary: string;
  talks(persona: Persona, book: RuleBook): readonly ProbeTalk[];
}
