// Colour for terminals, and only there: text in, text with or without escape codes out.
import { styleText } from 'node:util';

export type Paint = (style: 'red' | 'yellow' | 'cyan' | 'green' | 'dim' | 'bold' | 'underline', text: string) => string;

/** A painter that leaves text alone where colours are off. Control characters of untrusted text are not its business: see `plainText`. */
export function painter(on: boolean): Paint {
  return on ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}
