// Whether a text is in the language that was asked for: by the library and by its letters. What the library is not sure of, or cannot tell, is
// unsure, and passes; what is surely another language does not. Asks no model.
import { findLanguage } from '../../rules/languages.ts';
import { rougeL } from '../simulated-user/self-rouge.ts';
import { isInScript, isTold, type LanguageTag } from './language-tag.ts';
import type { LanguageChecks } from './re-enact-notes.ts';

export type LanguageVerdict =
  | { readonly ok: true; readonly checks: Omit<LanguageChecks, 'repaired'> }
  | { readonly ok: false; readonly why: string };

/** `language`: the library; undefined where it is not there, and all but the script is unsure. `lines`: the text by lines. */
export function checkLanguage(
  lines: readonly string[],
  target: LanguageTag,
  source: LanguageTag,
  language: ((text: string) => string | undefined) | undefined,
): LanguageVerdict {
  const text = lines.join('\n');
  const found = language?.(text);
  if (found === source.code) return { ok: false, why: `It is in ${source.name}, not in ${target.name}.` };
  // Of a language that it does not know the library may be sure that it is a neighbour.
  if (found !== undefined && found !== target.code && isTold(target)) {
    return { ok: false, why: `It is in ${findLanguage(found)?.name ?? found}, not in ${target.name}.` };
  }
  const inScript = isInScript(text, target);
  if (inScript === false) return { ok: false, why: `It is not in the letters that ${target.name} is written in.` };
  return {
    ok: true,
    checks: {
      language: found === target.code ? 'as asked' : 'unsure',
      script: inScript ? 'as asked' : 'unsure',
      leaks: lines.filter((line) => isLeak(line, source, language)).length,
      duplicates: lines.filter((line, at) => lines.slice(0, at).some((other) => rougeL(line, other) >= 0.8)).length,
    },
  };
}

/** Whether one line is surely in the source's language. */
export function isLeak(
  line: string,
  source: LanguageTag,
  language: ((text: string) => string | undefined) | undefined,
): boolean {
  return line.trim().split(/\s+/).length >= 3 && language?.(line) === source.code;
}
