// Pieces that schemas of rows are made of. Draft 7. Values only.
import type { Schema } from './format.ts';

/** A text that says something. */
export const someText: Schema = { type: 'string', pattern: '\\S' };

export const anyText: Schema = { type: 'string' };

export const count: Schema = { type: 'integer', minimum: 0 };

/** An object of exactly these fields; `optional` ones may be missing. */
export function record(fields: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}) {
  return {
    type: 'object',
    required: Object.keys(fields),
    properties: { ...fields, ...optional },
    additionalProperties: false,
  } satisfies Schema;
}

export function list(items: Schema, least = 0, most?: number): Schema {
  return { type: 'array', items, minItems: least, ...(most === undefined ? {} : { maxItems: most }) };
}

export function oneOf(...values: readonly (string | number | boolean)[]): Schema {
  return { enum: values };
}

/** A chat message of one of these roles. */
export function message(...roles: readonly string[]): Schema {
  return record({ role: oneOf(...roles), content: anyText });
}

export const chatMessage = message('system', 'user', 'assistant');

export const reply = list(record({ role: oneOf('assistant'), content: someText }), 1, 1);

/** A stretch of one text of a row. Offsets count characters (Unicode code points), as Python does; `end` is not in it. */
export const spans = list(record({ item: count, start: count, end: count }));

/** The same with words for the table of its fields. */
export function told(description: string, schema: Schema): Schema {
  return { ...schema, description };
}
