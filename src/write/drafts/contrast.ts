// What tells two people apart: facts that only one of them has. In: two profiles. Out: both without the facts that they share, and which those were. A program
// decides, by likeness; a fact that both know makes no question that only one could answer.
import { likeness } from '../../model/fallbacks/likeness.ts';
import type { WriteDeps } from '../deps.ts';
import type { Claim, Profile, ProfilePair } from './profile.ts';

/** From here on two facts are one. */
export const sameFact = 0.8;

export interface Contrast extends ProfilePair {
  readonly shared: readonly { readonly own: string; readonly foil: string }[];
  /** How likeness was found: `exact` embeddings, or `lexical`. */
  readonly label: string;
}

export async function contrastOf(
  { own, foil }: ProfilePair,
  { similarity }: Pick<WriteDeps, 'similarity'>,
  signal: AbortSignal,
): Promise<Contrast> {
  const others = own.claims.map(({ text }) => text);
  const pairs = foil.claims.map(({ text }) => [text, others] as const);
  const found = await likeness(similarity, pairs, signal);
  const shared = foil.claims.flatMap((theirs, at) => {
    const alike = found[at]?.alike ?? [];
    const most = Math.max(-1, ...alike);
    const ours = most >= sameFact ? own.claims[alike.indexOf(most)] : undefined;
    return ours ? [{ ours, theirs }] : [];
  });
  const without = (profile: Profile, gone: readonly Claim[]): Profile => ({
    ...profile,
    claims: profile.claims.filter((claim) => !gone.includes(claim)),
  });
  return {
    own: without(
      own,
      shared.map(({ ours }) => ours),
    ),
    foil: without(
      foil,
      shared.map(({ theirs }) => theirs),
    ),
    shared: shared.map(({ ours, theirs }) => ({ own: ours.text, foil: theirs.text })),
    label: found[0]?.label ?? '',
  };
}
