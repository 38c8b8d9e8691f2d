// A `WriteInput` for tests from the text of a file: no files beside it, no suite unless given.
import { parse } from '../../src/lang/parse.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import type { Source } from '../../src/lang/source.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { structuralProblems } from '../../src/write/make-patch.ts';
import type { WriteInput } from '../../src/write/offer.ts';

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
