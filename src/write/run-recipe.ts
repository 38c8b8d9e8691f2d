// A way of writing from its first event to its last. In: a recipe. Out: `started`, what the recipe tells, `finished`, whatever happens on the
// way: a stop, a budget that is spent, an answer that cannot be read. Never throws on what a model or a user wrote.
import type { ModelFailure, ModelIdentity } from '../model/port.ts';
import { newRun, type RunPlace } from '../play/call.ts';
import type { WriteDeps } from './deps.ts';
import type { Ending, RequestSpan, WriteEvent } from './events.ts';

/** How a recipe ended: by itself, or on a failure that it could not go on after. */
export type RecipeEnd = { readonly ok: true } | { readonly ok: false; readonly failure: ModelFailure };

export interface Recipe {
  /** In words, what is written. */
  readonly what: string;
  readonly requests: RequestSpan;
  /** Asks and tells. Every request goes through `askJson`, `askText`, `askPersona`, `askProposals` or `asCall`. */
  steps(place: RunPlace, deps: WriteDeps, signal: AbortSignal): AsyncGenerator<WriteEvent, RecipeEnd>;
}

/** Runs a recipe. The understudy writes nothing: it says so, and what to do; a recipe that asks nobody needs nobody. */
export async function* runRecipe(
  recipe: Recipe,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, void> {
  const { what, requests } = recipe;
  const model = requests.most > 0 ? deps.model.identity : program;
  yield { type: 'started', what, model, requests };
  if (requests.most > 0 && deps.model.identity.provider === 'understudy') {
    return yield { type: 'finished', ending: { how: 'failed', failure: needsModel } };
  }
  let proposed = 0;
  const steps = recipe.steps(newRun(deps), deps, signal);
  let ended = false;
  try {
    for (;;) {
      const next = await steps.next();
      if (next.done) {
        ended = true;
        return yield { type: 'finished', ending: endingOf(next.value, proposed, signal) };
      }
      if (next.value.type === 'patches') {
        proposed += next.value.patches.filter(({ passedOver }) => passedOver === undefined).length;
      }
      if (next.value.type === 'file') proposed++;
      yield next.value;
      if (signal.aborted) break;
    }
    yield { type: 'finished', ending: { how: 'cancelled' } };
  } finally {
    if (!ended) await steps.return({ ok: true }).catch(() => undefined);
  }
}

function endingOf(end: RecipeEnd, proposed: number, signal: AbortSignal): Ending {
  if (signal.aborted) return { how: 'cancelled' };
  if (end.ok) return { how: proposed > 0 ? 'done' : 'nothing' };
  const { failure } = end;
  if (failure.reason === 'cancelled') return { how: 'cancelled' };
  if (failure.reason === 'bad-answer') return { how: 'unreadable', failure };
  return { how: isBudget(failure) ? 'budget' : 'failed', failure };
}

/** A meter refuses what the budget has not as a failure that nothing mends but a higher one. */
function isBudget(failure: ModelFailure): boolean {
  return failure.reason === 'over-budget';
}

/** Whose work it is where no model is asked. */
const program: ModelIdentity = { provider: 'understudy', model: 'none', origin: undefined, label: 'no model' };

const needsModel: ModelFailure = {
  reason: 'other',
  message: 'Writing needs a language model. The offline understudy answers with what the file says; it writes nothing.',
  action: 'select-model',
};
