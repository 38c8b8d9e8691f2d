// Another's events told on, each as one likes. In: events, and what to make of each. Out: those, and what the other gave back. Whoever stops
// listening ends the other, too: nothing that was asked goes on unheard.

/** `as` gives what is told for an event: one, several or none. */
export async function* relay<E, F, T>(
  events: AsyncGenerator<E, T>,
  as: (event: E) => Iterable<F>,
): AsyncGenerator<F, T> {
  let ended = false;
  try {
    for (;;) {
      const next = await events.next();
      if (next.done) {
        ended = true;
        return next.value;
      }
      yield* as(next.value);
    }
  } finally {
    if (!ended) await events.return(undefined as T).catch(() => undefined);
  }
}
