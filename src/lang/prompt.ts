// What a persona compiles to: ordered, named sections whose pieces say which source range they came from; then messages.
import type { Origin } from './source-text.ts';

export type SectionName =
  | 'identity'
  | 'instructions'
  | 'section'
  | 'about'
  | 'traits'
  | 'voice'
  | 'knowledge'
  | 'boundary'
  | 'rules'
  | 'state'
  | 'scene'
  | 'memory'
  | 'advice';

/** Text of the prompt. `origin` is undefined for words of ours (headings, bullets, trait sentences' frame). */
export interface Piece {
  readonly text: string;
  readonly origin: Origin | undefined;
}

export interface Section {
  readonly name: SectionName;
  /** The heading sent, as Markdown without `#`; undefined: sent without one. */
  readonly title: string | undefined;
  readonly pieces: readonly Piece[];
}

/** A fact that is sent only when it comes up. */
export interface Lore {
  /** Its name, or how its text begins. */
  readonly label: string;
  readonly pieces: readonly Piece[];
  readonly keys: readonly string[];
  readonly also: readonly string[];
  readonly priority: number;
  readonly origin: Origin;
}

/**
 * Why a fact with `keys` was sent, or was not: no key came up; a key did, but none of `also`; both did, but too far back; it came up and
 * the budget had no place for it; this actor may not see it; somebody listens who may not hear it; a value in it is not known; no text.
 */
export type LoreReason =
  | 'sent'
  | 'no-key'
  | 'no-also'
  | 'too-far-back'
  | 'budget'
  | 'not-visible'
  | 'only-with'
  | 'unknown-value'
  | 'no-text';

/** Lore that this prompt has not, whatever comes up. */
export interface SilentLore {
  readonly label: string;
  readonly origin: Origin;
  readonly reason: Extract<LoreReason, 'not-visible' | 'only-with' | 'unknown-value' | 'no-text'>;
  /** The reason in words. */
  readonly why: string;
}

/** What became of one fact with `keys` in one request. */
export interface LoreTrace {
  /** Its name, or how its text begins. */
  readonly label: string;
  readonly origin: Origin;
  readonly reason: LoreReason;
  /** The key that came up, as it stands in the prompt, and in which message of the talk (from 0), the last where it did. */
  readonly key?: string;
  readonly message?: number;
  /** The one of `also` that came up. */
  readonly also?: string;
}

export interface FewShot {
  readonly role: 'user' | 'assistant';
  readonly pieces: readonly Piece[];
}

/** Something that stands in the file and not in the prompt, and why. */
export interface Omission {
  readonly origin: Origin;
  readonly why: string;
}

export interface Prompt {
  readonly sections: readonly Section[];
  readonly lore: readonly Lore[];
  readonly silentLore: readonly SilentLore[];
  /** One list an `example` block. */
  readonly examples: readonly (readonly FewShot[])[];
  readonly greetings: readonly (readonly Piece[])[];
  /** Sent after the last message. */
  readonly reminder: readonly Piece[] | undefined;
  readonly omitted: readonly Omission[];
}

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** `range` of message `message`'s content came from `origin`. */
export interface Mapping {
  readonly message: number;
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
}

export interface Rendered {
  readonly messages: readonly Message[];
  readonly map: readonly Mapping[];
  /** Left out to fit the budget, first dropped first. */
  readonly dropped: readonly Omission[];
  /** One for each fact with `keys`: those of the prompt in their order, then those that it has not. */
  readonly lore: readonly LoreTrace[];
  /** Whether the system message was folded into the first user message. */
  readonly folded: boolean;
  /** By the counter given; undefined without one. */
  readonly tokens: number | undefined;
}
