// Patches of which only one can be had: all of them accepted at once are the first, one accepted puts the others out, another takes its place.
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { inFront } from '../../src/write/alternatives.ts';
import { applyPatch, applyPatches } from '../../src/write/apply-patches.ts';
import { editPatch } from '../../src/write/edit-patch.ts';
import type { WriteEvent } from '../../src/write/events.ts';
import { structuralProblems } from '../../src/write/make-patch.ts';
import type { Patch } from '../../src/write/patch.ts';
import { placeAfter, whereNow } from '../../src/write/place-after.ts';
import { applyEvent, decide, emptyReview, followFile, type Review } from '../../src/write/review.ts';
import { makeCheckable } from '../../src/write/rules/make-checkable.ts';
import { proseFields, rewriteFields } from '../../src/write/rules/prose-fields.ts';
import { vary } from '../../src/write/rules/vary.ts';
import { readStoredReview, storedText } from '../../src/write/stored-review.ts';
import { takeAll } from '../../src/write/take-all.ts';
import { wouldBe } from '../../src/write/would-be.ts';
import { answeringModel, lastOf, runMade, writeInput } from './input.ts';
import { writeDeps } from './kit.ts';

const uri = 'file:///ada.persona';
const base = `persona Ada
  role: librarian

knows
  - The archive closes at two.

rules
  late: Says that it is late.

greeting
  Good evening.
`;

/** Other words for one field, as `vary` proposes them: the first is the best. */
function variants(field: string, ...texts: readonly string[]): readonly Patch[] {
  const tree = parse(base, uri);
  const found = proseFields(tree).find(({ title }) => title === field);
  if (!found) throw new Error(`${field} is no field`);
  return texts.flatMap((text) => {
    const grounds = () => ({ reason: '', evidence: [] });
    const patches = rewriteFields(tree, new Map([[found, text]]), grounds, structuralProblems);
    return patches.map((patch): Patch => ({ ...patch, oneOf: field }));
  });
}

function reviewOf(...patches: readonly Patch[]): Review {
  const events: readonly WriteEvent[] = [
    { type: 'patches', patches },
    { type: 'finished', ending: { how: 'done' } },
  ];
  return events.reduce(applyEvent, emptyReview);
}

function states({ rows }: Review) {
  return rows.map(({ state, beside }) => (beside === true ? `${state} beside` : state));
}

const said = ['Is it you?', 'Come in, come in.', 'Mind the water.'];

/** A text, an entry, an item, a block of which there may be many: each is found in another way. */
const fields = ['greeting', 'persona › role', 'knows › The archive closes at two.', 'rules › late'];

describe.each(fields)('several for “%s”', (field) => {
  const patches = variants(field, ...said);
  const [first, second, third] = patches as [Patch, Patch, Patch];

  test('accepted at once are the first that applies, whole and once', () => {
    const { text, taken, beside } = applyPatches(base, uri, patches);
    expect(taken).toEqual([first]);
    expect(beside).toEqual([second, third]);
    expect(text).toContain(said[0]);
    expect(text).not.toContain(said[1]);
    expect(text).not.toContain(said[2]);
    const bad: Patch = { ...first, place: { block: 'nowhere' }, change: { op: 'remove' }, id: 'bad' };
    expect(applyPatches(base, uri, [bad, second, third]).taken).toEqual([second]);
  });

  test('one accepted puts the others out; another opened again takes its place in the file', () => {
    let review = decide(reviewOf(...patches), second.id, 'accepted');
    expect(states(review)).toEqual(['rejected beside', 'accepted', 'rejected beside']);
    const text = applyPatches(base, uri, [second]).text;
    review = decide(review, third.id, 'open');
    expect(states(review)).toEqual(['rejected beside', 'accepted', 'open']);
    const now = applyPatch(text, uri, whereNow(third, review.rows));
    expect(now.ok && now.text).toBe(applyPatches(base, uri, [third]).text);
    review = decide(review, third.id, 'accepted');
    expect(states(review)).toEqual(['rejected beside', 'rejected beside', 'accepted']);
  });

  test('undo opens what stood there before, or all of them', () => {
    const there = (text: string) => (patch: Patch) => {
      const done = applyPatch(text, uri, { ...patch, place: placeAfter(patch) });
      return done.ok && done.text === text;
    };
    const one = applyPatches(base, uri, [first]).text;
    let review = decide(reviewOf(...patches), first.id, 'accepted');
    expect(states(followFile(review, there(one)))).toEqual(['accepted', 'rejected beside', 'rejected beside']);
    expect(states(followFile(review, there(base)))).toEqual(['open', 'open', 'open']);
    // Another took its place, and that is undone.
    review = decide(decide(review, second.id, 'open'), second.id, 'accepted');
    expect(states(followFile(review, there(one)))).toEqual(['accepted', 'open', 'rejected beside']);
    // What somebody said no to stays so.
    review = decide(decide(reviewOf(...patches), third.id, 'rejected'), first.id, 'accepted');
    expect(states(followFile(review, there(base)))).toEqual(['open', 'open', 'rejected']);
  });

  test('the file as it would be has the first, or the one that is looked at; all stand where that one does', () => {
    const plain = wouldBe(base, uri, patches);
    expect(plain.text).toBe(applyPatches(base, uri, [first]).text);
    expect(plain.cannot.size).toBe(0);
    expect(plain.places.get(third.id)).toEqual(plain.places.get(first.id));
    const { start, end } = plain.places.get(first.id) ?? { start: 0, end: 0 };
    expect(plain.text.slice(start, end)).toContain(said[0]);
    const looked = wouldBe(base, uri, inFront(patches, third.id));
    expect(looked.text).toBe(applyPatches(base, uri, [third]).text);
  });
});

test('a yes to everything takes of each place one, and nothing for a place where the author has chosen', () => {
  const [greeting, other] = [variants('greeting', 'Hello.', 'You are late.'), variants('rules › late', 'Yawns.')];
  let review = reviewOf(...greeting, ...other);
  expect(applyPatches(base, uri, takeAll(review.rows).taken).taken.map(({ title }) => title)).toEqual([
    greeting[0]?.title,
    'rules › late',
  ]);
  review = decide(decide(review, greeting[0]?.id ?? '', 'accepted'), greeting[1]?.id ?? '', 'open');
  const { taken, left } = takeAll(review.rows);
  expect(taken).toEqual(other);
  expect(left).toEqual([{ patch: greeting[1], why: 'alternative' }]);
});

test('one that is told when another is accepted already is out', () => {
  const [first, second] = variants('greeting', 'Hello.', 'You are late.') as [Patch, Patch];
  const review = applyEvent(decide(reviewOf(first), first.id, 'accepted'), { type: 'patches', patches: [second] });
  expect(states(review)).toEqual(['accepted', 'rejected beside']);
});

test('that there are several, and why one is out, outlives the window; so does what the run passed over', () => {
  const [first, second] = variants('greeting', 'Hello.', 'You are late.') as [Patch, Patch];
  const review = decide(
    reviewOf(first, second, { ...first, id: 'x', passedOver: 'It is worse.' }),
    first.id,
    'accepted',
  );
  const kept = {
    uri,
    untitled: false,
    text: base,
    base,
    source: '',
    way: 'vary',
    words: '',
    troubles: [],
    answers: [],
    shown: false,
  };
  const read = readStoredReview(storedText({ ...kept, review }) ?? '');
  if (!read.ok) throw new Error(read.reason);
  expect(read.stored.review.rows.map(({ patch }) => [patch.oneOf, patch.passedOver])).toEqual([
    ['greeting', undefined],
    ['greeting', undefined],
    ['greeting', 'It is worse.'],
  ]);
  expect(states(read.stored.review)).toEqual(states(review));
});

test.each(fields)('edited it is still one of them, and still replaces “%s”', (field) => {
  const [first, second] = variants(field, ...said) as [Patch, Patch];
  const lines = (first.after ?? '').replace(said[0] ?? '', 'Who rings so late?');
  const edited = editPatch(parse(base, uri), first, lines, structuralProblems);
  if (!edited.ok) throw new Error(edited.reason);
  expect(edited.patches.map(({ oneOf, kind }) => [oneOf, kind])).toEqual([[field, 'change']]);
  const { text } = applyPatches(base, uri, [...edited.patches, second]);
  expect(text).toBe(applyPatches(base, uri, [first]).text.replace(said[0] ?? '', 'Who rings so late?'));
});

describe('ways that give several to choose from', () => {
  test('vary', async () => {
    const model = answeringModel(() =>
      JSON.stringify({ variants: ['Who is there at night?', 'Come in, you are wet.'] }),
    );
    const { patches } = await runMade(vary(writeInput(base, { words: '2 greeting' })), writeDeps(model));
    expect(patches.map(({ oneOf }) => oneOf)).toEqual(['greeting', 'greeting']);
  });

  test('make-checkable', async () => {
    const candidates = { candidates: [{ clauses: ['must: say "late"'] }, { clauses: ['must: say /late|night/'] }] };
    const model = answeringModel((request) => {
      if (lastOf(request).includes('different checks')) return JSON.stringify(candidates);
      if (lastOf(request).includes('answers')) return JSON.stringify({ answers: ['yes', 'yes'] });
      return JSON.stringify({ exchanges: [{ user: 'Hello?', reply: 'It is late.' }] });
    });
    const { patches } = await runMade(makeCheckable(writeInput(base, { words: 'late' })), writeDeps(model));
    expect(patches).toHaveLength(2);
    expect(patches.map(({ oneOf }) => oneOf)).toEqual(['rules › late', 'rules › late']);
  });
});
