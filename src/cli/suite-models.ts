// Who answers and who judges when tests and probes of a file run in the terminal. In: the name asked for, the file's configuration.
// Out: models that may be asked, or none. Asks the user about an origin, and no model anything.
import { fileURLToPath } from 'node:url';
import type { Config, Endpoint } from '../config/config.ts';
import { originOf } from '../model/origin-policy.ts';
import type { ChatModel } from '../model/port.ts';
import { estimate } from '../suite/estimate.ts';
import type { UserModel } from '../suite/play-case.ts';
import type { SuiteDeps } from '../suite/run-suite.ts';
import type { SuiteCase, SuitePlan } from '../suite/suite-case.ts';
import { understudy } from '../understudy/understudy.ts';
import { endpointNamed, type ModelChoice } from './choose-model.ts';
import type { Terminal } from './command.ts';
import { contextOf } from './load-persona.ts';
import { madeOnce, type NamedJudge, namedJudge, onlyInEditor, unsureWithout } from './named-judge.ts';

export interface SuiteModels {
  readonly deps: Pick<SuiteDeps, 'modelFor' | 'judge' | 'userFor' | 'temperature' | 'maxTokens' | 'promptBudget'>;
  /** To be told: what is left out and why. */
  readonly notes: readonly string[];
}

export interface SuiteModelChoice extends Pick<ModelChoice, 'name' | 'confirmed' | 'confirm' | 'config' | 'measures'> {
  readonly plan: SuitePlan;
  /** Models of this run by their endpoint: each is made, and its key told of, once. */
  readonly made: Map<string, ChatModel>;
}

/** @throws UserError as `chooseModel` does. */
export async function chooseSuiteModels(
  choice: SuiteModelChoice,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<SuiteModels> {
  const { config, measures, plan } = choice;
  const { persona, book } = plan;
  const name = choice.name ?? config.model;
  const promptBudget = config.promptBudget === undefined ? {} : { promptBudget: config.promptBudget };
  if (name === undefined || isNone(name, config)) return nobody([]);
  if (choice.name === undefined) {
    const why = whyNotByDefault(name, choice);
    if (why !== undefined) return nobody(why);
  }
  if (name === 'understudy') {
    const modelFor: SuiteDeps['modelFor'] = (values) => understudy({ persona, book, measures, values });
    return { deps: { modelFor, judge: undefined, ...promptBudget }, notes: [] };
  }
  const endpoint = endpointNamed(name, config);
  const model = await madeOnce(endpoint, choice, terminal);
  const judge = await judgeFor(choice, model, terminal);
  const userFor = await usersFor(choice, terminal);
  return {
    deps: { modelFor: () => model, judge: judge.model, userFor, ...ofEndpoint(endpoint), ...promptBudget },
    notes: judge.notes,
  };
}

/** The judge of `dramatis.json`, where the plan can come to need one. */
async function judgeFor(
  choice: SuiteModelChoice,
  model: ChatModel,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<NamedJudge> {
  const { measures, plan } = choice;
  const needed =
    estimate(plan, { measures, model, judge: { capabilities: model.capabilities } }).judgeRequests.most > 0;
  return needed ? namedJudge(unsureWithout, choice, terminal) : { model: undefined, notes: [] };
}

/** A simulated user is played by the model of its own file's `dramatis.json`, unless `--model` names one for all. */
async function usersFor(
  choice: SuiteModelChoice,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<(one: SuiteCase) => UserModel | undefined> {
  const found = new Map<string, UserModel>();
  for (const one of choice.name === undefined ? choice.plan.cases : []) {
    const uri = one.simulated?.asker.persona?.uri;
    if (uri === undefined || found.has(uri)) continue;
    const { config } = contextOf(fileURLToPath(uri));
    const endpoint = config.endpoints.find(({ name }) => name === config.model);
    if (!endpoint || config.model === choice.config.model) continue;
    const { promptBudget: budget, ...numbers } = ofEndpoint(endpoint);
    const model = await madeOnce(endpoint, choice, terminal);
    found.set(uri, { model, ...numbers, ...(budget === undefined ? {} : { budget }) });
  }
  return (one) => found.get(one.simulated?.asker.persona?.uri ?? '');
}

/** Told with each request, so that they are part of what the cache goes by. */
function ofEndpoint({ temperature, maxTokens, contextTokens }: Endpoint) {
  return {
    ...(temperature !== undefined && { temperature }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(contextTokens !== undefined && { promptBudget: contextTokens }),
  };
}

/**
 * What dramatis.json names is who plays in the editor. Here it is asked where it may be and nobody has to: a folder alone makes no run
 * fail, and none cost. The understudy plays where it is asked for by name. @returns notes; undefined where it is to be asked.
 */
function whyNotByDefault(
  name: string,
  { config, confirm, confirmed }: SuiteModelChoice,
): readonly string[] | undefined {
  if (name === 'understudy') return [];
  if (name.startsWith('vscode:')) return [onlyInEditor(name)];
  const endpoint = config.endpoints.find((each) => each.name === name);
  const origin = endpoint && originOf(endpoint.url);
  if (confirm || (origin !== undefined && confirmed.has(origin))) return undefined;
  const how = origin === undefined ? `--model ${name}` : `--model ${name} --allow-origin ${origin}`;
  return [`\`${name}\` of dramatis.json was not asked; with ${how} it is.`];
}

function isNone(name: string, { endpoints }: Config): boolean {
  return name === 'none' && !endpoints.some((endpoint) => endpoint.name === name);
}

function nobody(notes: readonly string[]): SuiteModels {
  return { deps: { modelFor: undefined, judge: undefined }, notes };
}
