// The table of `dramatis.json` as a JSON schema (draft 7, which editors know). `media/dramatis.schema.json` is this, written out.
import { configShape, type Shape } from './shape.ts';

/** The schema as JSON text, as the file holds it. */
export function configSchemaText(): string {
  return `${JSON.stringify(configSchema(), null, 2)}\n`;
}

/** What the schema accepts, `readConfig` reads without an error, and the other way round. */
export function configSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'dramatis.json',
    allowTrailingCommas: true,
    ...schemaOf(configShape),
  };
}

function schemaOf(shape: Shape): Readonly<Record<string, unknown>> {
  const description = shape.doc;
  switch (shape.type) {
    case 'text':
      return {
        description,
        type: 'string',
        ...(shape.values && { enum: shape.values }),
        ...(shape.pattern && { pattern: shape.pattern.source }),
      };
    case 'number':
      return {
        description,
        type: shape.whole ? 'integer' : 'number',
        minimum: shape.least,
        ...(shape.most !== undefined && { maximum: shape.most }),
      };
    case 'yes or no':
      return { description, type: 'boolean' };
    case 'list':
      return { description, type: 'array', items: schemaOf(shape.of) };
    case 'map':
      return { description, type: 'object', additionalProperties: schemaOf(shape.of) };
    case 'object':
      return {
        description,
        type: 'object',
        properties: Object.fromEntries(Object.entries(shape.properties).map(([name, of]) => [name, schemaOf(of)])),
        required: shape.required,
        additionalProperties: false,
      };
  }
}
