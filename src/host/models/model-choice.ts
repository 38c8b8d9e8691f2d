// Which model a persona is played with: what the user's setting names, else what `dramatis.json` names, else the understudy. Asks nobody.
import type { Config, Endpoint } from '../../config/config.ts';

/** How the understudy is called in settings and in `dramatis.json`. */
export const understudyName = 'understudy';

/** Names of VS Code's own models begin with this: `vscode:copilot/gpt-4o`. */
export const vscodePrefix = 'vscode:';

export type ModelChoice =
  | { readonly kind: 'understudy' }
  /** `folder`: it stands in a `dramatis.json`, so its origin must be confirmed; `user`: in the user's own settings. */
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint; readonly broughtBy: 'user' | 'folder' }
  | { readonly kind: 'vscode'; readonly vendor: string; readonly id: string }
  /** Named, but nowhere described. */
  | { readonly kind: 'unknown'; readonly name: string };

export interface KnownEndpoint {
  readonly endpoint: Endpoint;
  readonly broughtBy: 'user' | 'folder';
}

/** All endpoints that can be named, the user's own first; of two with one name the user's counts. */
export function knownEndpoints(config: Config, own: readonly Endpoint[]): readonly KnownEndpoint[] {
  const names = new Set(own.map(({ name }) => name));
  return [
    ...own.map((endpoint) => ({ endpoint, broughtBy: 'user' as const })),
    ...config.endpoints
      .filter(({ name }) => !names.has(name))
      .map((endpoint) => ({ endpoint, broughtBy: 'folder' as const })),
  ];
}

/** `setting` is the user's own choice, empty where there is none. */
export function chooseModel(setting: string, config: Config, own: readonly Endpoint[]): ModelChoice {
  const name = setting.trim() || config.model || understudyName;
  if (name === understudyName) return { kind: 'understudy' };
  if (name.startsWith(vscodePrefix)) {
    const [vendor = '', ...id] = name.slice(vscodePrefix.length).split('/');
    return { kind: 'vscode', vendor, id: id.join('/') };
  }
  const found = knownEndpoints(config, own).find(({ endpoint }) => endpoint.name === name);
  return found ? { kind: 'endpoint', ...found } : { kind: 'unknown', name };
}

/** How a model of VS Code is named in the setting. */
export function vscodeModelName(model: { readonly vendor: string; readonly id: string }): string {
  return `${vscodePrefix}${model.vendor}/${model.id}`;
}
