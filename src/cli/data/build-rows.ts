// `dramatis data build`: recorded talks of a persona as rows of a format, behind the gate, read back before they count. Writes over nothing unasked; what was
// stopped is taken up by the same command.
import { readFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { UserError } from '../../base/user-error.ts';
import { dataContext } from '../../data/data-context.ts';
import { exportName, exportNames } from '../../data/file-names.ts';
import type { DataFormat } from '../../data/format.ts';
import { personaGate } from '../../data/persona-gate.ts';
import { knowsCountry } from '../../data/personal-data.ts';
import { type RowWish, wholeExport, wishHashOf } from '../../data/whole-export.ts';
import { exportFiles } from '../../disk/export-files.ts';
import { exitCode, type Terminal } from '../command.ts';
import { contextOf, loadPersona } from '../load-persona.ts';
import { openProgress } from '../progress.ts';
import { talkSources } from './talk-sources.ts';
import { tallyAsText } from './tell-tally.ts';

export interface BuildOptions {
  readonly talks: readonly string[];
  /** Persona files of simulated users. */
  readonly askers: readonly string[];
  readonly out: string | undefined;
  readonly personal: 'remove' | 'redact' | 'keep';
  readonly country: string | undefined;
  readonly unfit: boolean;
  readonly restart: boolean;
  readonly replace: boolean;
  readonly json: boolean;
}

export async function buildRows(
  file: string,
  format: DataFormat,
  options: BuildOptions,
  terminal: Terminal,
): Promise<number> {
  const path = resolve(terminal.cwd, file);
  const { persona } = await loadPersona(path);
  const { personal, country, unfit: takeUnfit } = options;
  if (country !== undefined && !(await knowsCountry(country)))
    throw new UserError('--country takes two capital letters, as GB.');
  const now = new Date().toISOString();
  const against = personaGate(persona, now);
  if (against.length > 0) {
    terminal.err(`${against.join('\n')}\nNothing was exported.\n`);
    return exitCode.findings;
  }
  const stem = basename(path).replace(/\.persona$/iu, '');
  const target = resolve(terminal.cwd, options.out ?? exportName(stem, format));
  const names = exportNames(basename(target), format);
  const askers = await Promise.all(options.askers.map((one) => loadPersona(resolve(terminal.cwd, one))));
  const context = dataContext({
    persona,
    source: contextOf(path).source,
    askers: askers.map((one) => one.persona),
    memories: await readFile(path.replace(/\.persona$/iu, '.memories.jsonl'), 'utf8').catch(() => undefined),
    takeUnfit,
  });
  const wish: RowWish = { format, context, personal, country, at: now };
  const files = await exportFiles(dirname(target), names, { wish: wishHashOf(wish), ...options });
  try {
    if (files.begun) terminal.err(`Going on after ${files.begun.tally.talks} talks.\n`);
    const whole = { sink: files, resume: files.begun, files: names.parts };
    const talks = talkSources(options.talks, path, terminal);
    const ended = await withProgress(wholeExport(talks, wish, whole, terminal.signal), terminal);
    if (ended.end === 'stopped') {
      terminal.err('Stopped. The same command goes on where it stood.\n');
      return exitCode.unfinished;
    }
    if (ended.end === 'unsound') {
      terminal.err(`${ended.message}\n`);
      return exitCode.findings;
    }
    const manifest = `${JSON.stringify(ended.manifest, null, 2)}\n`;
    await files.finish(manifest);
    terminal.out(
      options.json ? manifest : tallyAsText(ended.tally, names.parts, relative(terminal.cwd, dirname(target))),
    );
    return exitCode.clean;
  } finally {
    await files.close();
  }
}

async function withProgress<T>(building: AsyncGenerator<number, T>, terminal: Terminal): Promise<T> {
  const progress = openProgress(terminal, 'talks read');
  try {
    for (;;) {
      const next = await building.next();
      if (next.done) return next.value;
      progress.step();
    }
  } finally {
    progress.close();
  }
}
