// Why lore was sent or was not, in words; and the same question without a model: what would come up if this were said. In: a persona and
// a talk. Out: one line a fact with `keys`. Asks nobody.
import { type CompileOptions, compile } from '../../lang/compile.ts';
import type { Persona } from '../../lang/persona.ts';
import type { LoreReason, LoreTrace, Message } from '../../lang/prompt.ts';
import { loreReach } from '../../lang/render/lore.ts';
import { type RenderOptions, render } from '../../lang/render.ts';

/** What became of each fact with `keys`, were a reply asked for after `talk`. Asks no model. */
export function simulateLore(
  persona: Persona,
  talk: readonly Message[],
  options: CompileOptions & RenderOptions = {},
): readonly LoreTrace[] {
  return render(compile(persona, options), talk, options).lore;
}

/** A reason in a few words. */
export const loreReasons: Readonly<Record<LoreReason, string>> = {
  sent: 'sent',
  'no-key': 'no key came up',
  'no-also': 'a key came up, none of `also` did',
  'too-far-back': `came up, but not in the last ${loreReach} messages`,
  budget: 'came up, dropped to fit the budget',
  'not-visible': 'not visible to this actor',
  'only-with': 'somebody listens who may not hear it',
  'unknown-value': 'a value in it is not known',
  'no-text': 'it says nothing',
};
