// What `{{name}}` can stand for: text, number, list, map, or declared and not known.

/** `null`: declared, not known. */
export type Value = string | number | null | readonly Value[] | { readonly [key: string]: Value };

/** Values by name key (`Name.key`). */
export type Values = Readonly<Record<string, Value>>;
