// What a card and a persona both can say, in one shape, so that the two can be held against each other: importing writes it, exporting changes
// in a card only what differs. Texts are in our words (`{{self}}`), trimmed.
import type { SpokenLine } from './example-messages.ts';

export interface CardFact {
  /** Names of one card differ. */
  readonly name: string;
  readonly text: string;
  /** Empty: always sent. */
  readonly keys: readonly string[];
  readonly also: readonly string[];
  readonly priority: number;
}

export interface CardParts {
  readonly name: string;
  readonly description: string;
  readonly personality: string;
  readonly scenario: string;
  readonly systemPrompt: string;
  /** Sent after the last message. */
  readonly reminder: string;
  readonly greetings: readonly string[];
  readonly dialogues: readonly (readonly SpokenLine[])[];
  /** Example messages that are no dialogue. */
  readonly exampleText: string;
  readonly tags: readonly string[];
  readonly author: string;
  readonly version: string;
  readonly facts: readonly CardFact[];
}

/** Titles of the sections that stand for fields of a card; `description` is the section without a title. */
export const sectionTitles = {
  personality: 'Personality',
  scenario: 'Scenario',
  systemPrompt: 'System prompt',
  exampleText: 'Example messages',
} as const;
