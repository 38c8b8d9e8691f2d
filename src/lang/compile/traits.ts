// Trait levels as sentences, by a fixed table. A trait that the table does not know is sent as it stands.
import { own } from '../../base/own.ts';
import { nameKey } from '../name.ts';
import type { Trait } from '../persona.ts';
import type { Piece, Section } from '../prompt.ts';
import { originOf } from '../source-text.ts';
import { bullet, type Context, frame, lines, prose, withName } from './context.ts';
import { traitAliases, traitWords } from './trait-words.ts';

/** `traits`: one line a trait. A sentence's origin is its whole entry. */
export function traits(context: Context): readonly Section[] {
  const parts = context.persona.traits.flatMap((trait) => {
    const pieces = traitPieces(context, trait);
    return pieces ? [bullet(pieces)] : [];
  });
  return parts.length === 0 ? [] : [{ name: 'traits', title: 'Your nature', pieces: lines(parts) }];
}

function traitPieces(context: Context, trait: Trait): readonly Piece[] | undefined {
  const sentence = traitSentence(trait.name.key, trait.level);
  if (sentence !== undefined) return [{ text: sentence, origin: trait.origin }];
  const pieces = prose(context, trait.text, trait.origin);
  if (!pieces) return undefined;
  const scale = typeof trait.level === 'number' ? [frame(' on a scale from 0 to 1')] : [];
  return withName(originOf(trait.text).uri, trait.name, [...pieces, ...scale]);
}

/** The sentence of a level: 0..1 in five steps, or `low`, `medium`, `high`. Undefined for another trait or word. */
export function traitSentence(name: string, level: number | string): string | undefined {
  const key = nameKey(name);
  const words = own(traitWords, key) ?? own(traitWords, own(traitAliases, key) ?? '');
  if (!words) return undefined;
  if (typeof level === 'string') {
    const word = nameKey(level);
    if (word === 'low') return `You are ${words.low}.`;
    if (word === 'high') return `You are ${words.high}.`;
    return word === 'medium' ? middle(words.low, words.high) : undefined;
  }
  if (level < 0.2) return `You are very much ${words.low}.`;
  if (level < 0.4) return `You are somewhat ${words.low}.`;
  if (level <= 0.6) return middle(words.low, words.high);
  if (level <= 0.8) return `You are somewhat ${words.high}.`;
  return `You are very much ${words.high}.`;
}

function middle(low: string, high: string): string {
  return `You are neither especially ${low} nor especially ${high}.`;
}
