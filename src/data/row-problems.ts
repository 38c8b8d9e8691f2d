// Whether rows are what their format takes: the schema first, then what a schema cannot say. In: a format. Out: a function from a row to what is wrong with
// it. The checker of schemas is loaded with the first format that is asked for.
import type { DataFormat, RowValue } from './format.ts';

/** What is wrong with a row of this part, as a sentence; undefined: nothing. Never throws on a row. */
export type RowProblem = (part: string, value: unknown) => string | undefined;

/** @param by whose rows: ours are as narrow as we write them, those of others what the format's documentation takes. */
export async function rowProblemsOf(format: DataFormat, by: 'us' | 'others' = 'us'): Promise<RowProblem> {
  const { schemaChecker } = await import('./schema-checker.ts');
  const compile = schemaChecker();
  const parts = new Map(
    format.parts.map((part) => {
      const held = (by === 'others' && part.taken) || part;
      return [part.name, { held, valid: compile(held.schema) }];
    }),
  );
  return (name, value) => {
    const known = parts.get(name);
    if (!known) return `The format has no part “${name}”.`;
    const { held, valid } = known;
    if (valid(value)) return held.invariant?.(value as RowValue);
    const [first] = valid.errors ?? [];
    const where = first?.instancePath ? first.instancePath.slice(1).replaceAll('/', '.') : 'the row';
    return `At ${where}: ${first?.message ?? 'not as the format has it'}.`;
  };
}
