// `dramatis import`: files of other programs become persona files beside them. Says what became of everything; writes over nothing.
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../base/user-error.ts';
import { diskError } from '../../disk/system-error.ts';
import { writeFileAtomically } from '../../disk/write-file-atomically.ts';
import { fileNameOf } from '../../interop/file-name.ts';
import { formatNamed, formatOf, formats, mayBeRead } from '../../interop/formats.ts';
import { mergeFragment } from '../../interop/merge-fragment.ts';
import { type Command, exitCode, type Terminal } from '../command.ts';
import { openProgress } from '../progress.ts';
import { fatesAsText } from '../tell-fates.ts';

const readable = formats.filter(({ read }) => read);
/** Larger files are no persona of anybody. In bytes. */
const largest = 100_000_000;

export const importCommand: Command = {
  name: 'import',
  summary: 'Make persona files of character cards and other formats.',
  help: `
Usage: dramatis import PATH… [--out DIR] [--from FORMAT] [--fragment FILE] [--report text|json] [--dry-run]

Folders are searched. Each file becomes NAME.persona beside it and stays as it is: what a persona does not say is kept there, and
\`dramatis export\` puts changes back into it. A file that is there already is not written over; of a folder the rest is imported.

${readable.map(({ id, title }) => `  ${id.padEnd(12)} ${title}`).join('\n')}

  --out DIR            write the personas there; made where it is missing
  --from FORMAT        read files as this, whatever they look like
  --fragment FILE      a TinyTroupe fragment to put into the one agent named, by TinyTroupe's rules
  --report text|json   how it is told what became of everything (default: text)
  --dry-run            tell, and write nothing

Exit code: 0, 1 where a file named on the command line could not be imported.`,
  options: {
    out: { type: 'string' },
    from: { type: 'string' },
    fragment: { type: 'string' },
    report: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  async run({ positionals, options }, terminal) {
    if (positionals.length === 0) throw new UserError('Name a file or folder to import.');
    const wanted = typeof options['from'] === 'string' ? options['from'] : undefined;
    const forced = wanted === undefined ? undefined : formatNamed(wanted);
    if (wanted !== undefined && !forced?.read) {
      throw new UserError(`Nothing is read as \`${wanted}\`.`, `Formats: ${readable.map(({ id }) => id).join(', ')}.`);
    }
    if (options['fragment'] !== undefined && positionals.length > 1) {
      throw new UserError('A fragment goes into one agent.', 'Name one file beside `--fragment`.');
    }
    const results: unknown[] = [];
    let failed = 0;
    const progress = openProgress(terminal, 'files');
    for await (const { path, named } of filesOf(positionals, terminal)) {
      if (terminal.signal.aborted) {
        progress.close();
        return exitCode.unfinished;
      }
      progress.step();
      const shown = relative(terminal.cwd, path) || path;
      const own = (await stat(path)).size > largest ? undefined : await readFile(path);
      const bytes = own && (await withFragment(own, options['fragment'], terminal));
      const format = bytes && (forced ?? formatOf(bytes, basename(path)));
      if (!bytes || !format?.read) {
        if (!named) continue;
        failed++;
        terminal.err(`${shown}: ${bytes ? 'no format that can be imported' : 'too large to import'}\n`);
        continue;
      }
      const folder = typeof options['out'] === 'string' ? resolve(terminal.cwd, options['out']) : dirname(path);
      const source = relative(folder, path).split(sep).join('/');
      const read = format.read(bytes, { source });
      if (!read.ok) {
        failed++;
        terminal.err(`${shown}: ${read.reason}\n`);
        continue;
      }
      const target = join(folder, `${fileNameOf(read.name)}.persona`);
      const to = relative(terminal.cwd, target) || target;
      if (!named && (await stat(target).catch(() => undefined))) {
        terminal.err(`${shown}: ${to} is there already\n`);
        continue;
      }
      if (!options['dry-run']) {
        if (options['out'] !== undefined) await madeFolder(folder);
        await writeFileAtomically(target, read.text, { overwrite: false });
      }
      if (options['report'] === 'json') results.push({ from: shown, to, format: format.id, fates: read.fates });
      else terminal.out(`${shown} → ${to}\n${fatesAsText(read.fates)}`);
    }
    progress.close();
    if (options['report'] === 'json') terminal.out(`${JSON.stringify(results, null, 2)}\n`);
    return failed > 0 ? exitCode.findings : exitCode.clean;
  },
};

async function madeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw diskError(error, `Could not make the folder ${basename(folder)}`);
  });
}

/** The agent with the fragment in it. @throws UserError where they disagree, or are none. */
async function withFragment(agent: Uint8Array, file: unknown, terminal: Terminal): Promise<Uint8Array> {
  if (typeof file !== 'string') return agent;
  const fragment = await readFile(resolve(terminal.cwd, file)).catch(() => undefined);
  if (!fragment) throw new UserError(`There is no file ${file}.`);
  const decoder = new TextDecoder();
  const merged = mergeFragment(decoder.decode(agent), decoder.decode(fragment));
  if (!merged.ok) throw new UserError(merged.reason);
  return new TextEncoder().encode(merged.json);
}

/** Files named, and those of folders named; hidden ones and packages are left alone. */
async function* filesOf(
  paths: readonly string[],
  terminal: Terminal,
): AsyncGenerator<{ path: string; named: boolean }> {
  for (const given of paths) {
    const path = resolve(terminal.cwd, given);
    const kind = await stat(path).catch(() => undefined);
    if (!kind) throw new UserError(`There is no file or folder ${given}.`);
    if (!kind.isDirectory()) {
      yield { path, named: true };
      continue;
    }
    const waiting = [path];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
        if (entry.isDirectory()) waiting.push(join(folder, entry.name));
        else if (entry.isFile() && mayBeRead(entry.name)) {
          yield { path: join(folder, entry.name), named: false };
        }
      }
    }
  }
}
