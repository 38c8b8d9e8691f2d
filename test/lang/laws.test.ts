// The laws of the language on arbitrary text: nothing throws, nothing is lost, ranges are right, formatting means no change.
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { anyText } from '../kit/arbitrary-persona.ts';
import { formatsOnce, prefixesParse, printsBack, rangesAreInside } from '../kit/laws.ts';

const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 400) };

describe('laws on arbitrary text', () => {
  it('print∘parse is the identity and every character is owned', () => {
    fc.assert(fc.property(anyText, printsBack), runs);
  });
  it('ranges lie inside the text and texts map back', () => {
    fc.assert(fc.property(anyText, rangesAreInside), runs);
  });
  it('formatting keeps the meaning and is done after once', () => {
    fc.assert(fc.property(anyText, formatsOnce), runs);
  });
  it('every prefix parses', () => {
    fc.assert(
      fc.property(anyText, (text) => prefixesParse(text)),
      { numRuns: 60 },
    );
  });
});
