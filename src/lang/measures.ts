// Heavy measures of a text, passed in by whoever has loaded them. Where one is not there, what needs it is `unsure`, never guessed.

export interface Measures {
  /** How many tokens of the o200k vocabulary; an estimate for other models. */
  readonly tokens?: (text: string) => number;
  /** ISO 639-1 code of the language, or undefined where too little text or too close a call. */
  readonly language?: (text: string) => string | undefined;
}
