// The texts that an operand stands for once its values are known: none where one is not, several where one is a list.
import { nameKey } from '../lang/name.ts';
import type { Value, Values } from '../lang/value.ts';
import { lookUp, valueAsChoices } from '../lang/values.ts';
import type { Operand } from './phrase.ts';

const most = 1000;

/** The texts, any of which is meant, or the path of the first value that is not known. */
export type Texts =
  | { readonly known: true; readonly texts: readonly string[] }
  | { readonly known: false; readonly path: string };

/** Puts values in. Of several lists in one text every combination is meant, up to a thousand. */
export function operandTexts(operand: Operand, values: Values): Texts {
  let texts = [''];
  for (const part of operand.parts) {
    const choices = typeof part === 'string' ? [part] : valueAsChoices(lookUpPath(values, part.path));
    if (choices.length === 0 && typeof part !== 'string') return { known: false, path: part.path };
    texts = texts.flatMap((text) => choices.map((choice) => text + choice)).slice(0, most);
  }
  return { known: true, texts };
}

/** The value at a path as written in braces. Undefined: not declared; null: not known. */
export function lookUpPath(values: Values, path: string): Value | undefined {
  return lookUp(values, nameKey(path));
}
