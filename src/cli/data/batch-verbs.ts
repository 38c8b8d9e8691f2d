// `dramatis data batch`, `send` and `talks`: their options, read and checked. In: what stands on the command line. Out: the exit code.
import { resolve } from 'node:path';
import { UserError } from '../../base/user-error.ts';
import { confirmedOrigins } from '../choose-model.ts';
import type { Arguments, Terminal } from '../command.ts';
import { loadPersona } from '../load-persona.ts';
import { readBatch, writeBatch } from './batch-files.ts';

export async function runBatchVerb(
  verb: 'batch' | 'send' | 'talks',
  file: string,
  options: Arguments['options'],
  terminal: Terminal,
): Promise<number> {
  const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined);
  const many = (name: string) => (typeof options[name] === 'object' ? options[name] : []);
  const missing = (name: string) => new UserError(`\`dramatis data ${verb}\` needs --${name}.`);
  const needed = (name: string) => {
    const value = text(name);
    if (value === undefined) throw missing(name);
    return value;
  };
  const number = (name: string, fits: (value: number) => boolean, what: string) => {
    const value = text(name) === undefined ? undefined : Number(text(name));
    if (value !== undefined && !fits(value)) throw new UserError(`--${name} takes ${what}.`);
    return value;
  };
  const whole = (name: string) =>
    number(name, (value) => Number.isSafeInteger(value) && value > 0, 'a whole number above 0');
  const out = text('out');
  if (verb === 'send') {
    const { sendBatch } = await import('./send-batch.ts');
    const sent = { file, requests: needed('requests'), model: text('model'), out, budget: whole('budget') };
    const flags = { cancel: options['cancel'] === true, restart: options['restart'] === true };
    if (flags.cancel && flags.restart) throw new UserError('--cancel and --restart do not go together.');
    return sendBatch({ ...sent, ...flags, confirmed: confirmedOrigins(many('allow-origin')) }, terminal);
  }
  if (verb === 'talks') {
    const requests = needed('requests');
    const answers = many('answers');
    if (answers.length === 0) throw missing('answers');
    const { persona } = await loadPersona(resolve(terminal.cwd, file));
    return readBatch({ persona, requests, answers, out }, terminal);
  }
  const temperature = number('temperature', (value) => value >= 0 && value <= 2, 'a number from 0 to 2');
  const wish = { file, lines: needed('lines'), model: needed('model'), temperature, out };
  return writeBatch({ ...wish, maxTokens: whole('max-tokens') }, terminal);
}
