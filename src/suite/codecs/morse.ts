// International Morse (ITU-R M.1677-1): case is lost by its nature, ` / ` stands between words and ` // ` between lines. What it has
// no sign for is named.
import type { Codec } from './codec.ts';

const letters: Readonly<Record<string, string>> = {
  a: '.-',
  b: '-...',
  c: '-.-.',
  d: '-..',
  e: '.',
  f: '..-.',
  g: '--.',
  h: '....',
  i: '..',
  j: '.---',
  k: '-.-',
  l: '.-..',
  m: '--',
  n: '-.',
  o: '---',
  p: '.--.',
  q: '--.-',
  r: '.-.',
  s: '...',
  t: '-',
  u: '..-',
  v: '...-',
  w: '.--',
  x: '-..-',
  y: '-.--',
  z: '--..',
  '0': '-----',
  '1': '.----',
  '2': '..---',
  '3': '...--',
  '4': '....-',
  '5': '.....',
  '6': '-....',
  '7': '--...',
  '8': '---..',
  '9': '----.',
  '.': '.-.-.-',
  ',': '--..--',
  ':': '---...',
  '?': '..--..',
  "'": '.----.',
  '-': '-....-',
  '/': '-..-.',
  '(': '-.--.',
  ')': '-.--.-',
  '"': '.-..-.',
  '=': '-...-',
  '+': '.-.-.',
  '@': '.--.-.',
};
const signs = new Map(Object.entries(letters).map(([letter, sign]) => [sign, letter]));

export const morse: Codec = {
  name: 'morse',
  title: 'Morse code',
  encode(text) {
    const lost = new Set<string>();
    const coded = text
      .split(/\r\n|\r|\n/)
      .map((line) =>
        line
          .split(/[^\S\n]+/)
          .filter((word) => word !== '')
          .map((word) =>
            [...word.toLowerCase()]
              .map((letter) => {
                const sign = letters[letter];
                if (sign === undefined) lost.add(letter);
                return sign ?? letter;
              })
              .join(' '),
          )
          .join(' / '),
      )
      .join(' // ');
    return { text: coded, lost: [...lost] };
  },
  decode(text) {
    const plain = text
      .replace(/[·•]/g, '.')
      .replace(/[−–—_]/g, '-')
      .trim();
    if (!/^[.\-/\s]+$/.test(plain) || !/[.-]/.test(plain)) return undefined;
    const words = plain.split(/\s*(\/\/|\/|\n)\s*/);
    let out = '';
    for (const [index, part] of words.entries()) {
      if (index % 2 === 1) out += part === '/' ? ' ' : '\n';
      else {
        for (const sign of part.split(/\s+/).filter((one) => one !== '')) {
          const letter = signs.get(sign);
          if (letter === undefined) return undefined;
          out += letter;
        }
      }
    }
    return out;
  },
};
