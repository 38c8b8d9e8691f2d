// A way to write and what it was given, made into a recipe. A source that is too long for one request is cut first, and the recipe begins with saying
// what was left out; ways that read in parts get all of it. Whatever is proposed comes with what it costs in tokens. Both doors make their recipes here. Asks nobody.
import { type CountTokens, countTokens } from './count-tokens.ts';
import type { WriteEvent } from './events.ts';
import { fitSource, longestSource } from './fit-source.ts';
import type { Offer, WriteInput } from './offer.ts';
import type { Recipe } from './run-recipe.ts';

export interface MadeRecipe {
  readonly recipe: Recipe;
  /** What it goes by: quotes stand in `text` as it is here. */
  readonly input: WriteInput;
}

/** In words, why there is none. */
export async function recipeOf(offer: Offer, given: WriteInput): Promise<MadeRecipe | string> {
  const make = await offer.load();
  const longest = longestSource(given.suite.promptBudget);
  if (given.words.length > longest) return `That is longer than ${longest} characters. Give the part that matters.`;
  const fitted =
    offer.inParts || given.text === undefined
      ? undefined
      : fitSource(given.text, longest, offer.takes.includes('talk') ? 'talk' : 'text');
  const input = fitted ? { ...given, text: fitted.text } : given;
  const recipe = make(input);
  if (typeof recipe === 'string') return recipe;
  return {
    input,
    recipe: {
      ...recipe,
      async *steps(place, deps, signal) {
        if (fitted) yield { type: 'told', severity: 'warning', message: fitted.leftOut };
        return yield* counted(recipe.steps(place, deps, signal), input, countTokens(input.files, deps.measures));
      },
    },
  };
}

/** The same events, with what each patch costs. */
async function* counted<T>(
  run: AsyncGenerator<WriteEvent, T>,
  { base }: WriteInput,
  count: CountTokens,
): AsyncGenerator<WriteEvent, T> {
  let ended = false;
  try {
    for (;;) {
      const next = await run.next();
      ended = next.done === true;
      if (next.done) return next.value;
      const event = next.value;
      yield event.type === 'patches' ? { ...event, patches: count(base, event.patches) } : event;
    }
  } finally {
    if (!ended) await run.return(undefined as never).catch(() => undefined);
  }
}
