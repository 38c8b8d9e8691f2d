// Puts many elements behind a list; a call with spread arguments fails from some 100,000 elements on.

/** Adds all of `more` at the end of `list`. */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const element of more) list.push(element);
}
