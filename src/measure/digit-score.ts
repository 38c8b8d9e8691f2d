// A grade from 0 to 9 as an expectation over what a judge would have written, and as the mean of what it wrote. In: log probabilities or texts. Out: a
// score, or none where nothing can be read: never a zero, never not-a-number. Pure.
import type { TokenLogprob } from '../model/port.ts';

export interface DigitScore {
  /** 0..9; undefined: no score. */
  readonly score: number | undefined;
  /** How it was found. */
  readonly label: 'first-token' | 'sampled';
  /** One plain sentence. */
  readonly why: string;
}

/** Sum of p(d)·d over the digits among the first token's alternatives, divided by their mass. */
export function expectedDigit(first: TokenLogprob | undefined): DigitScore {
  const label = 'first-token';
  const all = first ? (first.top.length > 0 ? first.top : [first]) : [];
  let mass = 0;
  let sum = 0;
  for (const { token, logprob } of all) {
    const digit = /^\d$/u.test(token.trim()) ? Number(token.trim()) : undefined;
    if (digit === undefined) continue;
    mass += Math.exp(logprob);
    sum += digit * Math.exp(logprob);
  }
  if (mass === 0) return { score: undefined, label, why: 'No score: no digit is among the likeliest answers.' };
  return {
    score: sum / mass,
    label,
    why: `The expectation over digits that have ${Math.round(mass * 100)} % of the mass.`,
  };
}

/** The mean of those answers that are one digit; others count for nothing and are named. */
export function meanDigit(texts: readonly string[]): DigitScore {
  const label = 'sampled';
  const digits = texts.map((text) => text.trim()).filter((text) => /^\d\.?$/u.test(text));
  const of = `${digits.length} of ${texts.length} answers are a digit`;
  if (digits.length === 0) return { score: undefined, label, why: `No score: ${of}.` };
  const score = digits.reduce((sum, text) => sum + Number.parseInt(text, 10), 0) / digits.length;
  return { score, label, why: `The mean of what was written: ${of}.` };
}
