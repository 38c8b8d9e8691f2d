// What the tests of improving share: an input from a text, a performer whose replies hang on the prompt it is given.
import { parse } from '../../../src/lang/parse.ts';
import { readPersona } from '../../../src/lang/read-persona.ts';
import type { ChatModel } from '../../../src/model/port.ts';
import { readRules } from '../../../src/rules/rule-book.ts';
import type { SuiteDeps } from '../../../src/suite/run-suite.ts';
import type { WriteEvent } from '../../../src/write/events.ts';
import { structuralProblems } from '../../../src/write/make-patch.ts';
import type { WriteInput } from '../../../src/write/offer.ts';
import type { Patch } from '../../../src/write/patch.ts';
import { type Recipe, runRecipe } from '../../../src/write/run-recipe.ts';
import { handClock } from '../../kit/hand-clock.ts';
import { noFiles } from '../../kit/memory-source.ts';
import { writeDeps } from '../kit.ts';

export const uri = 'file:///p/keeper.persona';

export function inputOf(
  text: string,
  performer: ChatModel,
  more: Partial<Omit<WriteInput, 'suite'>> & { readonly suite?: Partial<SuiteDeps> } = {},
): WriteInput {
  const persona = readPersona(text, uri, noFiles);
  const { suite, ...rest } = more;
  return {
    words: '',
    base: parse(text, uri),
    persona,
    book: readRules(persona),
    files: noFiles,
    troubles: [],
    find: structuralProblems,
    suite: { modelFor: () => performer, judge: undefined, clock: handClock(), measures: {}, ...suite },
    ...rest,
  };
}

export async function ran(recipe: Recipe | string, model: ChatModel, signal = new AbortController().signal) {
  if (typeof recipe === 'string') throw new Error(recipe);
  const events: WriteEvent[] = [];
  for await (const event of runRecipe(recipe, writeDeps(model), signal)) events.push(event);
  const last = events.at(-1);
  const all = events.flatMap((event): readonly Patch[] => (event.type === 'patches' ? event.patches : []));
  return {
    events,
    ending: last?.type === 'finished' ? last.ending : undefined,
    patches: all.filter(({ passedOver }) => passedOver === undefined),
    passedOver: all.filter(({ passedOver }) => passedOver !== undefined),
    tables: events.flatMap((event) => (event.type === 'table' ? [event.table] : [])),
    told: events.flatMap((event) => (event.type === 'told' ? [event.message] : [])),
    spent: events.reduce((sum, event) => sum + (event.type === 'spent' ? event.requests : 0), 0),
  };
}

export interface ProposedChange {
  readonly block: string;
  readonly lines: string;
  readonly reason?: string;
  readonly evidence?: readonly string[];
}

export function changes(...list: readonly ProposedChange[]): string {
  return JSON.stringify({
    changes: list.map((one) => ({ remove: '', reason: 'It helps.', evidence: [], ...one })),
  });
}

export function flaws(...list: readonly (readonly [rule: string, what: string])[]): string {
  return JSON.stringify({ flaws: list.map(([rule, what]) => ({ rule, what })) });
}
