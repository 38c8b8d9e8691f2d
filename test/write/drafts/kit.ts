// What the tests of drafts share: an input of typed words and text, a recipe run on a script, what it told.
import { parse } from '../../../src/lang/parse.ts';
import { readPersona } from '../../../src/lang/read-persona.ts';
import type { Source } from '../../../src/lang/source.ts';
import type { ChatModel } from '../../../src/model/port.ts';
import { readRules } from '../../../src/rules/rule-book.ts';
import { applyPatches } from '../../../src/write/apply-patches.ts';
import type { WriteDeps } from '../../../src/write/deps.ts';
import type { WriteEvent } from '../../../src/write/events.ts';
import { structuralProblems } from '../../../src/write/make-patch.ts';
import type { MakeRecipe, WriteInput } from '../../../src/write/offer.ts';
import type { Patch } from '../../../src/write/patch.ts';
import { runRecipe } from '../../../src/write/run-recipe.ts';
import { writeDeps } from '../kit.ts';

const files: Source = { read: (path) => ({ ok: false, uri: path, reason: 'unreadable' }) };
const uri = 'file:///p/new.persona';

/** What a door would hand over; the file has `text`. */
export function inputOf(given: Partial<Pick<WriteInput, 'words' | 'text' | 'talk'>>, file = ''): WriteInput {
  const persona = readPersona(file, uri, files);
  const suite: unknown = undefined;
  return {
    words: '',
    ...given,
    base: parse(file, uri),
    persona,
    book: readRules(persona),
    files,
    troubles: [],
    find: structuralProblems,
    suite: suite as WriteInput['suite'],
  };
}

export interface Ran {
  readonly events: readonly WriteEvent[];
  readonly patches: readonly Patch[];
  readonly told: readonly string[];
  /** The file with all patches in it. */
  readonly text: string;
  readonly ending: string | undefined;
}

/** Runs to the end. Throws where there is no recipe. */
export async function ran(
  make: MakeRecipe,
  input: WriteInput,
  model: ChatModel,
  more: Partial<WriteDeps> = {},
): Promise<Ran> {
  const recipe = make(input);
  if (typeof recipe === 'string') throw new Error(recipe);
  const events: WriteEvent[] = [];
  for await (const event of runRecipe(recipe, writeDeps(model, more), new AbortController().signal)) events.push(event);
  const patches = events.flatMap((event) => (event.type === 'patches' ? event.patches : []));
  const last = events.at(-1);
  return {
    events,
    patches,
    told: events.flatMap((event) => (event.type === 'told' ? [`${event.severity}: ${event.message}`] : [])),
    text: applyPatches(input.base.text, input.base.uri, patches).text,
    ending: last?.type === 'finished' ? last.ending.how : undefined,
  };
}

/** All that a request says. */
export function wordsOf(request: { readonly messages: readonly { readonly content: string }[] } | undefined): string {
  return (request?.messages ?? []).map(({ content }) => content).join('\n');
}
