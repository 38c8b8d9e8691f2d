// A `WriteInput` for tests from the text of a file: no files beside it, no suite unless given.
import { parse } from '../../src/lang/parse.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import type { Source } from '../../src/lang/source.ts';
import type { Capabilities, ChatModel, ChatRequest } from '../../src/model/port.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import type { WriteDeps } from '../../src/write/deps.ts';
import { structuralProblems } from '../../src/write/make-patch.ts';
import type { MakeRecipe, WriteInput } from '../../src/write/offer.ts';
import { runRecipe } from '../../src/write/run-recipe.ts';
import { type ScriptStep, scriptedModel } from '../kit/scripted-model.ts';
import { drainRun } from './kit.ts';

const nothing: Source = { read: (path) => ({ ok: false, uri: path, reason: 'unreadable' }) };

/** `file:///work/x.persona` unless `uri` says otherwise. */
export function writeInput(text: string, more: Partial<WriteInput> = {}, uri = 'file:///work/x.persona'): WriteInput {
  const persona = readPersona(text, uri, nothing);
  const clock = { now: () => 0, after: () => () => undefined };
  return {
    words: '',
    base: parse(text, uri),
    persona,
    book: readRules(persona),
    files: nothing,
    troubles: [],
    find: structuralProblems,
    suite: { modelFor: undefined, judge: undefined, clock, measures: {} },
    ...more,
  };
}

/** A model that answers by the words it is sent. Every request is kept in `requests`. */
export function answeringModel(
  answer: (request: ChatRequest) => string | ScriptStep,
  capabilities: Partial<Capabilities> = {},
): ChatModel & { readonly requests: readonly ChatRequest[] } {
  const requests: ChatRequest[] = [];
  const { identity, capabilities: all } = scriptedModel([], { capabilities });
  return {
    identity,
    capabilities: all,
    requests,
    chat: (request, signal) => {
      requests.push(request);
      return scriptedModel([answer(request)], { capabilities }).chat(request, signal);
    },
  };
}

/** The last message of a request. */
export function lastOf({ messages }: ChatRequest): string {
  return messages.at(-1)?.content ?? '';
}

/** Runs a recipe to its end. */
export async function runMade(made: ReturnType<MakeRecipe>, deps: WriteDeps) {
  if (typeof made === 'string') throw new Error(made);
  const { events } = await drainRun(runRecipe(made, deps, new AbortController().signal));
  return {
    events,
    patches: events.flatMap((event) => (event.type === 'patches' ? event.patches : [])),
    told: events.flatMap((event) => (event.type === 'told' ? [event.message] : [])),
    effects: events.flatMap((event) => (event.type === 'effect' ? [event] : [])),
    ending: events.flatMap((event) => (event.type === 'finished' ? [event.ending] : []))[0],
  };
}
