// The formats of `docs/training-data.md`, written from the registry between markers: who takes them, what of a talk they need, the fields of a row.

import type { Part, Schema } from '../../src/data/format.ts';
import { dataFormats } from '../../src/data/formats.ts';
import type { GeneratedFile } from './generated.ts';

const path = 'docs/training-data.md';

/** The page with its tables current. Throws where a marker is missing. */
export function dataTables(page: string): GeneratedFile[] {
  const [open, close] = ['<!-- generated: formats -->', '<!-- end: formats -->'];
  const start = page.indexOf(open);
  const end = page.indexOf(close);
  if (start < 0 || end < start) throw new Error(`${path} has no place for the formats`);
  const formats = dataFormats.map(
    ({ id, title, takenBy, needs, parts, encoding }) =>
      `### \`${id}\`\n\n${title}. Taken by ${takenBy}. Needs: ${needs}${encoding === 'csv' ? ' CSV with a head.' : ''}\n\n${parts.map(partText).join('\n\n')}`,
  );
  return [{ path, content: `${page.slice(0, start + open.length)}\n\n${formats.join('\n\n')}\n\n${page.slice(end)}` }];
}

function partText({ name, row, schema }: Part): string {
  const required = new Set(schema['required'] as readonly string[]);
  const rows = Object.entries(schema['properties'] as Record<string, Schema>).map(
    ([field, inner]) =>
      `| \`${field}\` | ${typeOf(inner)}${required.has(field) ? '' : ', may be missing'} | ${String(inner['description'] ?? '')} |`,
  );
  const head = name === '' ? row : `**\`${name}\`**: ${row}`;
  return [head, '', '| field | is | |', '|---|---|---|', ...rows].join('\n');
}

/** As people read it: text, number, one of some words, a list of … */
function typeOf(schema: Schema): string {
  if (schema['enum'])
    return (schema['enum'] as readonly unknown[]).map((one) => `\`${JSON.stringify(one)}\``).join(' or ');
  if (schema['anyOf']) return [...new Set((schema['anyOf'] as readonly Schema[]).map(typeOf))].join(' or ');
  const items = schema['items'] as Schema | Schema[] | undefined;
  if (items) return `list of ${Array.isArray(items) ? items.map(typeOf).join(', then ') : typeOf(items)}`;
  const fields = schema['properties'] as Record<string, Schema> | undefined;
  if (fields)
    return Object.keys(fields)
      .map((one) => `\`${one}\``)
      .join(' ');
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    integer: 'whole number',
    boolean: 'yes or no',
    array: 'list',
  };
  if (schema['type'] === undefined) throw new Error(`Nobody could read what this is: ${JSON.stringify(schema)}`);
  return [schema['type']]
    .flat()
    .map((one) => names[String(one)] ?? String(one))
    .join(' or ');
}
