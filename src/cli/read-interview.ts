// The options of `dramatis play` that ask for an interview, as what `play` does. Reads the asker's file; asks the user about its endpoint's
// address, and no model anything.
import { resolve } from 'node:path';
import { UserError } from '../base/user-error.ts';
import type { Persona } from '../lang/persona.ts';
import { type Asker, type Manner, personaAsker, plainAsker, usualManner } from '../play/simulated-user/asker.ts';
import type { Interview } from '../play/simulated-user/interview.ts';
import { readRules } from '../rules/rule-book.ts';
import { type ChoiceForAny, chooseModel } from './choose-model.ts';
import type { Arguments, Terminal } from './command.ts';
import { loadPersona } from './load-persona.ts';
import { refuseAlone } from './refuse-alone.ts';
import { defaultRequests } from './suite-options.ts';

/** As `parseArgs` takes them. */
export const interviewOptions = {
  interview: { type: 'string' },
  asker: { type: 'string' },
  seed: { type: 'string' },
  lean: { type: 'string' },
  shift: { type: 'string' },
  manner: { type: 'string' },
  budget: { type: 'string' },
} as const;

export const interviewHelp = `  --interview N        a simulated user says at most N lines, then the talk ends; needs a language model
  --asker FILE         the persona who asks (default: a curious user, who writes as the users in the file's examples do)
  --seed TEXT          their first line; without it they begin by themselves
  --lean S, --shift S  how many lines lean on what was said, and turn to something else: shares from 0 to 1 (0.4 and 0.1)
  --manner WORD        terse, plain (default) or wordy
  --budget N           make at most N requests (default ${defaultRequests})`;

/** Undefined where no interview is asked for. @throws UserError on what is no number, share, manner or file. */
export async function readInterview(
  persona: Persona,
  { options }: Pick<Arguments, 'options'>,
  choice: ChoiceForAny,
  terminal: Pick<Terminal, 'cwd' | 'env' | 'err'>,
): Promise<Interview | undefined> {
  const given = options as Readonly<Record<string, string | undefined>>;
  const { interview, asker: file, seed, budget } = given;
  if (interview === undefined) {
    refuseAlone(given, ['asker', 'seed', 'lean', 'shift', 'manner', 'budget'], '--interview N');
    return undefined;
  }
  const turns = countOf(interview, '--interview');
  const manner = mannerOf(given);
  const asker =
    file === undefined
      ? plainAsker(persona, [], manner)
      : await askerOf(resolve(terminal.cwd, file), manner, choice, terminal);
  const mostRequests = budget === undefined ? defaultRequests : countOf(budget, '--budget');
  return { asker, turns, mostRequests, ...(seed === undefined ? {} : { seed }) };
}

/** Played by the model of its own `dramatis.json`, where that is another one and `--model` names none for both. */
async function askerOf(
  path: string,
  manner: Manner,
  choice: ChoiceForAny,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<Asker> {
  const { persona, config } = await loadPersona(path);
  const asker = personaAsker(persona, [], manner);
  const endpoint = config.endpoints.find(({ name }) => name === config.model);
  if (choice.name !== undefined || !endpoint || config.model === choice.config.model) return asker;
  const model = await chooseModel({ ...choice, config, book: readRules(persona) }, terminal);
  const { temperature, maxTokens, contextTokens } = endpoint;
  return {
    ...asker,
    model,
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(contextTokens === undefined ? {} : { budget: contextTokens }),
  };
}

function mannerOf({ lean, shift, manner = 'plain' }: Readonly<Record<string, string | undefined>>): Manner {
  if (manner !== 'terse' && manner !== 'plain' && manner !== 'wordy')
    throw new UserError('--manner takes terse, plain or wordy.');
  return {
    leaning: lean === undefined ? usualManner.leaning : shareOf(lean, '--lean'),
    shifting: shift === undefined ? usualManner.shifting : shareOf(shift, '--shift'),
    terseness: manner,
  };
}

function shareOf(text: string, name: string): number {
  const share = Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1)) throw new UserError(`${name} takes a share from 0 to 1.`);
  return share;
}

function countOf(text: string, name: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count) || count < 1)
    throw new UserError(`${name} takes a number from 1.`);
  return count;
}
