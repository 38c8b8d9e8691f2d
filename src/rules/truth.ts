// Whether something asked of a text holds: yes and no with evidence, or why neither can be said.
import type { Range } from '../base/range.ts';
import type { Disguise } from '../lang/persona.ts';

export type Truth =
  /** `what` was found, as a noun (`the word “tea”`). */
  | { readonly is: 'yes'; readonly span: Range | undefined; readonly what: string; readonly through?: Disguise }
  /** `what` is a clause (`it has 7 words`); `span`: what is too much, where a limit is passed. */
  | { readonly is: 'no'; readonly span: Range | undefined; readonly what: string }
  | { readonly is: 'unsure'; readonly what: string }
  /** A value that is not known. */
  | { readonly is: 'unknown'; readonly what: string };

/** Any will do: the first that holds; else what could not be said; else the first that does not. */
export function anyOf<T>(items: readonly T[], ask: (item: T) => Truth): Truth {
  let best: Truth = { is: 'no', span: undefined, what: 'nothing was asked' };
  let first = true;
  for (const item of items) {
    const truth = ask(item);
    if (truth.is === 'yes') return truth;
    if (first || weight[truth.is] > weight[best.is]) best = truth;
    first = false;
  }
  return best;
}

const weight = { no: 0, unknown: 1, unsure: 2, yes: 3 } as const;

export function yes(what: string, span?: Range, through?: Disguise): Truth {
  return through ? { is: 'yes', span, what, through } : { is: 'yes', span, what };
}

export function no(what: string, span?: Range): Truth {
  return { is: 'no', span, what };
}

export function unsure(what: string): Truth {
  return { is: 'unsure', what };
}

export function unknown(path: string): Truth {
  return { is: 'unknown', what: `{{${path}}} is not known` };
}
