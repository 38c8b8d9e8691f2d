// `dramatis play --strategies FILE`: a library of strategies to play with. In: a path. Out: the library; what cannot be read of it, and what would make
// it of no use, is said on standard error.
import { basename, resolve } from 'node:path';
import { plainText } from '../base/plain-text.ts';
import type { ChatModel } from '../model/port.ts';
import type { StrategyLibrary } from '../play/strategies/advise.ts';
import { readStrategies } from '../play/strategies/strategies.ts';
import type { Terminal } from './command.ts';
import { readText } from './load-persona.ts';

/** @throws UserError where the file cannot be read. */
export async function readLibrary(
  path: string,
  model: Pick<ChatModel, 'identity'>,
  { cwd, err }: Pick<Terminal, 'cwd' | 'err'>,
): Promise<StrategyLibrary> {
  const { strategies, problems } = readStrategies(await readText(resolve(cwd, path)));
  const name = basename(path);
  for (const { line, severity, message } of problems) err(`${plainText(`${name}:${line}: ${severity}: ${message}`)}\n`);
  const approved = strategies.filter(({ status }) => status === 'approved').length;
  if (approved === 0)
    err(`${plainText(name)}: none of ${strategies.length} strategies is approved, so none is used.\n`);
  if (model.identity.provider === 'understudy') {
    err('The offline understudy takes no advice: it says only what the file says. Name a model with --model.\n');
  }
  return { name, strategies };
}
