// What a stretch of a persona's file becomes in the prompt: the words that came from it with ours between them, or why there are none.
import { covers, overlaps, type Range } from '../base/range.ts';
import { compile } from '../lang/compile.ts';
import type { Persona } from '../lang/persona.ts';
import type { Piece, Prompt } from '../lang/prompt.ts';

export interface CompiledPart {
  /** Empty where nothing is sent. */
  readonly text: string;
  /** It is sent only when one of its keys comes up. */
  readonly lore: boolean;
  /** Why something of it is left out, in words; the first reason. */
  readonly why: string | undefined;
}

const kept = new WeakMap<Persona, Prompt>();

/** The prompt of a persona, as long as the persona is. */
export function promptOf(persona: Persona): Prompt {
  const known = kept.get(persona);
  if (known) return known;
  const prompt = compile(persona);
  kept.set(persona, prompt);
  return prompt;
}

/** @param range in the persona's own file: a block, an entry, an item. */
export function compiledPart(persona: Persona, range: Range): CompiledPart {
  const prompt = promptOf(persona);
  const isHere = ({ origin }: Piece) => origin?.uri === persona.uri && covers(range, origin.range);
  const always = [
    ...prompt.sections.map(({ pieces }) => pieces),
    ...prompt.examples.flat().map(({ pieces }) => pieces),
    ...prompt.greetings,
    prompt.reminder ?? [],
  ].flatMap((pieces) => stretch(pieces, isHere));
  const lore = prompt.lore.flatMap(({ pieces }) => stretch(pieces, isHere));
  const omitted = prompt.omitted.find(({ origin }) => origin.uri === persona.uri && overlaps(origin.range, range));
  return { text: [...always, ...lore].join('\n'), lore: always.length === 0 && lore.length > 0, why: omitted?.why };
}

/** From the first to the last piece from here, with what is ours between them. */
function stretch(pieces: readonly Piece[], isHere: (piece: Piece) => boolean): string[] {
  const first = pieces.findIndex(isHere);
  if (first < 0) return [];
  const last = pieces.findLastIndex(isHere);
  // What comes from another file stands between two of ours only where both are in one list.
  const ours = pieces.slice(first, last + 1).filter((piece) => piece.origin === undefined || isHere(piece));
  return [ours.map(({ text }) => text).join('')];
}
