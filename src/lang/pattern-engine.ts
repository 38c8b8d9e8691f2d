// What runs patterns: RE2, in linear time whatever somebody writes, and what it refuses in plain words. The one file that loads it; bundles for
// Node have both in a file of their own, which is loaded when this is first called (`esbuild.mjs`).
import { RE2JS, RE2JSException } from 're2js';
import { explainPatternError } from './pattern-errors.ts';

/** Not to be called before there is a pattern. */
export function patternEngine() {
  return { RE2JS, RE2JSException, explainPatternError };
}
