// `dramatis data list`: every format, what of a talk it needs and who takes it.
import { dataFormats } from '../../data/formats.ts';
import { exitCode, type Terminal } from '../command.ts';

export function listFormats(terminal: Terminal, json: boolean): number {
  if (json) {
    const rows = dataFormats.map(({ id, title, needs, takenBy, encoding, parts }) => ({
      id,
      title,
      needs,
      takenBy,
      encoding,
      parts: parts.map(({ name, row, schema }) => ({ name, row, schema })),
    }));
    terminal.out(`${JSON.stringify(rows, null, 2)}\n`);
    return exitCode.clean;
  }
  const width = Math.max(...dataFormats.map(({ id }) => id.length));
  for (const { id, title, needs, takenBy, parts } of dataFormats) {
    terminal.out(`${id.padEnd(width)}  ${title}: ${takenBy}\n${''.padEnd(width)}  Needs: ${needs}\n`);
    for (const { name } of parts) if (name !== '') terminal.out(`${''.padEnd(width)}  File: ${name}\n`);
  }
  return exitCode.clean;
}
