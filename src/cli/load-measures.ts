// The measures that rules may need, loaded from their chunks. A library that does not load leaves its measure out: `unsure`, not a crash.
import type { Measures } from '../lang/measures.ts';
import { loadLanguage } from '../measure/language.ts';
import { loadTokens } from '../measure/tokens.ts';

/** Loads only what is wanted; both by default. */
export async function loadMeasures(
  wanted: { readonly tokens?: boolean; readonly language?: boolean } = { tokens: true, language: true },
): Promise<Measures> {
  const [tokens, language] = await Promise.all([
    wanted.tokens ? loadTokens() : undefined,
    wanted.language ? loadLanguage() : undefined,
  ]);
  return { ...(tokens && { tokens }), ...(language && { language }) };
}
