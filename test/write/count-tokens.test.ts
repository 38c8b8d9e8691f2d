// What a change costs in tokens stands at every change, also where no test was run and no model was asked for it.
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { countTokens } from '../../src/write/count-tokens.ts';
import { effectWord, patchEffectLines } from '../../src/write/effect-lines.ts';
import { promptTokens } from '../../src/write/improve/version.ts';
import { offerNamed } from '../../src/write/offers.ts';
import type { Effect, Patch } from '../../src/write/patch.ts';
import { patchesOfText } from '../../src/write/patches-of.ts';
import { recipeOf } from '../../src/write/recipe-of.ts';
import { applyEvent, emptyReview } from '../../src/write/review.ts';
import { soundPatch } from '../../src/write/sound-patch.ts';
import { noFiles } from '../kit/memory-source.ts';
import { drafted } from './drafted.ts';
import { answeringModel, runMade, writeInput } from './input.ts';
import { writeDeps } from './kit.ts';

const words = (text: string) => text.split(/\s+/u).filter((word) => word !== '').length;
const measures = { tokens: words };
const uri = 'file:///work/x.persona';
const file = 'persona Ada\n  role: librarian of the night\n\ngreeting\n  You are late.\n';

async function proposed(way: string, answer: string, text: string, given: string) {
  const offer = offerNamed(way);
  if (!offer) throw new Error(`there is no ${way}`);
  const made = await recipeOf(offer, writeInput(text, { words: given, text: given }));
  if (typeof made === 'string') throw new Error(made);
  return runMade(
    made.recipe,
    writeDeps(
      answeringModel(() => answer),
      { measures },
    ),
  );
}

describe('every change of a way that measures nothing', () => {
  test('a draft: each by itself, by the prompt that is sent', async () => {
    const { patches } = await proposed('from-description', drafted, '', 'A night librarian.');
    expect(patches.length).toBeGreaterThan(10);
    expect(patches.every(({ effect, tokens }) => effect === undefined && tokens !== undefined)).toBe(true);
    const role = patches.find(({ title }) => title === 'persona › role');
    const prompt = (text: string) => promptTokens(readPersona(text, uri, noFiles), measures) ?? -1;
    expect(role?.tokens).toEqual({ before: prompt(''), after: prompt('persona\n  role: night librarian\n') });
    expect(effectWord(role as Patch)).toMatch(/^\+\d+ tokens$/u);
    expect(patchEffectLines(role as Patch)).toEqual([expect.stringMatching(/^Tokens of the prompt: \d+ → \d+\.$/u)]);
  });

  test('translate', async () => {
    const texts = JSON.stringify({ texts: [{ number: 1, text: 'Bibliothekarin, bei Nacht und auch am Tag' }] });
    const { patches } = await proposed('translate', texts, file, 'German');
    expect(patches.map(({ tokens }) => tokens !== undefined)).not.toContain(false);
    expect(patches.some((patch) => effectWord(patch) !== '')).toBe(true);
  });
});

describe('counting', () => {
  const [role] = patchesOfText(parse(file, uri), 'persona\n  role: clerk\n', { reason: '', evidence: [] }).patches as [
    Patch,
  ];
  const count = countTokens(noFiles, measures);

  test('adds to what was measured where that has not counted, and leaves it where it has', () => {
    const effect: Effect = {
      alone: true,
      together: [],
      tests: [],
      tokens: undefined,
      verdict: 'better',
      why: 'It rose.',
    };
    const [shown] = count({ text: file, uri }, [{ ...role, effect }]) as [Patch];
    expect(effectWord(shown)).toBe('better, −3 tokens');
    expect(patchEffectLines(shown)).toEqual(['It rose.', expect.stringMatching(/^Tokens of the prompt/u)]);
    const whole = { ...role, effect: { ...effect, tokens: { before: 9, after: 5 } } };
    expect(count({ text: file, uri }, [whole])).toEqual([whole]);
    expect(effectWord(whole)).toBe('better, −4 tokens');
    expect(effectWord({ effect: undefined, tokens: { before: 3, after: 4 } })).toBe('+1 token');
  });

  test('says nothing without a counter, and of what cannot be applied', () => {
    expect(countTokens(noFiles, {})({ text: file, uri }, [role])).toEqual([role]);
    const gone: Patch = { ...role, place: { block: 'voice' }, change: { op: 'remove' } };
    expect(count({ text: file, uri }, [gone])).toEqual([gone]);
    expect([effectWord(gone), patchEffectLines(gone)]).toEqual(['', []]);
  });

  test('outlives the window; a patch told again keeps what was measured of it', () => {
    const [shown] = count({ text: file, uri }, [role]) as [Patch];
    expect(soundPatch(JSON.parse(JSON.stringify(shown)))).toEqual(shown);
    const effect: Effect = {
      alone: true,
      together: [],
      tests: [],
      tokens: undefined,
      verdict: 'better',
      why: 'It rose.',
    };
    const review = [
      { type: 'patches', patches: [shown] },
      { type: 'effect', patches: [role.id], effect },
      { type: 'patches', patches: [shown] },
    ] as const;
    expect(review.reduce(applyEvent, emptyReview).rows[0]?.patch.effect).toEqual(effect);
  });
});
