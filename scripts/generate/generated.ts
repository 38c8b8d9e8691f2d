// What every generator gives: files as text. Writing them is `generate.ts`'s.

export interface GeneratedFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly content: string;
}

/** JSON as Biome and editors keep it. */
export function json(path: string, value: unknown): GeneratedFile {
  return { path, content: `${JSON.stringify(value, undefined, 2)}\n` };
}
