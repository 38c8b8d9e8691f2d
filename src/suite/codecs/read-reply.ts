// A reply to a message in code: what it says in that code, whether it can be read at all. Judging is done by others.
import type { Codec, CodecName } from './codec.ts';
import { atbash, caesar } from './letters.ts';
import { morse } from './morse.ts';
import { ascii, gbk, unicode, utf8 } from './numbers.ts';

export const codecs: Readonly<Record<CodecName, Codec>> = { caesar, atbash, morse, ascii, unicode, utf8, gbk };

export interface ReadReply {
  /** What the codec is called. */
  readonly title: string;
  /** Undefined: it is not written in the code. */
  readonly decoded: string | undefined;
  /** Neither plain words nor readable in the code: nobody can say whether it keeps a rule. */
  readonly unintelligible: boolean;
}

/** Letters from which on a language can be told. */
const longEnough = 30;

/** `language`: code of a text's language where it can be told. Without it letter ciphers are never called unintelligible. */
export function readReply(name: CodecName, reply: string, language?: (text: string) => string | undefined): ReadReply {
  const { title, decode } = codecs[name];
  const decoded = decode(reply.trim());
  const words = reply.match(/\p{L}{2,}/gu) ?? [];
  // Escapes such as `\xe4` have letters and no words.
  const escaped = /^(?:\\[ux][0-9a-z]*\s*)+$/i.test(reply.trim());
  if (words.length === 0 || escaped) return { title, decoded, unintelligible: decoded === undefined };
  const letters = words.join('').length;
  const gibberish =
    (name === 'caesar' || name === 'atbash') &&
    language !== undefined &&
    letters >= longEnough &&
    language(reply) === undefined &&
    language(decoded ?? '') === undefined;
  return { title, decoded, unintelligible: gibberish };
}
