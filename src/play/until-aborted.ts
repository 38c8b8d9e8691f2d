// A stream that ends as soon as a signal is aborted, whether or not its source heeds the signal. Knows nothing of what it carries.

/** Yields what `source` yields until it ends or `signal` is aborted. The source is told to stop in either case; a late failure of it is dropped. */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void> {
  const iterator = source[Symbol.asyncIterator]();
  const { promise: aborted, resolve } = Promise.withResolvers<'aborted'>();
  const onAbort = () => resolve('aborted');
  signal.addEventListener('abort', onAbort, { once: true });
  let next: Promise<IteratorResult<T>> | undefined;
  try {
    while (!signal.aborted) {
      next = iterator.next();
      const got = await Promise.race([next, aborted]);
      if (got === 'aborted' || got.done) break;
      next = undefined;
      yield got.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    // A source that hangs must not hold us: we do not wait for its end.
    next?.catch(() => undefined);
    iterator.return?.().catch(() => undefined);
  }
}
