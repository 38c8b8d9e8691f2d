// A review that outlives its window: the same when it is read back, whatever else is read gives nothing that is not sound, and never throws.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { applyPatches } from '../../src/write/apply-patches.ts';
import type { WriteEvent } from '../../src/write/events.ts';
import { structuralProblems } from '../../src/write/make-patch.ts';
import type { Effect } from '../../src/write/patch.ts';
import { patchesOfText } from '../../src/write/patches-of.ts';
import { applyEvent, decide, emptyReview, patchesIn, type Review } from '../../src/write/review.ts';
import { longestStored, readStoredReview, type StoredReview, storedText } from '../../src/write/stored-review.ts';
import { wouldBe } from '../../src/write/would-be.ts';
import { drafted } from './drafted.ts';

const uri = 'untitled:Untitled-1';
const base = 'persona Ada\n\nrules\n  secret: Says it.\n  # dramatis-keep\n  old: Is old.\n';
const effect: Effect = {
  alone: false,
  together: ['a', 'b'],
  tests: [
    {
      test: 'keeps it',
      samples: 5,
      before: { share: 0.2, interval: { share: 0.2, low: 0.03, high: 0.62 } },
      after: undefined,
    },
  ],
  tokens: { before: 310, after: 296 },
  verdict: 'better',
  why: 'One test rose.',
};

function storedReview(more: Partial<StoredReview> = {}): StoredReview {
  const evidence = [
    { quote: 'Never says it', source: { start: 4, end: 9 }, found: true },
    { quote: 'No.', turn: 's1', talk: 't1', said: 'turn 2, persona', note: 'miss', found: true },
    { quote: 'Yes.', origin: { uri: 'file:///ada.persona', range: { start: 0, end: 3 } }, found: false },
  ];
  const { patches } = patchesOfText(
    parse(base, uri),
    `${drafted}\nrules\n  old: Is young.\n  loud: Shouts.\n    nver: say "x"\n`,
    {
      reason: 'It was\nasked for.',
      evidence,
    },
  );
  const [first, second] = patches;
  const events: readonly WriteEvent[] = [
    {
      type: 'started',
      what: 'A draft',
      model: { provider: 'openai', model: 'm', origin: 'https://example.org', label: 'm at example.org' },
      requests: { least: 1, most: 3 },
    },
    { type: 'patches', patches },
    { type: 'effect', patches: [first?.id ?? ''], effect },
    { type: 'told', severity: 'warning', message: 'Mind\nthe step.' },
    { type: 'file', name: 'questions.txt', text: 'Why?' },
    { type: 'table', table: { title: 'Verdicts', columns: ['one', 'other'], rows: [['yes', 'no']] } },
    { type: 'spent', requests: 2, usage: { input: 10, output: 5 } },
    { type: 'finished', ending: { how: 'done' } },
  ];
  let review = events.reduce(applyEvent, emptyReview);
  review = decide(decide(review, first?.id ?? '', 'accepted'), second?.id ?? '', 'rejected');
  const answers = [{ step: 'draft', text: '```persona\n…\n```', failed: false }];
  return {
    uri,
    untitled: true,
    text: base,
    base,
    source: 'Ada.\r\nShe',
    way: 'from-description',
    words: 'Ada',
    troubles: [
      { kind: 'test', title: '', text: '', origin: { uri, range: { start: 3, end: 9 } } },
      { kind: 'probe', title: 'begs', text: 'It said\nit.', case: 'probe/begs' },
    ],
    answers,
    review,
    shown: true,
    ...more,
  };
}

function readBack(stored: StoredReview) {
  const read = readStoredReview(storedText(stored) ?? '');
  if (!read.ok) throw new Error(read.reason);
  return read;
}

describe('a stored review', () => {
  test('is the same when it is read back, in everything an author decides by', () => {
    const stored = storedReview();
    expect(stored.review.rows.length).toBeGreaterThan(12);
    expect(stored.review.rows.some(({ patch }) => patch.refused !== undefined)).toBe(true);
    expect(stored.review.rows.some(({ patch }) => patch.problems.length > 0)).toBe(true);
    const { stored: back, lost } = readBack(stored);
    expect(lost).toBe(0);
    const plain = (review: Review) => ({
      ...review,
      rows: review.rows.map(({ patch, ...row }) => {
        const problems = patch.problems.map(({ code, severity, range, message }) => ({
          code,
          severity,
          range,
          message,
        }));
        return { ...row, patch: { ...patch, problems } };
      }),
    });
    expect(back).toEqual({ ...stored, review: plain(stored.review) });
  });

  test('goes on: what is open applies as it did', () => {
    const stored = storedReview();
    const { review } = readBack(stored).stored;
    const open = patchesIn(review, 'open');
    const [now, before] = [open, patchesIn(stored.review, 'open')].map((patches) => applyPatches(base, uri, patches));
    expect([now?.text, now?.refused]).toEqual([before?.text, before?.refused]);
    expect(now?.taken.map(({ id }) => id)).toEqual(before?.taken.map(({ id }) => id));
    expect(wouldBe(base, uri, open, structuralProblems).text).toContain('cellar');
  });

  test('of a run that the window took with it has stopped', () => {
    const stored = storedReview();
    const going = { ...stored.review, ending: undefined, step: { name: 'draft', number: 1, of: 2 } };
    const { review } = readBack({ ...stored, review: going }).stored;
    expect(review.ending).toEqual({ how: 'cancelled' });
    expect(review.step).toBeUndefined();
  });

  test('is bounded: answers go first, the oldest before the others; changes never do', () => {
    const long = (text: string) => ({ step: text, text: text.repeat(longestStored / 3), failed: false });
    const stored = storedReview({ answers: [long('a'), long('b'), long('c'), long('d')] });
    const text = storedText(stored) ?? '';
    expect(text.length).toBeLessThanOrEqual(longestStored);
    const { stored: back, lost } = readBack(stored);
    expect(back.answers.map(({ step }) => step)).toEqual(['c', 'd']);
    expect([back.review.rows.length, lost]).toEqual([stored.review.rows.length, 0]);
    expect(storedText(storedReview({ source: 'x'.repeat(longestStored) }))).toBeUndefined();
  });
});

describe('what is no stored review', () => {
  test('is refused with a reason', () => {
    const text = storedText(storedReview()) ?? '';
    expect(readStoredReview('')).toEqual({ ok: false, reason: 'damaged' });
    expect(readStoredReview(text.slice(0, -20))).toEqual({ ok: false, reason: 'damaged' });
    expect(readStoredReview('[]')).toEqual({ ok: false, reason: 'damaged' });
    expect(readStoredReview('{"format":"dramatis-review","version":1}')).toEqual({ ok: false, reason: 'damaged' });
    expect(readStoredReview(text.replace('"version":1', '"version":2'))).toEqual({ ok: false, reason: 'newer' });
    expect(readStoredReview('x'.repeat(longestStored + 1))).toEqual({ ok: false, reason: 'damaged' });
  });

  test('one change that is damaged does not take the others along', () => {
    const stored = storedReview();
    const value = JSON.parse(storedText(stored) ?? '');
    value.review.rows[0].patch.change = { op: 'run', command: 'rm' };
    value.review.rows[1].state = 'done';
    value.review.rows[2].patch.change = { op: 'put-block', block: { word: 'no such block' } };
    value.review.rows[3] = null;
    const read = readStoredReview(JSON.stringify(value));
    expect(read).toMatchObject({ ok: true, lost: 4 });
    expect(read.ok && read.stored.review.rows.length).toBe(stored.review.rows.length - 4);
  });

  test('members nested without end, and names that every object has, are nothing', () => {
    let member: object = { text: 'deep' };
    for (let depth = 0; depth < 200; depth++) member = { text: 'deep', children: [member] };
    const value = JSON.parse(storedText(storedReview()) ?? '');
    value.review.rows[0].patch.change = { op: 'put-member', member };
    value.review.rows[1].patch.change = { op: 'put-block', block: { word: 'constructor' } };
    expect(readStoredReview(JSON.stringify(value))).toMatchObject({ ok: true, lost: 2 });
  });

  test('whatever stands in the place of any part, it is read without a throw, and what is read can be decided on', () => {
    const whole = JSON.parse(storedText(storedReview()) ?? '');
    const paths: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]) => {
      paths.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value))
        walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    };
    walk(whole, []);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, junk) => {
        const value = structuredClone(whole);
        let at = value;
        for (const key of path.slice(0, -1)) at = at[key];
        const last = path.at(-1);
        if (last !== undefined) at[last] = junk;
        const read = readStoredReview(JSON.stringify(last === undefined ? junk : value));
        if (!read.ok) return;
        const { review, text } = read.stored;
        wouldBe(text, uri, patchesIn(review, 'open'));
      }),
      { numRuns: 400 },
    );
  });
});
