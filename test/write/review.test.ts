// Deciding on patches: what a review holds, what the file would be, what an edited patch must be to be taken.
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { editPatch } from '../../src/write/edit-patch.ts';
import type { WriteEvent } from '../../src/write/events.ts';
import { structuralProblems } from '../../src/write/make-patch.ts';
import type { Effect, Patch } from '../../src/write/patch.ts';
import { patchesOfText } from '../../src/write/patches-of.ts';
import { applyEvent, decide, emptyReview, patchesIn, type Review, replacePatch } from '../../src/write/review.ts';
import { wouldBe } from '../../src/write/would-be.ts';
import { drafted } from './drafted.ts';

const uri = 'file:///ada.persona';
const grounds = { reason: 'It was asked for.', evidence: [] };

function patchesFor(base: string, text: string): readonly Patch[] {
  return patchesOfText(parse(base, uri), text, grounds).patches;
}

function reviewOf(...events: readonly WriteEvent[]): Review {
  return events.reduce(applyEvent, emptyReview);
}

function named(patches: readonly Patch[], title: string): Patch {
  const found = patches.find((patch) => patch.title === title);
  if (!found) throw new Error(`${title} is none of ${patches.map((patch) => patch.title).join(', ')}`);
  return found;
}

describe('a review', () => {
  test('tells a patch again without forgetting what was decided or measured', () => {
    const patches = patchesFor('', drafted);
    const secret = named(patches, 'rules › secret');
    const effect: Effect = {
      alone: true,
      together: [],
      tests: [],
      tokens: undefined,
      verdict: 'same',
      why: 'No difference.',
    };
    let review = reviewOf({ type: 'patches', patches }, { type: 'effect', patches: [secret.id], effect });
    review = decide(review, secret.id, 'rejected');
    review = applyEvent(review, { type: 'patches', patches: [{ ...secret, reason: 'Better known.' }] });
    const row = review.rows.find(({ patch }) => patch.id === secret.id);
    expect(row).toMatchObject({ state: 'rejected', patch: { reason: 'Better known.', effect: { verdict: 'same' } } });
    expect(review.rows).toHaveLength(patches.length);
  });

  test('what the run passed over waits as rejected; chosen later it is open, and what was chosen stays chosen', () => {
    const [one, other] = patchesFor('', drafted);
    if (!one || !other) throw new Error('there are two');
    const lost = { ...other, passedOver: 'The first is better.' };
    let review = reviewOf({ type: 'patches', patches: [one, lost] });
    expect(review.rows.map(({ state }) => state)).toEqual(['open', 'rejected']);
    // The next round passes the first over and chooses the second.
    review = applyEvent(review, { type: 'patches', patches: [{ ...one, passedOver: 'The second is better.' }, other] });
    expect(review.rows.map(({ state, patch }) => [state, patch.passedOver])).toEqual([
      ['open', undefined],
      ['open', undefined],
    ]);
    // What the author took stays taken.
    review = reviewOf({ type: 'patches', patches: [lost] });
    review = decide(review, lost.id, 'accepted');
    review = applyEvent(review, { type: 'patches', patches: [other] });
    expect(review.rows[0]?.state).toBe('accepted');
    review = applyEvent(review, { type: 'table', table: { title: 't', columns: ['a'], rows: [['b']] } });
    expect(review.tables).toHaveLength(1);
  });

  test('counts what was spent, and knows how it ended', () => {
    const usage = { input: 10, output: 5 };
    const review = reviewOf(
      { type: 'spent', requests: 1, usage },
      { type: 'spent', requests: 1, usage },
      { type: 'finished', ending: { how: 'done' } },
    );
    expect(review.spent).toEqual({ requests: 2, input: 20, output: 10 });
    expect(review.ending).toEqual({ how: 'done' });
  });
});

describe('the file as it would be', () => {
  test('holds all that is open, and says where each stands', () => {
    const patches = patchesFor('', drafted);
    const { text, places, cannot, problems } = wouldBe('', uri, patches);
    expect([...cannot]).toEqual([]);
    expect([...problems.values()].flat()).toEqual([]);
    for (const patch of patches) {
      const { start, end } = places.get(patch.id) ?? { start: 0, end: 0 };
      const first = (patch.after ?? '').split('\n')[0] ?? '';
      expect(text.slice(start, end).split('\n')[0], patch.title).toBe(first);
    }
  });

  test('follows a file that is edited meanwhile, and says what no longer applies', () => {
    const base = 'persona Ada\n\nrules\n  secret: Never says it.\n  # dramatis-keep\n  old: Is old.\n';
    const changed = patchesFor(base, 'rules\n  secret: Never says the password.\n  old: Is young.\n');
    const open = wouldBe(base, uri, changed);
    expect(open.text).toContain('secret: Never says the password.');
    expect([...open.cannot.values()]).toEqual([expect.stringContaining('dramatis-keep')]);
    // The author moves the block down meanwhile and adds another rule.
    const edited = `${base.replace('rules\n', 'about\n  age: 52\n\nrules\n  new: Is new.\n')}`;
    expect(wouldBe(edited, uri, changed).text).toBe(edited.replace('Never says it.', 'Never says the password.'));
  });
});

describe('an edited patch', () => {
  const patches = patchesFor('', drafted);
  const secret = named(patches, 'rules › secret');
  const edit = (lines: string) => editPatch(parse('', uri), secret, lines, structuralProblems);

  test('is read like any other, keeps its reason, loses its figures', () => {
    const done = edit('secret: Never says the password, to nobody.\n  never: say "{{word}}"');
    if (!done.ok) throw new Error(done.reason);
    const review = replacePatch(reviewOf({ type: 'patches', patches }), secret.id, done.patches);
    expect(review.rows).toHaveLength(patches.length);
    const row = review.rows.find(({ edited }) => edited);
    expect(row?.patch).toMatchObject({ reason: 'It was asked for.', effect: undefined });
    expect(row?.patch.after).toContain('to nobody');
    expect(wouldBe('', uri, patchesIn(review, 'open')).text).toContain('to nobody');
  });

  test('that is broken, empty or belongs elsewhere is not taken, and says why', () => {
    expect(edit('  ')).toMatchObject({ ok: false, reason: expect.stringContaining('Reject') });
    expect(edit('secret: Never.\n\tnever: say "x"\n   secret: Again.')).toMatchObject({ ok: false });
    const block = editPatch(
      parse('', uri),
      named(patches, 'test keeps the secret'),
      'voice\n  - Dry.\n',
      structuralProblems,
    );
    expect(block).toMatchObject({ ok: false, reason: expect.stringContaining('voice') });
  });
});
