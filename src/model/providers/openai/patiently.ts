// Waiting for a promise of the wire, with a word to whoever waits as often as the watchdog has one. In: the promise. Out: `waiting`
// events, then what came. It gives up on nothing: that is the watchdog's.
import type { ModelEvent } from '../../port.ts';
import type { Phase, Silence, Watchdog } from './watchdog.ts';

/** Rejects as the promise does. */
export async function* patiently<T>(
  promise: Promise<T>,
  watchdog: Watchdog,
  host: string,
): AsyncGenerator<ModelEvent, T> {
  const came = promise.then((value) => ({ value }));
  for (;;) {
    const word = watchdog.word();
    try {
      const first = await Promise.race([came, word.passed]);
      if ('value' in first) return first.value;
      yield { type: 'waiting', ms: first.ms, why: wordsOf(first, host) };
    } finally {
      word.takeBack();
    }
  }
}

const silences: Readonly<Record<Phase, string>> = {
  answer: 'has not answered',
  firstWord: 'has begun to answer, and said nothing',
  idle: 'has said nothing more',
};

function wordsOf({ phase, ms, limitMs }: Silence, host: string): string {
  const seconds = (span: number) => Math.round(span / 1000);
  return `${host} ${silences[phase]} for ${seconds(ms)} seconds. It is given up on after ${seconds(limitMs)}.`;
}
