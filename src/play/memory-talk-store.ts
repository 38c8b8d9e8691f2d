// Talks that live as long as the window: where there is no disk, and for talks nobody wants kept. Says so (`lasting` is false).
import { gistOf, newestFirst, summarize } from './talk-gist.ts';
import type { TalkStore, TraceRecord } from './trace.ts';

/** An empty store. Never rejects. */
export function memoryTalkStore(): TalkStore {
  const talks = new Map<string, readonly TraceRecord[]>();
  return {
    lasting: false,
    async append(talk, records) {
      if (records.length > 0) talks.set(talk, [...(talks.get(talk) ?? []), ...records]);
    },
    read: async (talk) => talks.get(talk) ?? [],
    async list() {
      const summaries = [...talks].map(([talk, records]) =>
        summarize(
          talk,
          records.map(gistOf).filter((gist) => gist !== undefined),
        ),
      );
      return newestFirst(summaries);
    },
    async delete(talk) {
      talks.delete(talk);
    },
    async deleteAll() {
      talks.clear();
    },
  };
}
