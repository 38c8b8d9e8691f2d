// `dramatis lsp --stdio`: the language server for any editor that speaks the protocol. Its module stands beside this program; what it
// says and hears goes over the process's own streams, and it ends the process when the editor is done or gone.
import { createRequire } from 'node:module';
import { UserError } from '../../base/user-error.ts';
import { type Command, exitCode } from '../command.ts';

export const lsp: Command = {
  name: 'lsp',
  summary: 'Start the language server, for editors.',
  help: `
Usage: dramatis lsp --stdio

Speaks the Language Server Protocol over standard input and output until the editor ends it. The language id is \`persona\`, files end
in .persona. Other files are read within the folder that the editor opens, or that of the nearest dramatis.json.

  --stdio               the way it speaks; there is no other
  --clientProcessId ID  ends with the process of that number`,
  options: { stdio: { type: 'boolean' }, clientProcessId: { type: 'string' } },
  async run({ positionals, options }, terminal) {
    if (!options['stdio'] || positionals.length > 0) {
      throw new UserError(
        'The server is started by an editor, which speaks to it over standard input and output.',
        'Use `dramatis lsp --stdio`.',
      );
    }
    // A file of its own, not a part of this program: found when it runs.
    createRequire(import.meta.url)('./server.cjs');
    return new Promise((done) => {
      terminal.signal.addEventListener('abort', () => done(exitCode.unfinished), { once: true });
    });
  },
};
