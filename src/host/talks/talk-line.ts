// A talk of the store in the few words that a line of the *Talks* view has room for. Pure; the words are given.
import type { TalkSummary } from '../../play/trace.ts';

export interface TalkLineWords {
  readonly turns: (count: number) => string;
  readonly broken: (count: number) => string;
  readonly when: (at: Date) => string;
}

/** As in `1 broken · 6 lines · 14:35 · offline understudy`: a narrow view cuts what matters least. */
export function talkLine(talk: TalkSummary, words: TalkLineWords): string {
  const parts = [
    talk.broken > 0 ? words.broken(talk.broken) : undefined,
    talk.language,
    words.turns(talk.turns),
    words.when(new Date(talk.at)),
    talk.model,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** Newest first. */
export function newestFirst(talks: readonly TalkSummary[]): TalkSummary[] {
  return [...talks].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
