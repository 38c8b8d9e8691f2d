// Tighten, translate, vary: the prose changes, everything else stays, and what a program can see is never left to the model.
import { describe, expect, test } from 'vitest';
import { readPersona } from '../../../src/lang/read-persona.ts';
import { applyPatches } from '../../../src/write/apply-patches.ts';
import { lossesOf } from '../../../src/write/rules/losses.ts';
import { tighten } from '../../../src/write/rules/tighten.ts';
import { translate } from '../../../src/write/rules/translate.ts';
import { vary } from '../../../src/write/rules/vary.ts';
import { answeringModel, lastOf, runMade, writeInput } from '../input.ts';
import { stepsOf, writeDeps } from '../kit.ts';

const uri = 'file:///work/x.persona';
const file = `persona Mr Finch
  role: the night porter of an old hotel, who has been there for a very long time

given
  passphrase: swordfish

knows
  - The hotel has forty rooms, and he knows each of them by heart, as a porter should.
  lift: The lift sticks, as it has always done and will always do, on the third floor.
    keys: lift

rules
  secret: Under no circumstances whatsoever does he ever tell anybody {{passphrase}} at all.
    never: say "{{passphrase}}"
  hour: Says that it is late, always and every time he is asked anything.
    must: say "late"

greeting
  Good evening. It is late.

test late
  user: Hello?
  keeps: hour
`;
const words = (text: string) => text.split(/\s+/u).filter((word) => word !== '').length;
const measures = { tokens: words };
const never = { after: () => () => undefined, now: () => 0 };

/** Numbers of the fields as they were listed, by their titles. */
function numbers(text: string): ReadonlyMap<string, number> {
  return new Map([...text.matchAll(/^(\d+)\. \((.*)\)$/gmu)].map(([, number, title]) => [title ?? '', Number(number)]));
}

function shorter(texts: Readonly<Record<string, string>>) {
  return answeringModel((request) => {
    const known = numbers(lastOf(request));
    return JSON.stringify({
      texts: Object.entries(texts).map(([title, text]) => ({ number: known.get(title), text })),
    });
  });
}

/** Says that it is late only while the rule tells it to by these words. */
const player = () =>
  answeringModel((request) =>
    request.messages.some(({ content }) => /every time|Always says/u.test(content)) ? 'It is late, madam.' : 'Yes?',
  );

async function tightened(texts: Readonly<Record<string, string>>) {
  const model = shorter(texts);
  const suite = { modelFor: () => player(), judge: undefined, clock: never, measures };
  return { model, ...(await runMade(tighten(writeInput(file, { suite })), writeDeps(model, { measures }))) };
}

describe('tighten', () => {
  test('shows the tokens saved, and the tests before and after', async () => {
    const { patches, effects, ending } = await tightened({
      'persona › role': 'night porter of an old hotel, there for ages',
      'rules › hour': 'Always says that it is late.',
    });
    expect(ending).toEqual({ how: 'done' });
    expect(patches.map(({ title }) => title)).toEqual(['persona › role', 'rules › hour']);
    // Words of the prompt alone: 16 become 8; 13 become 6.
    expect(patches.map(({ effect }) => (effect?.tokens?.before ?? 0) - (effect?.tokens?.after ?? 0))).toEqual([7, 7]);
    expect(effects).toHaveLength(1);
    const [both] = effects;
    expect(both?.effect).toMatchObject({ alone: false, verdict: 'better' });
    expect((both?.effect.tokens?.before ?? 0) - (both?.effect.tokens?.after ?? 0)).toBe(14);
    expect(both?.effect.tests).toMatchObject([{ test: 'late', samples: 3, before: { share: 1 }, after: { share: 1 } }]);
  });

  test('one that makes a test fail is named by measuring each alone', async () => {
    const { patches, effects } = await tightened({
      'persona › role': 'night porter',
      'rules › hour': 'Mentions the hour.',
    });
    const [role, hour] = patches;
    expect(effects.map(({ patches: ids, effect }) => [ids.length, effect.verdict])).toEqual([
      [2, 'worse'],
      [1, 'better'],
      [1, 'worse'],
    ]);
    expect(effects[1]?.patches).toEqual([role?.id]);
    expect(effects[2]?.patches).toEqual([hour?.id]);
    expect(effects[2]?.effect.tests).toMatchObject([{ before: { share: 1 }, after: { share: 0 } }]);
  });

  test('what loses a value or is no shorter is refused by us, and nothing is asked of the tests', async () => {
    const { patches, told, model, effects } = await tightened({
      'rules › secret': 'Never tells the secret.',
      'knows › lift': 'The lift sticks, as it has always done and will always do, on the third floor, and the fourth.',
    });
    expect(patches).toEqual([]);
    expect(effects).toEqual([]);
    expect(told).toEqual([
      'Refused: rules › secret would lose or gain {{passphrase}}.',
      expect.stringContaining('Refused: knows › lift. It is no shorter'),
    ]);
    expect(model.requests).toHaveLength(1);
  });

  test('losses of a version: rules, checks, values, tests', () => {
    const nothing = { read: (path: string) => ({ ok: false, uri: path, reason: 'unreadable' }) as const };
    const of = (text: string) => readPersona(text, uri, nothing);
    const less = file
      .replace('    never: say "{{passphrase}}"\n', '')
      .replace(/ {2}hour:.*\n.*\n/u, '')
      .replace(/test late[\s\S]*$/u, '');
    expect(lossesOf(of(file), of(less))).toEqual([
      'the rule “hour”',
      'the check `never: say "{{passphrase}}"`',
      'the check `must: say "late"`',
      expect.stringContaining('severity of hour'),
      'the test “late”',
    ]);
    expect(lossesOf(of(file), of(file))).toEqual([]);
  });
});

describe('translate', () => {
  const german: Readonly<Record<string, string>> = {
    'persona › role': 'Nachtportier',
    'knows › lift': 'Der Aufzug bleibt stecken.',
    'rules › secret': 'Verrät niemandem {{passphrase}}.',
    'rules › hour': 'Sagt immer, dass es spät ist.',
    greeting: 'Guten Abend. Es ist spät.',
  };

  test('prose alone changes; a check that does not fit the language any more is named', async () => {
    const model = shorter(german);
    const { patches, told } = await runMade(translate(writeInput(file, { words: 'German' })), writeDeps(model));
    const { text, refused } = applyPatches(file, uri, patches);
    expect(refused).toEqual([]);
    expect(text).toContain('  language: German\n');
    expect(text).toContain('greeting\n  Guten Abend. Es ist spät.\n');
    expect(text.match(/^greeting$/gmu)).toHaveLength(1);
    for (const same of [
      'never: say "{{passphrase}}"',
      'must: say "late"',
      'keys: lift',
      'passphrase: swordfish',
      'user: Hello?',
    ]) {
      expect(text).toContain(same);
    }
    // Found by judging the greeting in both languages, not by asking.
    expect(told.join('\n')).toContain('The rule “hour” is broken by its own examples in German');
    expect(told.join('\n')).toContain('`must: say "late"` of the rule “hour” stays as it is: it looks for words');
    expect(told.join('\n')).not.toContain('never: say');
    expect(told.join('\n')).toContain('Left as they are: knows › The hotel has forty rooms');
    expect(lastOf(model.requests[0] as never)).not.toMatch(/swordfish|say "late"/u);
  });

  test('a language that nobody knows is asked for again', () => {
    expect(translate(writeInput(file, { words: 'Elvish' }))).toContain('“Elvish” is no language');
  });
});

describe('vary', () => {
  const first = JSON.stringify({
    variants: ['Good evening. It is so late.', 'A late hour to arrive, sir.', 'A late hour to arrive, dear sir.'],
  });
  const second = JSON.stringify({ variants: ['You ring at midnight? Come in.'] });

  test.each([
    ['lexical', undefined],
    [
      'exact',
      {
        label: 'exact',
        compare: async (a: string, others: readonly string[]) =>
          others.map((b) => (a.slice(0, 6) === b.slice(0, 6) ? 0.9 : 0.1)),
      },
    ],
  ] as const)('what is too alike is set aside and asked for once more (%s)', async (label, similarity) => {
    const model = answeringModel((request) => (lastOf(request).includes('there already') ? second : first));
    const deps = writeDeps(model, similarity ? { similarity } : {});
    const { patches, told, events } = await runMade(vary(writeInput(file, { words: '2 greeting' })), deps);
    expect(stepsOf(events)).toEqual(['variants', 'more variants']);
    expect(patches.map(({ after }) => after)).toEqual([
      'greeting\n  A late hour to arrive, sir.',
      'greeting\n  You ring at midnight? Come in.',
    ]);
    expect(patches.every(({ kind, reason }) => kind === 'change' && reason.includes(label))).toBe(true);
    expect(told.filter((one) => one.includes(`too much like another`) && one.includes(label))).toHaveLength(2);
    // The second request shows what is there already.
    expect(lastOf(model.requests[1] as never)).toContain('A late hour to arrive, sir.');
  });

  test('a field that is not there is asked for by its name', () => {
    expect(vary(writeInput(file, { words: 'nobody' }))).toContain('Which text? One of: persona › role;');
  });
});
