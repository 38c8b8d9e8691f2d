// Instructions of VS Code and GitHub: read into a persona, written from one; the file it came from is changed only where the persona says something else.
// Source: VS Code's documentation of customizations.
import { exportAgent } from './agent-file/export-agent.ts';
import { importAgent } from './agent-file/import-agent.ts';
import { kindOfFile } from './agent-file/kind-of-file.ts';
import type { Format } from './format.ts';
import { textOf } from './text-of.ts';

export const customInstructions: Format = {
  id: 'instructions',
  title: 'Instructions (.instructions.md)',
  extension: '.instructions.md',
  endings: ['instructions.md'],
  changes: true,
  detect: (bytes, name) => kindOfFile(name) === 'instructions' && textOf(bytes) !== undefined,
  read: (bytes, { source }) => importAgent(textOf(bytes), 'instructions', source),
  write: (persona, options) => exportAgent(persona, 'instructions', options),
};
