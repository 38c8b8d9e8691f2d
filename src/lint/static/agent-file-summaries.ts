// One line about each finding in an agent file (`.agent.md`, `SKILL.md`, `AGENTS.md` …), with its severity. The rules are in lint/agent-files.
import type { Severity } from '../../lang/problems.ts';

export const agentFileSummaries = {
  'front-matter-syntax': ['error', 'Front matter that is no YAML, has no end, or gives a key twice.'],
  'front-matter-key': ['warning', 'A key of front matter that is misspelt, or that is not used any more.'],
  'front-matter-value': [
    'warning',
    'A value of front matter of the wrong kind, or a skill’s name that is not its folder’s.',
  ],
  'front-matter-missing': ['warning', 'A key that such a file needs and does not have.'],
  'front-matter-limit': ['warning', 'A name, a description or a prompt that is longer than what reads it takes.'],
  'broken-link': ['warning', 'A link to a file that is not there; a hint where nothing else it links to is there.'],
  'contradictory-instructions': ['warning', 'Two instructions that cannot both be followed.'],
  'duplicate-instruction': ['warning', 'An instruction that is given twice.'],
  'secret-in-text': [
    'warning',
    'What looks like a key or a token: whoever reads the file has it, and every model it is sent to.',
  ],
  'ending-model': [
    'warning',
    'A model that is gone or going, by the last list of its endpoint; a hint in an agent file.',
  ],
} as const satisfies Readonly<Record<string, readonly [Severity, string]>>;

export type AgentFileCode = keyof typeof agentFileSummaries;
