// Endpoints of `dramatis.json` whose model is gone or going, by the list that the same endpoint gave last. In: the file, its settings, the kept lists.
// Out: findings. Asks nobody.
import type { Config } from '../../config/config.ts';
import { modelPlaces } from '../../config/model-places.ts';
import type { Problem } from '../../lang/problems.ts';
import { heeded } from './lint.ts';
import { endpointEnding, type KnownModels } from './model-ending.ts';

/** @param config as it was read from `text`; severities of the user's own may be in it. */
export function configModels(text: string, config: Config, models: KnownModels): readonly Problem[] {
  if (models.lists.length === 0 || config.severities['ending-model'] === 'off') return [];
  const found = modelPlaces(text, config.endpoints).flatMap(({ endpoint, range }): Problem[] => {
    const words = endpointEnding(endpoint, models);
    return words ? [{ code: 'ending-model', range, severity: words.severity, message: words.message }] : [];
  });
  return heeded(found, config, []);
}
