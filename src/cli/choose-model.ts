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

export interface ModelChoice {
  /** `--model`; undefined: what dramatis.json says, else the understudy. */
  readonly name: string | undefined;
  /** `--allow-origin`. */
  readonly allowed: string | undefined;
  readonly config: Config;
  readonly book: RuleBook;
  readonly measures: Measures;
  /** Asks a yes or no question; undefined where nobody is there to answer. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}

/** @throws UserError where there is no such endpoint, its origin is not confirmed, or it may not be used at all. */
export async function chooseModel(choice: ModelChoice, terminal: Pick<Terminal, 'env' | 'err'>): Promise<ChatModel> {
  const { config, book, measures } = choice;
  const name = choice.name ?? config.model ?? 'understudy';
  if (name === 'understudy') return understudy({ persona: book.persona, book, measures });
  const endpoint = config.endpoints.find((e) => e.name === name);
  if (!endpoint) {
    const names = ['understudy', ...config.endpoints.map((e) => e.name)].join(', ');
    throw new UserError(
      `There is no model \`${name}\`. Known here: ${names}.`,
      'Endpoints are named in dramatis.json.',
    );
  }
  const { keyFrom } = endpoint;
  const key =
    keyFrom !== undefined && Object.hasOwn(terminal.env, keyFrom) ? terminal.env[keyFrom] || undefined : undefined;
  const origin = await confirmOrigin(endpoint, key, choice);
  // The folder chose the variable: whoever said yes to the address beforehand reads here what goes there.
  if (key !== undefined) terminal.err(`The key in ${keyFrom} goes to ${origin}, and nowhere else.\n`);
  const [{ openAiModel }, { systemClock }] = await Promise.all([
    import('../model/providers/openai/openai.ts'),
    import('../model/providers/system-clock.ts'),
  ]);
  return openAiModel({ endpoint, key, clock: systemClock });
}

/** @returns the origin. */
async function confirmOrigin(
  endpoint: Endpoint,
  key: string | undefined,
  { allowed, confirm }: ModelChoice,
): Promise<string | undefined> {
  const origin = originOf(endpoint.url);
  const said = allowed === undefined ? undefined : originOf(allowed);
  let answer = mayUse(endpoint, said ? [said] : [], key === undefined ? undefined : origin);
  if (answer.answer === 'not-confirmed' && confirm) {
    const what = key === undefined ? 'this talk' : `this talk and the key in ${endpoint.keyFrom}`;
    if (await confirm(`Send ${what} to ${answer.origin}?`)) answer = mayUse(endpoint, [answer.origin], origin);
  }
  const failure = originFailure(answer);
  if (!failure) return origin;
  throw new UserError(
    failure.message,
    answer.answer === 'not-confirmed' ? `With --allow-origin ${answer.origin} it is allowed.` : undefined,
  );
}
