// Puts many elements behind a list; a call with spread arguments fails from some 100,000 elements on.

/** Adds all of `more` at the end of `list`. By index: most lists that are added are empty, and an iterator is made even for those. */
export function append<T>(list: T[], more: readonly T[] | Iterable<T>): void {
  if (!Array.isArray(more)) {
    for (const element of more) list.push(element);
    return;
  }
  for (let at = 0; at < more.length; at++) list.push(more[at] as T);
}
