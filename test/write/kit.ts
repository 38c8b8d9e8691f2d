// What the tests of this room share: deps with counted ids, a run of events drained into what it told and gave back.
import type { ChatModel } from '../../src/model/port.ts';
import type { WriteDeps } from '../../src/write/deps.ts';
import type { WriteEvent } from '../../src/write/events.ts';

/** A clock that goes on by 10 ms at each look, chance that is a fixed sequence. */
export function writeDeps(model: ChatModel, more: Partial<WriteDeps> = {}): WriteDeps {
  let id = 0;
  let now = Date.UTC(2026, 0, 1);
  let seed = 7;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 0x8000_0000;
    return seed / 0x8000_0000;
  };
  return { model, clock: { now: () => (now += 10) }, ids: () => `w${++id}`, random, measures: {}, ...more };
}

/** Runs to the end. */
export async function drainRun<T>(
  run: AsyncGenerator<WriteEvent, T>,
): Promise<{ readonly events: readonly WriteEvent[]; readonly value: T }> {
  const events: WriteEvent[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done) return { events, value: next.value };
    events.push(next.value);
  }
}

/** The names of the requests, in the order they were sent. */
export function stepsOf(events: readonly WriteEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'call' && event.event.type === 'asked' ? [event.event.request.step] : [],
  );
}
