// One version of the file: its text, read. In: a text and the files that it names. Out: persona, rules, tokens of its prompt. Pure.
import { compile } from '../../lang/compile.ts';
import type { Measures } from '../../lang/measures.ts';
import { parse } from '../../lang/parse.ts';
import type { Persona } from '../../lang/persona.ts';
import { readPersona } from '../../lang/read-persona.ts';
import { render } from '../../lang/render.ts';
import type { Source } from '../../lang/source.ts';
import type { Tree } from '../../lang/tree.ts';
import { type RuleBook, readRules } from '../../rules/rule-book.ts';

export interface Version {
  readonly tree: Tree;
  readonly persona: Persona;
  readonly book: RuleBook;
}

export function versionOf(text: string, uri: string, files: Source): Version {
  const persona = readPersona(text, uri, files);
  return { tree: parse(text, uri), persona, book: readRules(persona) };
}

/** Tokens of the compiled prompt; undefined without a counter. */
export function promptTokens(persona: Persona, { tokens }: Measures): number | undefined {
  return tokens && render(compile(persona, { values: { turn: 1 } }), [], { tokens }).tokens;
}
