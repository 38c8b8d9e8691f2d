// Streams of one talk, put into one sequence by time, as full-duplex trainers take it: step by step a chunk of each stream, the user's before
// the persona's. In: streams of tokens, or slices. Out: the sequence. Speech tokens are whoever calls' own: nothing here hears or speaks.
import type { Slice } from './slice.ts';

/** Stands for silence where a stream has nothing to say. */
export const silenceToken = '<s>';

export interface Streams {
  readonly userSpeech: readonly string[];
  readonly userText: readonly string[];
  readonly selfText: readonly string[];
  readonly selfSpeech: readonly string[];
}

export interface Chunks {
  readonly speech: number;
  readonly text: number;
}

/**
 * `kept`: 4 streams; 3 without the user's text; 2 without the persona's text, too. A stream that ends before the others is padded with
 * silence. The order in a step is the user's speech and text, the persona's text and speech.
 */
export function flatten(streams: Streams, chunks: Chunks, kept: 4 | 3 | 2): string[] {
  const { userSpeech, userText, selfText, selfSpeech } = streams;
  const all: { tokens: readonly string[]; size: number; from: number }[] = [
    { tokens: userSpeech, size: chunks.speech, from: 2 },
    { tokens: userText, size: chunks.text, from: 4 },
    { tokens: selfText, size: chunks.text, from: 3 },
    { tokens: selfSpeech, size: chunks.speech, from: 2 },
  ];
  return inTime(all.filter(({ from }) => kept >= from));
}

export interface TextSequence {
  readonly tokens: readonly string[];
  /** What it is, in words: there is no sound in it. */
  readonly label: 'text streams only';
}

/**
 * The two text streams of a talk in slices, `size` tokens a slice; `tokenize` splits a text. What does not fit into its slice runs on into the
 * silence after it, so that no token is lost.
 */
export function flattenSlices(
  slices: readonly Slice[],
  size: number,
  tokenize: (text: string) => readonly string[],
): TextSequence {
  const lane = (side: Slice['side']) => {
    const tokens: string[] = [];
    const mine = slices.filter((slice) => slice.side === side);
    mine.forEach(({ text, idle }, at) => {
      while (tokens.length < at * size) tokens.push(silenceToken);
      if (!idle) tokens.push(...tokenize(text));
    });
    return tokens;
  };
  const tokens = inTime([
    { tokens: lane('user'), size },
    { tokens: lane('self'), size },
  ]);
  return { tokens, label: 'text streams only' };
}

function inTime(streams: readonly { readonly tokens: readonly string[]; readonly size: number }[]): string[] {
  const steps = Math.max(0, ...streams.map(({ tokens, size }) => Math.ceil(tokens.length / size)));
  return Array.from({ length: steps }, (_, step) =>
    streams.flatMap(({ tokens, size }) =>
      Array.from({ length: size }, (_, at) => tokens[step * size + at] ?? silenceToken),
    ),
  ).flat();
}
