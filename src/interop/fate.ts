// What becomes of each thing when a file of one format is carried over into another: the lines of a loss report.

export interface Fate {
  /** What it is, in the words of the format it comes from: `scenario`, `rule "secret"`. */
  readonly what: string;
  /** `mapped`: it stands in the other file; `kept`: it stays in the file beside it, untouched; `dropped`: it is nowhere. */
  readonly fate: 'mapped' | 'kept' | 'dropped';
  /** Where it went, or why it did not. One plain sentence or a name. */
  readonly why: string;
}

export function mapped(what: string, why: string): Fate {
  return { what, fate: 'mapped', why };
}

export function kept(what: string, why: string): Fate {
  return { what, fate: 'kept', why };
}

export function dropped(what: string, why: string): Fate {
  return { what, fate: 'dropped', why };
}
