// Schemas compiled to functions. A file of its own, so that the library is loaded with the first schema that is asked for, and by its name: a chunk that is loaded
// whole would have it only as its default.
import { Ajv, type ValidateFunction } from 'ajv';
import type { Schema } from './format.ts';

/** One for all schemas of a format. */
export function schemaChecker(): (schema: Schema) => ValidateFunction {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, discriminator: true });
  return (schema) => ajv.compile(schema);
}
