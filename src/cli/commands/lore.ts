// `dramatis lore FILE`: which lore would be sent after a line or a talk, and why each other piece would not. Asks no model.
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { plainText as plain } from '../../base/plain-text.ts';
import { UserError } from '../../base/user-error.ts';
import type { LoreTrace, Message } from '../../lang/prompt.ts';
import { loreReasons, simulateLore } from '../../play/memory/lore-words.ts';
import { keptMessages, readTalkFile } from '../../play/talk-file.ts';
import { type Command, exitCode } from '../command.ts';
import { loadMeasures } from '../load-measures.ts';
import { loadPersona, readText } from '../load-persona.ts';

export const lore: Command = {
  name: 'lore',
  summary: 'Say which lore comes up after a line or a talk, and why; no model is asked.',
  help: `
Usage: dramatis lore FILE [--text TEXT | --talk TALK] [--json]

For each fact with \`keys\`: whether it would be sent with the next reply, the key and the message that woke it, or what was missing.

  --text TEXT  as if the user had said this (default: nothing was said)
  --talk TALK  after a kept talk, NAME.talk.jsonl
  --json       the same as JSON`,
  options: { text: { type: 'string' }, talk: { type: 'string' }, json: { type: 'boolean' } },
  async run({ positionals: [file, ...more], options }, terminal) {
    if (file === undefined || more.length > 0) throw new UserError('lore takes one persona file.');
    const { text, talk: path } = options as Record<string, string | undefined>;
    if (text !== undefined && path !== undefined) throw new UserError('lore takes --text or --talk, not both.');
    const { persona, config } = await loadPersona(resolve(terminal.cwd, file));
    const talk = path === undefined ? said(text) : await readTalk(resolve(terminal.cwd, path));
    const { tokens } = await loadMeasures({ tokens: true });
    const budget = config.promptBudget === undefined ? {} : { budget: config.promptBudget };
    const traces = simulateLore(persona, talk, { ...budget, ...(tokens && { tokens }) });
    if (options['json']) terminal.out(`${JSON.stringify({ version: 1, lore: traces }, undefined, 2)}\n`);
    else if (traces.length === 0) terminal.out('The persona has no lore: no fact has `keys`.\n');
    else for (const trace of traces) terminal.out(`${lineOf(trace, talk)}\n`);
    return exitCode.clean;
  },
};

function said(text: string | undefined): readonly Message[] {
  return text === undefined ? [] : [{ role: 'user', content: text }];
}

async function readTalk(path: string): Promise<readonly Message[]> {
  const { lines, problems } = readTalkFile(await readText(path), pathToFileURL(dirname(path)).href);
  const [first] = problems;
  if (first) throw new UserError(`${path} cannot be read as a talk. ${first.message}`);
  return keptMessages(lines);
}

function lineOf({ label, reason, key, also, message }: LoreTrace, talk: readonly Message[]): string {
  const mark = reason === 'sent' ? '+' : '-';
  const keys = [key, also].filter((one) => one !== undefined).map((one) => `\`${one}\``);
  const where = message === undefined || talk.length < 2 ? '' : ` in message ${message + 1}`;
  const by = keys.length > 0 ? ` (${keys.join(' and ')}${where})` : '';
  return plain(`${mark} ${label}: ${loreReasons[reason]}${by}`);
}
