// Codes that write each character as a number: ASCII decimals, Unicode escapes, UTF-8 and GBK bytes. Exact both ways; what a code
// cannot carry is named and stands as it is.
import type { Codec } from './codec.ts';
import { gbkBytes } from './gbk-table.ts';

/** Decimals with a space between; what is not ASCII is lost. */
export const ascii: Codec = {
  name: 'ascii',
  title: 'ASCII codes in decimal',
  encode(text) {
    const lost = [...new Set([...text].filter((char) => (char.codePointAt(0) ?? 0) > 127))];
    return {
      text: [...text].map((char) => (lost.includes(char) ? char : String(char.codePointAt(0)))).join(' '),
      lost,
    };
  },
  decode(text) {
    const parts = text.trim().split(/[\s,]+/);
    const codes = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
    const readable = codes.length > 1 && codes.every((code) => code <= 127);
    return readable ? String.fromCharCode(...codes) : undefined;
  },
};

/** `\uXXXX` a UTF-16 code unit. */
export const unicode: Codec = {
  name: 'unicode',
  title: 'Unicode escapes (\\uXXXX)',
  encode: (text) => ({ text: escapes(units(text), '\\u', 4), lost: [] }),
  decode(text) {
    const codes = readEscapes(text, /\\u([0-9a-f]{4})/gi);
    return codes?.map((code) => String.fromCharCode(code)).join('');
  },
};

/** `\xXX` a byte of UTF-8. */
export const utf8: Codec = {
  name: 'utf8',
  title: 'UTF-8 bytes (\\xXX)',
  encode: (text) => ({ text: escapes([...new TextEncoder().encode(text)], '\\x', 2), lost: [] }),
  decode: (text) => decodeBytes(text, 'utf-8'),
};

/** `\xXX` a byte of GBK. */
export const gbk: Codec = {
  name: 'gbk',
  title: 'GBK bytes (\\xXX)',
  encode(text) {
    const lost = new Set<string>();
    const parts = [...text].map((char) => {
      const bytes = gbkBytes(char);
      if (!bytes) lost.add(char);
      return bytes ? escapes(bytes, '\\x', 2) : char;
    });
    return { text: parts.join(''), lost: [...lost] };
  },
  decode: (text) => decodeBytes(text, 'gbk'),
};

function units(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

function escapes(numbers: readonly number[], mark: string, digits: number): string {
  return numbers.map((number) => mark + number.toString(16).padStart(digits, '0')).join('');
}

/** The numbers of a text that is nothing but escapes and space between them. */
function readEscapes(text: string, shape: RegExp): number[] | undefined {
  const codes = [...text.matchAll(shape)].map((match) => Number.parseInt(match[1] ?? '', 16));
  return codes.length > 0 && text.replace(shape, '').trim() === '' ? codes : undefined;
}

function decodeBytes(text: string, encoding: 'utf-8' | 'gbk'): string | undefined {
  const bytes = readEscapes(text, /\\x([0-9a-f]{2})/gi);
  if (!bytes) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes));
  } catch {
    return undefined;
  }
}
