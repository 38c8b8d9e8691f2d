// Talks as they stand, and similarities that are given, for the tests of memory.
import type { Similarity } from '../../../src/model/port.ts';
import type { PlayEvent, SentRequest } from '../../../src/play/events.ts';
import { apply, newSession, type SessionState } from '../../../src/play/session.ts';
import { bookOf } from '../kit.ts';

/** A talk of these exchanges, one user's line and one reply each. */
export function talkOf(
  persona: string,
  exchanges: readonly (readonly [string, string])[],
  user?: string,
): SessionState {
  const { persona: read, book } = bookOf(persona, 'file:///work/ann.persona');
  let state = newSession('talk-1', read, book, user === undefined ? {} : { user });
  let after: string | undefined;
  for (const [index, lines] of exchanges.entries()) {
    for (const [at, text] of lines.entries()) {
      const id = `${at === 0 ? 'u' : 's'}${index + 1}`;
      const turn = { id, ...(after === undefined ? {} : { after }), speaker: at === 0 ? 'user' : 'self', text };
      state = apply(state, { type: 'turn', turn });
      after = id;
    }
  }
  return state;
}

/** Tokens of a text are the numbers in it that stand behind `#`. */
export function hashes(text: string): number {
  return [...text.matchAll(/#(\d+)/g)].reduce((sum, [, number]) => sum + Number(number), 0);
}

/** A similarity that knows these words: a text is as like as the first of them it holds. Keeps what it was asked. */
export function givenSimilarity(
  by: Readonly<Record<string, number>>,
  label = 'exact',
): Similarity & { readonly asked: (readonly string[])[] } {
  const asked: (readonly string[])[] = [];
  return {
    label,
    asked,
    compare(_text, others) {
      asked.push(others);
      const like = (other: string) => Object.entries(by).find(([word]) => other.includes(word))?.[1] ?? 0;
      return Promise.resolve(others.map(like));
    },
  };
}

export function requestsIn(events: readonly PlayEvent[]): readonly SentRequest[] {
  return events.flatMap((event) => (event.type === 'asked' ? [event.request] : []));
}

export function stepsIn(events: readonly PlayEvent[]): readonly string[] {
  return requestsIn(events).map(({ step }) => step);
}

/** What a request holds, as one text. */
export function wordsOf(request: { readonly messages: readonly { readonly content: string }[] } | undefined): string {
  return (request?.messages ?? []).map(({ content }) => content).join('\n');
}
