// A short name for what a model is told: equal prompts, equal names, on every machine. Not for secrets: anybody can make collisions.
import type { Piece, Prompt } from './prompt.ts';

/** 16 hexadecimal digits of the prompt's text: FNV-1a, 64 bits, over UTF-16 code units. Where pieces come from does not count. */
export function personaHash(prompt: Prompt): string {
  const text = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('');
  return fnv64(
    JSON.stringify([
      prompt.sections.map((section) => [section.name, section.title ?? '', text(section.pieces)]),
      prompt.lore.map((lore) => [text(lore.pieces), lore.keys, lore.also, lore.priority]),
      prompt.examples.map((example) => example.map((shot) => [shot.role, text(shot.pieces)])),
      prompt.greetings.map(text),
      prompt.reminder ? text(prompt.reminder) : null,
    ]),
  );
}

/**
 * 16 hexadecimal digits of any text. FNV-1a (Fowler, Noll, Vo), offset basis 0xcbf29ce484222325, prime 0x100000001b3; in four
 * 16-bit limbs, which is much faster than BigInt. Each code unit is fed as two bytes, the low one first.
 */
export function fnv64(text: string): string {
  let a = 0x2325;
  let b = 0x8422;
  let c = 0x9ce4;
  let d = 0xcbf2;
  for (let i = 0; i < text.length * 2; i++) {
    const unit = text.charCodeAt(i >> 1);
    a ^= i % 2 === 0 ? unit & 0xff : unit >> 8;
    // Times 0x100_0000_01b3: the low part times 0x1b3, and the whole shifted up by 40 bits.
    const low = a * 0x1b3;
    const second = b * 0x1b3 + (low >>> 16);
    const third = c * 0x1b3 + (second >>> 16) + ((a & 0xff) << 8);
    const fourth = d * 0x1b3 + (third >>> 16) + (((b & 0xff) << 8) | (a >> 8));
    a = low & 0xffff;
    b = second & 0xffff;
    c = third & 0xffff;
    d = fourth & 0xffff;
  }
  return [d, c, b, a].map((limb) => limb.toString(16).padStart(4, '0')).join('');
}
