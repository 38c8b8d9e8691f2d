// Whether a reply is in the language that the persona's `language:` asks for. In: the persona and the reply. Out: a label, where the library is
// sure of another language; none where it is unsure, or the entry names no language it can tell.
import type { Measures } from '../lang/measures.ts';
import type { Persona } from '../lang/persona.ts';
import { findLanguage } from '../rules/languages.ts';

/** As in `in English, not in French`. */
export function languageLabels(persona: Persona, reply: string, { language }: Measures): readonly string[] {
  const asked = findLanguage(persona.head.get('language')?.value.trim().replace(/\.$/, '') ?? '');
  const found = asked && language?.(reply);
  if (!asked || found === undefined || found === asked.code) return [];
  return [`in ${findLanguage(found)?.name ?? found}, not in ${asked.name}`];
}
