// `dramatis data check` and `stats`: a file of rows by anybody, held against a format; what is in it. Writes nothing.
import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { plainText } from '../../base/plain-text.ts';
import { UserError } from '../../base/user-error.ts';
import { checkRows } from '../../data/check-rows.ts';
import type { DataFormat, Part } from '../../data/format.ts';
import { rowProblemsOf } from '../../data/row-problems.ts';
import { rowStats } from '../../data/row-stats.ts';
import { rowCodec } from '../../data/row-text.ts';
import { exitCode, type Terminal } from '../command.ts';

export interface RowsFile {
  readonly file: string;
  readonly format: DataFormat;
  /** Of a format of several files. */
  readonly part: string | undefined;
  readonly json: boolean;
}

/** Exit code 1 where a row is not what the format takes. */
export async function checkFile({ file, format, part: named, json }: RowsFile, terminal: Terminal): Promise<number> {
  const part = partOf(format, named, file);
  const tools = { codec: await rowCodec(format.encoding), problemOf: await rowProblemsOf(format, 'others') };
  const checked = await checkRows(part, piecesOf(file, terminal), tools, terminal.signal);
  if (json) terminal.out(`${JSON.stringify(checked, null, 2)}\n`);
  else {
    for (const { record, message } of checked.problems) terminal.out(plainText(`${file}: row ${record}: ${message}\n`));
    const { rows, bad, twice } = checked;
    terminal.out(`${rows} rows, ${bad} not as ${format.id} has them, ${twice} twice.\n`);
  }
  if (checked.stopped) return exitCode.unfinished;
  return checked.bad > 0 ? exitCode.findings : exitCode.clean;
}

export async function tellStats({ file, format, part: named, json }: RowsFile, terminal: Terminal): Promise<number> {
  const part = partOf(format, named, file);
  const codec = await rowCodec(format.encoding);
  const stats = await rowStats(codec.read(part, piecesOf(file, terminal)), terminal.signal);
  if (json) terminal.out(`${JSON.stringify(stats, null, 2)}\n`);
  else {
    terminal.out(`Rows: ${stats.rows}, different: ${stats.different}\n`);
    terminal.out(`Characters in a row: ${stats.least} to ${stats.most}, ${stats.mean} on average\n`);
    for (const [name, { rows, items }] of Object.entries(stats.fields))
      terminal.out(plainText(`${name}: in ${rows} rows${items > 0 ? `, ${items} items` : ''}\n`));
  }
  return stats.stopped ? exitCode.unfinished : exitCode.clean;
}

/** The one named, or the one that the file's name ends with. */
function partOf(format: DataFormat, named: string | undefined, file: string): Part {
  const wanted = named ?? format.parts.find(({ name }) => name !== '' && file.includes(`.${name}.`))?.name ?? '';
  const part = format.parts.find(({ name }) => name === wanted);
  if (part) return part;
  throw new UserError(
    `${format.id} has several files; --part says which.`,
    `Parts: ${format.parts.map(({ name }) => name).join(', ')}.`,
  );
}

function piecesOf(file: string, terminal: Terminal): AsyncIterable<string> {
  if (file === '-') return terminal.input;
  const path = resolve(terminal.cwd, file);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new UserError(`There is no file ${file}.`);
  if (found.isDirectory()) throw new UserError(`${file} is a folder: name one file of rows.`);
  return readable(path, file);
}

async function* readable(path: string, file: string): AsyncGenerator<string> {
  try {
    yield* createReadStream(path, { encoding: 'utf8' }) as AsyncIterable<string>;
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
