// The schema of SARIF 2.1.0 as the standard's committee publishes it, from a package that carries it.
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

let validate: ValidateFunction | undefined;

/** What is wrong with a log; nothing where it is valid. */
export function sarifFaults(log: unknown): readonly ErrorObject[] {
  validate ??= compile();
  return validate(log) ? [] : (validate.errors ?? []);
}

function compile(): ValidateFunction {
  const path = new URL('../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', import.meta.url);
  // The schema names draft 4; nothing in it means anything else in the drafts that ajv knows.
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
  return new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false }).compile(schema);
}
