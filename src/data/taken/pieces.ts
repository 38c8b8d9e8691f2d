// Pieces of the schemas of rows that others wrote: tools, calls of tools, parts of a content, replies. Draft 7. Values only.
import type { Part, Schema } from '../format.ts';
import { anyText, list, oneOf, record, someText } from '../schema-pieces.ts';

/** What a format's documentation takes. */
export type Taken = NonNullable<Part['taken']>;

export const something: Schema = { type: 'object' };
export const nothing: Schema = { type: 'null' };
export const yesOrNo: Schema = { type: 'boolean' };

export function either(...schemas: readonly Schema[]): Schema {
  return { anyOf: schemas };
}

/** One of several messages, told apart by their role, so that what is wrong is said of the one that is meant. */
export function byRole(...messages: readonly Schema[]): Schema {
  return { type: 'object', discriminator: { propertyName: 'role' }, oneOf: messages };
}

export const textPart = record({ type: oneOf('text'), text: anyText });
export const refusalPart = record({ type: oneOf('refusal'), refusal: anyText });
export const imageUrl = record({
  type: oneOf('image_url'),
  image_url: record({ url: someText }, { detail: oneOf('auto', 'low', 'high') }),
});

export const tool = record({
  type: oneOf('function'),
  function: {
    type: 'object',
    required: ['name'],
    properties: { name: someText, description: anyText, parameters: something },
  },
});

/** @param given what the arguments are: OpenAI takes JSON as a text, TRL the object. */
export function calls(given: Schema, id: 'needed' | 'free'): Schema {
  const fields = { type: oneOf('function'), function: record({ name: someText, arguments: given }) };
  return list(
    id === 'needed' ? record({ id: someText, ...fields }) : record(fields, { id: either(anyText, nothing) }),
    1,
  );
}

/** A reply says something, calls a tool or refuses. */
export function assistant(optional: Readonly<Record<string, Schema>>, one: readonly string[]): Schema {
  const said = one.map((field) => ({ required: [field], properties: { [field]: { not: nothing } } }));
  return { ...record({ role: oneOf('assistant') }, optional), anyOf: said };
}

/** A pair of equal replies teaches nothing. */
export function twoReplies(better: unknown, worse: unknown): string | undefined {
  return JSON.stringify(better) === JSON.stringify(worse) ? 'Both replies are the same.' : undefined;
}
