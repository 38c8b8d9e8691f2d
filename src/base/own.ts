// A table asked by a word that somebody wrote. Every object has a `constructor` and a `toString`; no table means them.

/** What the table itself says; undefined where it says nothing. */
export function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
