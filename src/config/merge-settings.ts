// A user's own settings over those of a folder, for that user alone. In: two configs. Out: one. Files are not touched.
import type { Config, Endpoint } from './config.ts';

/** What a user may set for themselves. Take it from user settings only: what a folder's settings file brings is the folder's. */
export type UserSettings = Partial<
  Pick<Config, 'severities' | 'ignore' | 'promptBudget' | 'endpoints' | 'model' | 'judge'>
>;

/** Severities and endpoints are joined by name, the user's winning; everything else the user has set replaces the folder's. */
export function mergeSettings(config: Config, settings: UserSettings): Config {
  return {
    ...config,
    severities: { ...config.severities, ...settings.severities },
    ignore: settings.ignore ?? config.ignore,
    promptBudget: settings.promptBudget ?? config.promptBudget,
    endpoints: joined(config.endpoints, settings.endpoints ?? []),
    model: settings.model ?? config.model,
    judge: settings.judge ?? config.judge,
  };
}

function joined(folder: readonly Endpoint[], user: readonly Endpoint[]): readonly Endpoint[] {
  const own = new Set(user.map(({ name }) => name));
  return [...user, ...folder.filter(({ name }) => !own.has(name))];
}
