// What was accepted is measured once; a run over it that did not reach its end leaves the figures marked, and the same may be measured again.
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { effectLines, effectWord } from '../../src/write/effect-lines.ts';
import type { Ending } from '../../src/write/events.ts';
import { measuredOnce } from '../../src/write/measured-once.ts';
import type { Effect, Patch } from '../../src/write/patch.ts';
import { patchesOfText } from '../../src/write/patches-of.ts';
import { applyEvent, decide, emptyReview } from '../../src/write/review.ts';
import { soundReview } from '../../src/write/sound-review.ts';
import { drafted } from './drafted.ts';

const { patches } = patchesOfText(parse('', 'file:///ada.persona'), drafted, { reason: '', evidence: [] });
const [first, second, third] = patches as [Patch, Patch, Patch];
const effect: Effect = { alone: true, together: [], tests: [], tokens: undefined, verdict: 'better', why: 'It rose.' };
const told = applyEvent(emptyReview, { type: 'patches', patches: [{ ...first, effect }, second, third] });
const accepted = decide(decide(told, first.id, 'accepted'), second.id, 'accepted');
const failure = { reason: 'over-budget', message: 'The budget is spent.', action: 'retry' } as const;

describe('what was accepted', () => {
  test.each<Ending>([{ how: 'done' }, { how: 'nothing' }])(
    'is measured once where the run ends by itself: %o',
    (ending) => {
      const once = measuredOnce();
      expect(once.begin(accepted)).toBe(true);
      expect(once.end(accepted, ending)).toEqual([]);
      expect(once.begin(accepted)).toBe(false);
      expect(once.begin(decide(accepted, third.id, 'accepted'))).toBe(true);
    },
  );

  test.each<Ending | undefined>([
    { how: 'budget', failure },
    { how: 'failed', failure },
    { how: 'unreadable', failure },
    { how: 'cancelled' },
    undefined,
  ])('can be measured again where it does not, and its figures say that they are old: %o', (ending) => {
    const once = measuredOnce();
    expect(once.begin(accepted)).toBe(true);
    const marked = once.end(accepted, ending).reduce(applyEvent, accepted);
    expect(marked.rows.map(({ patch }) => effectWord(patch))).toEqual(['from before: better', '', '']);
    expect(effectLines(marked.rows[0]?.patch.effect ?? effect)[0]).toMatch(/^From before it was accepted/u);
    expect(once.begin(marked)).toBe(true);
    // It stays known in another window, and goes with the figures of a run that did end.
    expect(soundReview(JSON.parse(JSON.stringify(marked)))?.review.rows[0]?.patch.effect).toEqual({
      ...effect,
      fromBefore: true,
    });
    const measured = applyEvent(marked, { type: 'effect', patches: [first.id, second.id], effect });
    expect(measured.rows.map(({ patch }) => effectWord(patch))).toEqual(['better', 'better', '']);
  });

  test('is nothing where nothing was', () => {
    expect(measuredOnce().begin(told)).toBe(false);
  });
});
