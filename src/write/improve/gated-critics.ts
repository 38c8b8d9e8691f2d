// Candidates by several experts: what fails a gate is out however good it is, the rest stands in the order of its quality. In: verdicts. Out: an
// order and reasons. Pure; no overall score is made.
// After P. Jandaghi et al., "Faithful Persona-based Conversational Dataset Generation" (2023): a mixture of critics; words are our own.

/** What the three critics say of one candidate. Undefined: nothing that could be read, which passes no gate. */
export interface Criticised {
  readonly id: string;
  /** 0 to 1. */
  readonly quality: number | undefined;
  readonly faithful: boolean | undefined;
  /** 0 to 1. */
  readonly toxicity: number | undefined;
}

export interface Ranked {
  /** Ids of those that pass every gate, the best first; equal ones as they came. */
  readonly order: readonly string[];
  readonly out: readonly { readonly id: string; readonly why: string }[];
}

/** Toxicity above this is out. */
export const toxicityLimit = 0.5;

export function rankCandidates(candidates: readonly Criticised[], limit = toxicityLimit): Ranked {
  const out = candidates.flatMap((one) => {
    const why = gateOf(one, limit);
    return why === undefined ? [] : [{ id: one.id, why }];
  });
  const closed = new Set(out.map(({ id }) => id));
  const order = candidates
    .filter(({ id }) => !closed.has(id))
    .sort((a, b) => (b.quality ?? 0) - (a.quality ?? 0))
    .map(({ id }) => id);
  return { order, out };
}

function gateOf({ quality, faithful, toxicity }: Criticised, limit: number): string | undefined {
  if (faithful === undefined) return 'nobody could say whether it is faithful';
  if (!faithful) return 'it is not faithful';
  if (toxicity === undefined) return 'nobody could say whether it is harmful';
  if (toxicity > limit) return `it is harmful (${toxicity.toFixed(2)}, the limit is ${limit.toFixed(2)})`;
  return quality === undefined ? 'nobody could say how good it is' : undefined;
}
