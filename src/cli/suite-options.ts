// The options that every command which runs tests or probes shares: read once, checked once. Opens and asks nothing.
import type { ParseArgsOptionsConfig } from 'node:util';
import { UserError } from '../base/user-error.ts';
import { confirmedOrigins } from './choose-model.ts';
import type { Arguments } from './command.ts';

export interface SuiteOptions {
  /** `none`: static checks only, whatever dramatis.json says. */
  readonly model: string | undefined;
  readonly confirmed: Set<string>;
  /** Requests in all; undefined: `defaultRequests`, or what the user says yes to. */
  readonly requests: number | undefined;
  /** Tokens in all, in and out. */
  readonly tokens: number | undefined;
  /** Folder of kept replies. */
  readonly cache: string | undefined;
  readonly repeat: number | undefined;
  /** Names that a case must have one of; empty: all cases. */
  readonly only: readonly string[];
}

/** What is asked at most where nobody says. */
export const defaultRequests = 200;

export const suiteOptions = {
  model: { type: 'string' },
  'allow-origin': { type: 'string', multiple: true },
  budget: { type: 'string' },
  'token-budget': { type: 'string' },
  cache: { type: 'string' },
  repeat: { type: 'string' },
  only: { type: 'string', multiple: true },
} as const satisfies ParseArgsOptionsConfig;

/** Lines of help for `suiteOptions`. */
export const suiteHelp = `  --model NAME        \`understudy\` (offline), an endpoint of dramatis.json, or \`none\` (default:
                      its \`model\` where that is an endpoint whose address you said yes to, else none)
  --allow-origin URL  say yes beforehand to an endpoint's address, where nobody can be asked; may stand more than once
  --budget N          ask at most N requests in all (default ${defaultRequests}; in a terminal you are asked where it may take more)
  --token-budget N    and use at most N tokens, in and out
  --cache DIR         keep replies there: the same question is not paid for twice, and a run that was cut off goes on
  --repeat N          play each case N times, whatever it says itself
  --only NAME         only cases of this title, id or rule; may stand more than once`;

/** @throws UserError where a number is none, or an address is none. */
export function readSuiteOptions({ options }: Arguments): SuiteOptions {
  return {
    model: textOf(options['model']),
    confirmed: confirmedOrigins(listOf(options['allow-origin'])),
    requests: countOf(options['budget'], '--budget', 0),
    tokens: countOf(options['token-budget'], '--token-budget', 0),
    cache: textOf(options['cache']),
    repeat: countOf(options['repeat'], '--repeat', 1),
    only: listOf(options['only']),
  };
}

function countOf(value: Arguments['options'][string], name: string, least: number): number | undefined {
  if (value === undefined) return undefined;
  const count = Number(value);
  if (value === '' || !Number.isSafeInteger(count) || count < least)
    throw new UserError(`${name} takes a whole number, ${least} or more.`);
  return count;
}

function textOf(value: Arguments['options'][string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: Arguments['options'][string]): readonly string[] {
  return typeof value === 'object' ? value : [];
}
