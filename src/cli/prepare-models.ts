// Prepared files as another model plays them: the same persona, the same cases, so that what differs is the model. Asks no model.
import type { Terminal } from './command.ts';
import type { PreparedPair } from './prepare-revision.ts';
import { type Preparation, type PreparedFile, withModels } from './prepare-suite.ts';

/** @param model the one to compare with, as `--model` names one. @throws UserError as choosing a model does. */
export async function prepareModels(
  prepared: readonly PreparedFile[],
  model: string,
  preparation: Preparation,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<readonly PreparedPair[]> {
  const other = { ...preparation, options: { ...preparation.options, model } };
  const pairs: PreparedPair[] = [];
  for (const now of prepared)
    pairs.push({ now, before: { ...now, ...(await withModels(now.plan, now.context, other, terminal)) } });
  return pairs;
}
