// Fields of a JSON value that a model wrote, read with care, and the schemas that ask for them. In: an unknown value. Out: texts, lists,
// objects; what is missing or of another kind is empty. Never throws.
import { onOneLine } from '../lang/one-line.ts';

export type Fields = Readonly<Record<string, unknown>>;
export type Schema = Readonly<Record<string, unknown>>;

/** The value as an object; undefined where it is none. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** On one line, since what a model wrote is to stand in one entry of a file. A number becomes its digits. */
export function textIn(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? onOneLine(String(value)) : '';
}

export function textsIn(fields: Fields, name: string): readonly string[] {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const list = Array.isArray(value) ? value : [];
  return list
    .filter((one) => typeof one === 'string')
    .map(onOneLine)
    .filter((one) => one !== '');
}

/** Whole numbers of a list; a number written as text counts, too. */
export function numbersIn(fields: Fields, name: string): readonly number[] {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map(Number).filter((one) => Number.isInteger(one));
}

export function objectsIn(fields: Fields, name: string): readonly Fields[] {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((one) => {
    const fields = fieldsOf(one);
    return fields ? [fields] : [];
  });
}

/** A string, with what it is to say. */
export function textSchema(description?: string): Schema {
  return { type: 'string', ...(description === undefined ? {} : { description }) };
}

export function listSchema(items: Schema): Schema {
  return { type: 'array', items };
}

/** Every property is required, no other is allowed: what endpoints with strict schemas ask for. */
export function objectSchema(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}
