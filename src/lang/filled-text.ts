// A text of the file with its values put in, as it is said; one that uses a value not known stays as written.
import type { SourceText } from './source-text.ts';
import type { Values } from './value.ts';
import { fillText } from './values.ts';

export function filledText(text: SourceText, values: Values): string {
  const { pieces, unknown } = fillText(text, values);
  return unknown.length > 0 ? text.value : pieces.map((piece) => piece.text).join('');
}
