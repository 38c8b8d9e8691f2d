import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/base/user-error.ts';
import { answerWithinMs, Channel, type Wire } from '../../src/wire/channel.ts';

type Asks = {
  readonly double: { readonly params: { readonly of: number }; readonly result: number };
  readonly fail: { readonly params: undefined; readonly result: undefined };
  readonly hang: { readonly params: undefined; readonly result: undefined };
};
type None = Record<never, never>;

/** Two wires whose posts are the other's messages, cloned as a webview's would be; and a timer moved by hand. */
function pair() {
  const ends = [new Set<(message: unknown) => void>(), new Set<(message: unknown) => void>()] as const;
  const wire = (mine: 0 | 1): Wire => ({
    post: (message) => {
      for (const receive of [...ends[mine === 0 ? 1 : 0]]) receive(structuredClone(message));
    },
    listen(receive) {
      ends[mine].add(receive);
      return () => ends[mine].delete(receive);
    },
  });
  const timers: { ms: number; run: () => void; off: boolean }[] = [];
  const timer = {
    after(ms: number, run: () => void) {
      const entry = { ms, run, off: false };
      timers.push(entry);
      return () => {
        entry.off = true;
      };
    },
  };
  const events: string[] = [];
  const mistakes: unknown[] = [];
  const asker = new Channel<Asks, None, never, string>(wire(0), timer, {
    handlers: {},
    receive: (event) => events.push(event),
    failed: (error) => mistakes.push(error),
  });
  const answerer = new Channel<None, Asks, string, never>(wire(1), timer, {
    handlers: {
      double: ({ of }) => {
        if (of < 0) throw new UserError('No negative numbers.', 'retry');
        return of * 2;
      },
      fail: () => {
        throw new Error('a secret of ours');
      },
      hang: () => new Promise<undefined>(() => undefined),
    },
    fits: (name, params) => name !== 'double' || Number.isFinite((params as { of?: unknown } | null)?.of),
    receive: () => undefined,
    failed: (error) => mistakes.push(error),
  });
  return { asker, answerer, timers, events, mistakes, wire };
}

describe('channel', () => {
  test('answers a question, and takes its timer back', async () => {
    const { asker, timers } = pair();
    await expect(asker.ask('double', { of: 21 })).resolves.toBe(42);
    expect(timers).toMatchObject([{ ms: answerWithinMs, off: true }]);
  });

  test('keeps answers apart that come in any order', async () => {
    const { asker } = pair();
    const answers = await Promise.all([1, 2, 3].map((of) => asker.ask('double', { of })));
    expect(answers).toEqual([2, 4, 6]);
  });

  test('hands on the words of a UserError, and none of a mistake of ours', async () => {
    const { asker, mistakes } = pair();
    await expect(asker.ask('double', { of: -1 })).rejects.toMatchObject({
      message: 'No negative numbers.',
      action: 'retry',
    });
    expect(mistakes).toEqual([]);
    const failure = await asker.ask('fail', undefined).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(String(failure)).not.toContain('secret');
    expect(mistakes).toHaveLength(1);
  });

  test('a question that nobody knows is refused, also one named like what every object has', async () => {
    const { asker } = pair();
    await expect(asker.ask('toString' as 'fail', undefined)).rejects.toBeInstanceOf(UserError);
  });

  test('parameters of another shape reach no handler', async () => {
    const { asker, mistakes } = pair();
    await expect(asker.ask('double', { of: '21' as unknown as number })).rejects.toBeInstanceOf(UserError);
    expect(String(mistakes[0])).toContain('double');
  });

  test('gives up after its time', async () => {
    const { asker, timers } = pair();
    const answer = asker.ask('hang', undefined);
    timers[0]?.run();
    await expect(answer).rejects.toMatchObject({ message: expect.stringContaining('hang'), action: 'retry' });
  });

  test('ends open questions when it is closed, and refuses later ones', async () => {
    const { asker, timers } = pair();
    const open = asker.ask('hang', undefined);
    asker.dispose();
    await expect(open).rejects.toBeInstanceOf(UserError);
    await expect(asker.ask('double', { of: 1 })).rejects.toBeInstanceOf(UserError);
    expect(timers.every(({ off }) => off)).toBe(true);
  });

  test('brings events in order, and none once closed', () => {
    const { asker, answerer, events } = pair();
    answerer.send('one');
    answerer.send('two');
    asker.dispose();
    answerer.send('three');
    expect(events).toEqual(['one', 'two']);
  });

  test('passes over what is not its own', () => {
    const { events, wire } = pair();
    for (const junk of [null, 7, 'text', {}, { frame: 'answer', id: 99 }]) wire(1).post(junk);
    expect(events).toEqual([]);
  });
});
