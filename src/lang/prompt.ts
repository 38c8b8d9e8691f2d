// What a persona compiles to: ordered, named sections whose pieces say which source range they came from; then messages.
import type { Origin } from './source-text.ts';

export type SectionName =
  | 'identity'
  | 'section'
  | 'about'
  | 'traits'
  | 'voice'
  | 'knowledge'
  | 'boundary'
  | 'rules'
  | 'state'
  | 'scene';

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
  readonly pieces: readonly Piece[];
  readonly keys: readonly string[];
  readonly also: readonly string[];
  readonly priority: number;
  readonly origin: Origin;
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
  /** Whether the system message was folded into the first user message. */
  readonly folded: boolean;
  /** By the counter given; undefined without one. */
  readonly tokens: number | undefined;
}
