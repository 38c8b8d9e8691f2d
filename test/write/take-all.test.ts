// One yes to everything: what it takes, and what it leaves to be said yes to by itself.
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { editPatch } from '../../src/write/edit-patch.ts';
import { structuralProblems } from '../../src/write/make-patch.ts';
import type { Effect, Patch } from '../../src/write/patch.ts';
import { patchesOfText } from '../../src/write/patches-of.ts';
import { applyEvent, decide, emptyReview } from '../../src/write/review.ts';
import { takeAll } from '../../src/write/take-all.ts';
import { wouldBe } from '../../src/write/would-be.ts';
import { drafted } from './drafted.ts';

const { patches } = patchesOfText(parse('', 'file:///ada.persona'), drafted, { reason: '', evidence: [] });
const [name, kind, role] = patches as [Patch, Patch, Patch];

function measured(verdict: Effect['verdict']): Effect {
  return { alone: true, together: [], tests: [], tokens: undefined, verdict, why: '' };
}

function reviewOf(...told: readonly Patch[]) {
  return applyEvent(emptyReview, { type: 'patches', patches: told });
}

describe('a yes to everything', () => {
  test('leaves what was measured to be worse; the author can say yes to it by itself', () => {
    const bad = { ...kind, effect: measured('worse') };
    const review = reviewOf(name, bad, { ...role, effect: measured('not measured') });
    const { taken, left } = takeAll(review.rows);
    expect(taken.map(({ id }) => id)).toEqual([name.id, role.id]);
    expect(left).toEqual([{ patch: bad, why: 'worse' }]);
    expect(decide(review, kind.id, 'accepted').rows[1]?.state).toBe('accepted');
  });

  test('of alternatives takes the best that is not worse than what is there', () => {
    const first = { ...kind, oneOf: 'x', effect: measured('worse') };
    expect(takeAll(reviewOf(first, { ...role, oneOf: 'x' }).rows).taken.map(({ id }) => id)).toEqual([role.id]);
  });

  test('leaves what nothing supports; the finding is seen in the file as it would be, and goes with the words', () => {
    const base = parse('', 'file:///ada.persona');
    const grounds = { reason: 'It is likely.', evidence: [], unsupported: 'No turn supports it.' };
    const [loose] = patchesOfText(base, 'about\n  music: violin\n', grounds).patches as [Patch];
    expect(loose.problems).toMatchObject([
      { code: 'unsupported', severity: 'warning', message: 'No turn supports it.' },
    ]);
    expect(takeAll(reviewOf(name, loose).rows)).toMatchObject({
      taken: [{ id: name.id }],
      left: [{ patch: { id: loose.id }, why: 'unsupported' }],
    });
    expect(wouldBe('', base.uri, [name, loose]).problems.get(loose.id)).toEqual(loose.problems);
    const edited = editPatch(base, loose, 'music: none', structuralProblems);
    expect(edited.ok && edited.patches[0]?.problems).toEqual([]);
  });

  test('takes nothing that is decided', () => {
    const review = decide(reviewOf(name, kind, { ...role, passedOver: 'It is dull.' }), kind.id, 'rejected');
    expect(takeAll(review.rows).taken.map(({ id }) => id)).toEqual([name.id]);
  });
});
