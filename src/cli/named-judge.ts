// The judge that dramatis.json names, for whatever can come to need one in the terminal. In: its configuration, what the user said yes to. Out: a
// model that may be asked, or none and why. Asks the user about an origin, and no model anything.
import type { Config, Endpoint } from '../config/config.ts';
import type { ChatModel } from '../model/port.ts';
import { type Consent, endpointModel, endpointNamed } from './choose-model.ts';
import type { Terminal } from './command.ts';

export interface NamedJudge {
  readonly model: ChatModel | undefined;
  /** To be told: why there is none. */
  readonly notes: readonly string[];
}

export interface ModelMaking extends Consent {
  /** Models of this run by their endpoint: each is made, and its key told of, once. */
  readonly made: Map<string, ChatModel>;
}

/** What becomes of tests without a judge. */
export const unsureWithout = 'what only a judge can say is unsure.';

/** `without`: what becomes of it where none is named. @throws UserError where it may not be asked, or there is no such endpoint. */
export async function namedJudge(
  without: string,
  choice: ModelMaking & { readonly config: Config },
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<NamedJudge> {
  const { judge } = choice.config;
  const none = (note: string): NamedJudge => ({ model: undefined, notes: [note] });
  if (judge === undefined) return none(`No \`judge\` is named in dramatis.json: ${without}`);
  if (judge.startsWith('vscode:')) return none(onlyInEditor(judge));
  if (judge === 'understudy') return none('The offline understudy cannot judge.');
  return { model: await madeOnce(endpointNamed(judge, choice.config), choice, terminal), notes: [] };
}

/** @throws UserError where it may not be asked. */
export async function madeOnce(
  endpoint: Endpoint,
  making: ModelMaking,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<ChatModel> {
  const key = JSON.stringify(endpoint);
  const model = making.made.get(key) ?? (await endpointModel(endpoint, making, terminal));
  making.made.set(key, model);
  return model;
}

export function onlyInEditor(name: string): string {
  return `\`${name}\` can be asked in the editor only.`;
}
