// Skills of agents: read into a persona, written from one; the file it came from is changed only where the persona says something else.
// Source: agentskills.io, the specification of `SKILL.md`.
import { exportAgent } from './agent-file/export-agent.ts';
import { importAgent } from './agent-file/import-agent.ts';
import { kindOfFile } from './agent-file/kind-of-file.ts';
import type { Format } from './format.ts';
import { textOf } from './text-of.ts';

export const agentSkill: Format = {
  id: 'skill',
  title: 'Skill (SKILL.md)',
  extension: '.SKILL.md',
  endings: ['skill.md'],
  changes: true,
  detect: (bytes, name) => kindOfFile(name) === 'skill' && textOf(bytes) !== undefined,
  read: (bytes, { source }) => importAgent(textOf(bytes), 'skill', source),
  write: (persona, options) => exportAgent(persona, 'skill', options),
};
