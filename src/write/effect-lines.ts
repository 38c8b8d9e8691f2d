// What was measured of a patch, in plain lines: the verdict, each test before and after, tokens. Review and terminal show the same. Pure.
import type { Effect, Patch, TestEffect } from './patch.ts';

/** Of a patch: what was measured, or what was counted where nothing was. Empty where neither is known. */
export function patchEffectLines({ effect, tokens }: Pick<Patch, 'effect' | 'tokens'>): readonly string[] {
  if (effect) return effectLines({ ...effect, tokens: effect.tokens ?? tokens });
  return tokens ? [tokensLine(tokens)] : [];
}

/** At least one line. */
export function effectLines({ alone, together, tests, tokens, why, fromBefore }: Effect): readonly string[] {
  const others = together.length > 1 ? ` Measured together with ${together.length - 1} more.` : '';
  return [
    fromBefore ? 'From before it was accepted; what was accepted could not be measured together.' : '',
    `${why}${alone ? '' : others}`.trim(),
    ...tests.map(testLine),
    ...(tokens ? [tokensLine(tokens)] : []),
  ].filter((line) => line !== '');
}

/** As in `keeps the secret: 1 of 5 → 5 of 5`. */
export function testLine({ test, samples, before, after }: TestEffect): string {
  return `${test}: ${shareOf(before, samples)} → ${shareOf(after, samples)} of ${samples}`;
}

/** As in `better, −14 tokens`, `+8 tokens` or `from before: better`; empty where nothing was measured, and nothing counted. */
export function effectWord({ effect, tokens: counted }: Pick<Patch, 'effect' | 'tokens'>): string {
  const tokens = effect?.tokens ?? counted;
  const change = tokens ? tokens.after - tokens.before : 0;
  const many = Math.abs(change);
  const cost = change === 0 ? [] : [`${change > 0 ? '+' : '−'}${many} ${many === 1 ? 'token' : 'tokens'}`];
  const said = [...(effect ? [effect.verdict] : []), ...cost].join(', ');
  return effect?.fromBefore ? `from before: ${said}` : said;
}

function tokensLine({ before, after }: NonNullable<Effect['tokens']>): string {
  return `Tokens of the prompt: ${before} → ${after}.`;
}

function shareOf(side: TestEffect['before'], samples: number): string {
  return side === undefined ? '?' : String(Math.round(side.share * samples));
}
