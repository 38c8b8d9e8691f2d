// How strongly one of two answers is preferred, as numbers. In: log probabilities of a decision. Out: perplexity, margin, loss. Pure.

/** Perplexity of a span: e to the mean negative log probability of its tokens. Undefined without a token. */
export function spanPerplexity(logprobs: readonly number[]): number | undefined {
  if (logprobs.length === 0) return undefined;
  return Math.exp(-logprobs.reduce((sum, one) => sum + one, 0) / logprobs.length);
}

/** ln of how many times more probable the one decision is than the other; for spans, ln of the ratio of their perplexities, other over own. */
export function logRatio(own: number, other: number): number {
  return Math.log(own / other);
}

/**
 * ln(1 + e^(m + r_l − r_w)): the loss of a reward model on one pair with a margin. Bradley and Terry, Biometrika 39 (1952), with the margin of the pair
 * added to the reward of the worse one.
 */
export function marginLoss(better: number, worse: number, margin: number): number {
  return Math.log1p(Math.exp(margin + worse - better));
}

/**
 * The four pairings of two answers with two references, of which the gap between an answer and its reference is to be in the order better over worse,
 * then equal, then worse over better: the loss of each pair that is ordered, and their sum.
 */
export function gapTerms(gaps: { readonly wl: number; readonly ww: number; readonly ll: number; readonly lw: number }) {
  const { wl, ww, ll, lw } = gaps;
  const terms = {
    'wl over lw': marginLoss(wl, lw, 0),
    'wl over ll': marginLoss(wl, ll, 0),
    'wl over ww': marginLoss(wl, ww, 0),
    'ww over lw': marginLoss(ww, lw, 0),
    'll over lw': marginLoss(ll, lw, 0),
  };
  return { terms, sum: Object.values(terms).reduce((sum, one) => sum + one, 0) };
}
