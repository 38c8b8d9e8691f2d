// `dramatis export`: a persona in another format. The card or prompt file it came from is what is changed. Tells what becomes of
// everything before it writes, and writes over nothing unasked.
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { UserError } from '../../base/user-error.ts';
import { isInside } from '../../disk/disk-source.ts';
import { writeFileAtomically } from '../../disk/write-file-atomically.ts';
import type { Format } from '../../interop/format.ts';
import { formatNamed, formats } from '../../interop/formats.ts';
import { exportedName, lostSource, sourceFileOf, useOfSource } from '../../interop/source-file.ts';
import type { Persona } from '../../lang/persona.ts';
import { planProbes } from '../../lint/behavior/plan-probes.ts';
import { readRules } from '../../rules/rule-book.ts';
import { planTests } from '../../suite/plan-tests.ts';
import { type Command, exitCode } from '../command.ts';
import { confirmLoss } from '../confirm-loss.ts';
import { lineReader } from '../line-reader.ts';
import { loadPersona } from '../load-persona.ts';
import { fatesAsText } from '../tell-fates.ts';

const writable = formats.filter(({ write }) => write);

export const exportCommand: Command = {
  name: 'export',
  summary: 'Write a persona as a character card or in another format.',
  help: `
Usage: dramatis export FILE --to FORMAT [--out FILE | --in-place [--yes]] [--report text|json] [--dry-run]

${writable.map(({ id, title }) => `  ${id.padEnd(12)} ${title}`).join('\n')}

Where the persona's \`source:\` is a card, lorebook, agent, skill, Prompty or dotprompt file beside it, that file is changed: only what differs, everything else stays
as it was.

  --out FILE           write there (default: beside the persona); never over a file that is there
  --in-place           write the changed file over the one it came from; asks first where something is dropped
  --yes                do not ask: write over it all the same
  --report text|json   how it is told what becomes of everything (default: text)
  --dry-run            tell, and write nothing`,
  options: {
    to: { type: 'string' },
    out: { type: 'string' },
    'in-place': { type: 'boolean' },
    yes: { type: 'boolean' },
    report: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  async run({ positionals, options }, terminal) {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UserError('Name one persona file to export.');
    const format = typeof options['to'] === 'string' ? formatNamed(options['to']) : undefined;
    if (!format?.write) {
      throw new UserError('`--to` takes a format.', `Formats: ${writable.map(({ id }) => id).join(', ')}.`);
    }
    const path = resolve(terminal.cwd, file);
    const { persona } = await loadPersona(path);
    const original = await originalOf(persona, path, format);
    const changed = original.use === 'change' ? original.path : undefined;
    if (options['in-place'] && changed === undefined) {
      throw new UserError('There is no file to change in place.', 'Name it under `source:`, beside the persona.');
    }
    const cases = () => casesOf(persona);
    const out = typeof options['out'] === 'string' ? resolve(terminal.cwd, options['out']) : undefined;
    const inPlace = options['in-place'] ? changed : undefined;
    const folder = inPlace === undefined && out !== undefined ? basename(dirname(out)) : undefined;
    const written = format.write(persona, {
      original: original.use && original.bytes,
      cases,
      ...(folder !== undefined && { folder }),
    });
    if (!written.ok) throw new UserError(written.reason);
    const stem = basename(path, extname(path));
    const beside = join(dirname(path), written.name ?? exportedName(stem, format, changed));
    const target = inPlace ?? out ?? beside;
    const to = relative(terminal.cwd, target) || target;
    const fates = original.lost ? [original.lost, ...written.fates] : written.fates;
    const asJson = options['report'] === 'json';
    if (asJson) terminal.out(`${JSON.stringify({ to, format: format.id, fates }, null, 2)}\n`);
    else terminal.out(`${to}\n${fatesAsText(fates)}`);
    if (options['dry-run']) return exitCode.clean;
    if (inPlace !== undefined && original.bytes) {
      const same = Buffer.from(original.bytes).equals(written.bytes);
      const confirm = terminal.interactive && !asJson ? lineReader(terminal).confirm : undefined;
      const question = { file: to, fates: same ? [] : fates, agreed: options['yes'] === true, confirm };
      if (!(await confirmLoss(question))) return exitCode.unfinished;
      // Somebody may have worked on it while the question stood.
      if (!original.bytes.equals(await readFile(inPlace)))
        throw new UserError(`${to} has changed meanwhile, and was not written over.`, 'Export once more.');
    }
    if (target === beside && written.name !== undefined) await mkdir(dirname(target), { recursive: true });
    await writeFileAtomically(target, written.bytes, { overwrite: inPlace !== undefined });
    return exitCode.clean;
  },
};

/** All that `dramatis test` would run. */
function casesOf(persona: Persona) {
  const book = readRules(persona);
  return [...planTests(persona, book), ...planProbes(persona, book)];
}

/** The file under `source:`, where it lies in the persona's folder and the format changes it or takes from it; and what is lost where it should and cannot. */
async function originalOf(persona: Persona, path: string, format: Format) {
  const named = sourceFileOf(persona);
  if (named === undefined) return {};
  const folder = dirname(path);
  const source = resolve(folder, named);
  if (!isInside(folder, source)) return {};
  const bytes = await readFile(source).catch(() => undefined);
  const use = bytes && useOfSource(format, bytes, basename(source));
  return use ? { path: source, bytes, use } : { lost: lostSource(format, bytes, named) };
}
