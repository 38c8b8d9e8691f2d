// What was measured of a patch, in plain lines: the verdict, each test before and after, tokens. Review and terminal show the same. Pure.
import type { Effect, TestEffect } from './patch.ts';

/** At least one line. */
export function effectLines({ alone, together, tests, tokens, why, fromBefore }: Effect): readonly string[] {
  const others = together.length > 1 ? ` Measured together with ${together.length - 1} more.` : '';
  return [
    fromBefore ? 'From before it was accepted; what was accepted could not be measured together.' : '',
    `${why}${alone ? '' : others}`.trim(),
    ...tests.map(testLine),
    ...(tokens ? [`Tokens of the prompt: ${tokens.before} → ${tokens.after}.`] : []),
  ].filter((line) => line !== '');
}

/** As in `keeps the secret: 1 of 5 → 5 of 5`. */
export function testLine({ test, samples, before, after }: TestEffect): string {
  return `${test}: ${shareOf(before, samples)} → ${shareOf(after, samples)} of ${samples}`;
}

/** As in `better` or `−14 tokens`; empty where nothing was measured. */
export function effectWord(effect: Effect | undefined): string {
  if (!effect) return '';
  const { tokens, verdict, fromBefore } = effect;
  const change = tokens ? tokens.after - tokens.before : 0;
  const cost = change === 0 ? [] : [`${change > 0 ? '+' : '−'}${Math.abs(change)} tokens`];
  return [verdict, ...cost, ...(fromBefore ? ['from before it was accepted'] : [])].join(', ');
}

function shareOf(side: TestEffect['before'], samples: number): string {
  return side === undefined ? '?' : String(Math.round(side.share * samples));
}
