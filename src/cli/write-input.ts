// What `dramatis write` was given: words, text or a talk, the file that is improved. In: a command line. Out: the input of a recipe, but for what
// runs tests. Asks no model.
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../base/user-error.ts';
import type { Measures } from '../lang/measures.ts';
import { parse } from '../lang/parse.ts';
import { checkFile } from '../lint/static/check-file.ts';
import { readRules } from '../rules/rule-book.ts';
import { readSource } from '../write/given-source.ts';
import type { FindProblems } from '../write/make-patch.ts';
import type { Offer, WriteInput } from '../write/offer.ts';
import { refuseAgentFile } from './agent-files.ts';
import type { Arguments, Terminal } from './command.ts';
import { contextOf, type FileContext, personaOf, readText } from './load-persona.ts';

export interface WriteWish {
  readonly offer: Offer;
  readonly words: readonly string[];
  readonly options: Arguments['options'];
  /** Absolute. */
  readonly out: string | undefined;
  readonly measures: Measures;
}

export interface GivenInput {
  readonly input: Omit<WriteInput, 'suite'>;
  readonly base: WriteInput['base'];
  readonly find: FindProblems;
  readonly context: FileContext;
  /** The file that is improved, absolute. */
  readonly path: string | undefined;
  /** Everything the run begins with. */
  readonly seeds: readonly string[];
}

/** @throws UserError where something is missing or cannot be read. */
export async function readWriteInput(
  { offer, words, options, out, measures }: WriteWish,
  terminal: Pick<Terminal, 'cwd' | 'input'>,
): Promise<GivenInput> {
  const improves = offer.purpose === 'improve';
  const [file, ...rest] = words;
  if (improves && file === undefined) throw new UserError(`write ${offer.id} takes a persona file.`);
  const given = improves ? file : (options['persona'] as string | undefined);
  if (!improves && offer.takes.includes('persona') && given === undefined) {
    throw new UserError(`write ${offer.id} needs --persona FILE.`);
  }
  const path = given === undefined ? undefined : resolve(terminal.cwd, given);
  if (improves && path !== undefined) refuseAgentFile(path);
  const text = path === undefined ? '' : await readText(path);
  const context = contextOf(path ?? out ?? resolve(terminal.cwd, 'new.persona'));
  const persona = await personaOf(text, context);
  const base = improves ? persona.tree : parse('', context.uri);
  const find: FindProblems = (now, uri) =>
    checkFile({ text: now, uri, source: context.source, config: context.config, measures, talks: [] }, 'save').problems;
  const taken = await readTaken(offer, (improves ? rest : words).join(' ').trim(), options['from'], terminal);
  const input = { ...taken, base, persona, book: readRules(persona), files: context.source, troubles: [], find };
  const seeds = [offer.id, text, taken.words, taken.text ?? ''];
  return { input, base, find, context, path: improves ? path : undefined, seeds };
}

type TakenWords = Pick<WriteInput, 'words' | 'text' | 'talk'>;

async function readTaken(
  { id, takes }: Offer,
  words: string,
  from: Arguments['options'][string],
  terminal: Pick<Terminal, 'cwd' | 'input'>,
): Promise<TakenWords> {
  const source = typeof from === 'string' ? await readFrom(from, terminal) : undefined;
  if (takes.includes('question') && source) {
    if (words !== '') throw new UserError(`write ${id} takes the question as words or as --from FILE, not both.`);
    return { words: (source.text ?? '').trim() };
  }
  const wantsText = takes.includes('text') || takes.includes('talk');
  const wantsWords = takes.some((one) => one !== 'text' && one !== 'talk' && one !== 'persona');
  if (wantsText && source === undefined && (wantsWords || words === '')) {
    throw new UserError(`write ${id} needs ${wantsWords ? '' : 'words, or '}--from FILE.`);
  }
  if (wantsWords && words === '') throw new UserError(`write ${id} needs words to go by.`);
  if (source !== undefined) return { words, ...source };
  return wantsWords || !wantsText ? { words } : { words: '', text: words };
}

/** A file, or `-`: a kept talk, with its transcript, where it is one. */
async function readFrom(from: string, terminal: Pick<Terminal, 'cwd' | 'input'>): Promise<Omit<TakenWords, 'words'>> {
  let text = '';
  if (from === '-') for await (const piece of terminal.input) text += piece;
  else text = await readText(resolve(terminal.cwd, from));
  if (text.trim() === '') throw new UserError(`${from === '-' ? 'Standard input' : from} is empty.`);
  const folder = pathToFileURL(resolve(terminal.cwd, from, '..')).href;
  const source = readSource(text, basename(from), folder);
  if (typeof source === 'string') throw new UserError(source);
  return source;
}
