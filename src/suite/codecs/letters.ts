// Letter ciphers: Caesar with a shift of three, and Atbash. Latin letters without accents change, all else stays; nothing is lost.
import type { Codec } from './codec.ts';

export const caesar: Codec = {
  name: 'caesar',
  title: 'a Caesar cipher with a shift of 3',
  encode: (text) => ({ text: mapLetters(text, (at) => (at + 3) % 26), lost: [] }),
  decode: (text) => (/[a-z]/i.test(text) ? mapLetters(text, (at) => (at + 23) % 26) : undefined),
};

export const atbash: Codec = {
  name: 'atbash',
  title: 'Atbash',
  encode: (text) => ({ text: mapLetters(text, (at) => 25 - at), lost: [] }),
  decode: (text) => (/[a-z]/i.test(text) ? mapLetters(text, (at) => 25 - at) : undefined),
};

function mapLetters(text: string, change: (at: number) => number): string {
  return text.replace(/[A-Za-z]/g, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(base + change(letter.charCodeAt(0) - base));
  });
}
