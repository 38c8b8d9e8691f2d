// What each patch by itself costs in tokens of the compiled prompt, where nothing else says it: counted, without a model. In: the file, patches. Out: the
// patches with their cost. Pure.
import type { Measures } from '../lang/measures.ts';
import { readPersona } from '../lang/read-persona.ts';
import type { Source } from '../lang/source.ts';
import type { Tree } from '../lang/tree.ts';
import { applyPatch } from './apply-patches.ts';
import { promptTokens } from './improve/version.ts';
import type { Patch } from './patch.ts';

export type CountTokens = (base: Pick<Tree, 'text' | 'uri'>, patches: readonly Patch[]) => readonly Patch[];

/** Patches whose effect has counted them already, and those that cannot be applied, stay as they are; all do without a counter. */
export function countTokens(files: Source, measures: Measures): CountTokens {
  if (!measures.tokens) return (_, patches) => patches;
  const ofText = (text: string, uri: string) => promptTokens(readPersona(text, uri, files), measures);
  return ({ text, uri }, patches) => {
    let before: number | undefined;
    return patches.map((patch) => {
      if (patch.effect?.tokens !== undefined) return patch;
      const done = applyPatch(text, uri, patch);
      if (!done.ok) return patch;
      before ??= ofText(text, uri);
      const after = ofText(done.text, uri);
      return before === undefined || after === undefined ? patch : { ...patch, tokens: { before, after } };
    });
  };
}
