// Which model plays in the terminal: the understudy, or an endpoint of dramatis.json with the key of the variable it names.
// An endpoint comes with a folder, so the user says yes to its origin each time: on the command line, or at the question.

import { UserError } from '../base/user-error.ts';
import type { Config, Endpoint } from '../config/config.ts';
import type { Measures } from '../lang/measures.ts';
import { mayUse, originFailure, originOf } from '../model/origin-policy.ts';
import type { ChatModel } from '../model/port.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import { understudy } from '../understudy/understudy.ts';
import type { Terminal } from './command.ts';
import { keyOf } from './key-of.ts';

export interface ModelChoice {
  /** `--model`; undefined: what dramatis.json says, else the understudy. */
  readonly name: string | undefined;
  /** Origins the user has said yes to, on the command line or at the question; an answer is added and holds for the whole run. */
  readonly confirmed: Set<string>;
  readonly config: Config;
  readonly book: RuleBook;
  readonly measures: Measures;
  /** Asks a yes or no question; undefined where nobody is there to answer. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}

/** The same for whichever persona is played: its rules are added with it. */
export type ChoiceForAny = Omit<ModelChoice, 'book'>;

export type Consent = Pick<ModelChoice, 'confirmed' | 'confirm'> & {
  /** What is sent, for the question. */
  readonly what?: string;
};

/** @throws UserError where there is no such endpoint, its origin is not confirmed, or it may not be used at all. */
export async function chooseModel(choice: ModelChoice, terminal: Pick<Terminal, 'env' | 'err'>): Promise<ChatModel> {
  const { config, book, measures } = choice;
  const name = choice.name ?? config.model ?? 'understudy';
  if (name === 'understudy') return understudy({ persona: book.persona, book, measures });
  return endpointModel(endpointNamed(name, config), choice, terminal);
}

/** @throws UserError where `dramatis.json` names no such endpoint. */
export function endpointNamed(name: string, config: Config): Endpoint {
  const endpoint = config.endpoints.find((e) => e.name === name);
  if (endpoint) return endpoint;
  const names = ['understudy', ...config.endpoints.map((e) => e.name)].join(', ');
  throw new UserError(`There is no model \`${name}\`. Known here: ${names}.`, 'Endpoints are named in dramatis.json.');
}

/** An endpoint that may be asked. @throws UserError where its origin is not confirmed, or it may not be used at all. */
export async function endpointModel(
  endpoint: Endpoint,
  consent: Consent,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<ChatModel> {
  const { keyFrom } = endpoint;
  const key = keyOf(endpoint, terminal.env);
  const origin = await confirmOrigin(endpoint, key, consent);
  // The folder chose the variable: whoever said yes to the address beforehand reads here what goes there.
  if (key !== undefined) terminal.err(`The key in ${keyFrom} goes to ${origin}, and nowhere else.\n`);
  const [{ openAiModel }, { systemClock }] = await Promise.all([
    import('../model/providers/openai/openai.ts'),
    import('../model/providers/system-clock.ts'),
  ]);
  return openAiModel({ endpoint, key, clock: systemClock });
}

/** What `--allow-origin` named, as origins. @throws UserError where one is no address. */
export function confirmedOrigins(urls: readonly string[]): Set<string> {
  return new Set(
    urls.map((url) => {
      const origin = originOf(url);
      if (origin === undefined) throw new UserError('--allow-origin takes an address, as https://api.openai.com.');
      return origin;
    }),
  );
}

/** The origin that was said yes to. @throws UserError where it was not, or may not be used at all. */
export async function confirmOrigin(
  endpoint: Endpoint,
  key: string | undefined,
  { confirmed, confirm, what: sent = 'this talk' }: Consent,
): Promise<string | undefined> {
  const origin = originOf(endpoint.url);
  let answer = mayUse(endpoint, confirmed, key === undefined ? undefined : origin);
  if (answer.answer === 'not-confirmed' && confirm) {
    const what = key === undefined ? sent : `${sent} and the key in ${endpoint.keyFrom}`;
    if (await confirm(`Send ${what} to ${answer.origin}?`)) {
      confirmed.add(answer.origin);
      answer = mayUse(endpoint, confirmed, origin);
    }
  }
  const failure = originFailure(answer);
  if (!failure) return origin;
  throw new UserError(
    failure.message,
    answer.answer === 'not-confirmed' ? `With --allow-origin ${answer.origin} it is allowed.` : undefined,
  );
}
