// The contract of a cipher or code that a reply may be written in. A shape and its names; each codec is a file beside this one.

export const codecNames = ['caesar', 'atbash', 'morse', 'ascii', 'unicode', 'utf8', 'gbk'] as const;
export type CodecName = (typeof codecNames)[number];

export interface Codec {
  readonly name: CodecName;
  /** What it is called to a model: "Caesar cipher with a shift of 3". */
  readonly title: string;
  /** `lost`: characters it cannot carry, each once; they stand in `text` as they are. */
  encode(text: string): { readonly text: string; readonly lost: readonly string[] };
  /** Undefined where the text is not written in it. Letter ciphers read any text that has a Latin letter. */
  decode(text: string): string | undefined;
}
