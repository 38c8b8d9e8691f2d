// `dramatis format`: sets indentation, colons and blank lines of persona files; what a persona means never changes.

import { applyEdits } from '../../base/text-edit.ts';
import { writeFileAtomically } from '../../disk/write-file-atomically.ts';
import { format as formatTree } from '../../lang/format.ts';
import { parse } from '../../lang/parse.ts';
import { refuseAgentFile } from '../agent-files.ts';
import { type Command, exitCode } from '../command.ts';
import { findPersonas } from '../find-personas.ts';
import { readText } from '../load-persona.ts';

export const format: Command = {
  name: 'format',
  summary: 'Format persona files, or check that they are.',
  help: `
Usage: dramatis format [--check] PATH…

Paths are files or folders; folders are searched for *.persona. Without a path: this folder.

  --check  change nothing; exit 1 and name the files that are not formatted`,
  options: { check: { type: 'boolean' } },
  async run({ positionals, options }, terminal) {
    const files = await findPersonas(positionals, terminal.cwd);
    for (const { path } of files) refuseAgentFile(path);
    let changed = 0;
    for (const { path, shown } of files) {
      if (terminal.signal.aborted) return exitCode.unfinished;
      const text = await readText(path);
      const formatted = applyEdits(text, formatTree(parse(text)));
      if (formatted === text) continue;
      changed++;
      if (options['check']) terminal.out(`${shown} is not formatted\n`);
      else {
        await writeFileAtomically(path, formatted);
        terminal.out(`${shown}\n`);
      }
    }
    terminal.err(
      `${changed} of ${files.length} ${files.length === 1 ? 'file' : 'files'} ${options['check'] ? 'would change' : 'formatted'}\n`,
    );
    return options['check'] && changed > 0 ? exitCode.findings : exitCode.clean;
  },
};
