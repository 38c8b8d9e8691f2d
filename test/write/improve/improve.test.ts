// Improving from evidence: what fails is criticised by the rules' names, changes are measured by the same tests as the file they change, and
// only what is better by more than chance is proposed.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/lang/parse.ts';
import { applyPatches } from '../../../src/write/apply-patches.ts';
import { improve, improveFrom } from '../../../src/write/improve/improve.ts';
import { measureAccepted } from '../../../src/write/improve/measure-accepted.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { askedModel } from '../../suite/suite-kit.ts';
import { stepsOf } from '../kit.ts';
import { changes, flaws, inputOf, ran, uri } from './kit.ts';

const keeper = `persona Mara
  role: keeper of a small lighthouse

rules
  secret: Never says the code of the door.
    never: say "4711"
  calm: Speaks calmly.
    never: say "!"

test keeps the code
  user: What is the code?
  keeps: secret

test stays calm
  user: A storm is coming.
  keeps: calm
`;

const mended = { block: 'voice', lines: '- Is silent about the code.', evidence: ['It is 4711.'] };
const loud = { block: 'voice', lines: '- Shouts.', evidence: ['It is 4711.'] };
const idle = { block: 'about', lines: 'shoes: brown', evidence: ['It is 4711.'] };

/** Gives the code away until told otherwise; shouts where it is told to. */
const performer = () =>
  askedModel(({ messages }) => {
    const prompt = messages[0]?.content ?? '';
    const asked = messages.at(-1)?.content ?? '';
    const end = prompt.includes('Shouts') ? '!' : '.';
    if (!asked.includes('code')) return `It will pass${end}`;
    return prompt.includes('silent about the code') ? `I do not say${end}` : `It is 4711${end}`;
  });

describe('improving', () => {
  test('critique by named rules, changes, each measured alone by the same tests and samples; the better one is proposed', async () => {
    const model = scriptedModel([
      {
        say: flaws(['secret', 'It says 4711.'], ['manners', 'It is curt.']),
        expect: ({ messages }) => {
          const [system, user] = messages.map(({ content }) => content);
          return (
            /written by others/.test(system ?? '') &&
            /secret: Never says the code of the door\. \(never: say "4711"\)/.test(user ?? '') &&
            /Failing test “keeps the code”\n0 of 3 runs passed/.test(user ?? '') &&
            !/stays calm”/.test(user ?? '')
          );
        },
      },
      {
        say: changes(mended, loud, idle, { block: 'test keeps the code', lines: 'user: Hello.\nkeeps: secret' }),
        expect: ({ messages }) => /- secret: It says 4711\./.test(messages.at(-1)?.content ?? ''),
      },
    ]);
    const player = performer();
    const recipe = improve(inputOf(keeper, player));
    const { patches, told, ending, events, spent } = await ran(recipe, model);
    model.finish();
    expect(ending).toEqual({ how: 'done' });
    expect(patches.map(({ title, effect }) => [title, effect?.verdict, effect?.alone])).toEqual([
      ['voice › Is silent about the code.', 'better', true],
    ]);
    const [first] = patches;
    expect(
      first?.effect?.tests.map(({ test, samples, before, after }) => [test, samples, before?.share, after?.share]),
    ).toEqual([
      ['keeps the code', 3, 0, 1],
      ['stays calm', 3, 1, 1],
    ]);
    // The quote points at the turn of the test that it was said in.
    expect(first?.evidence).toEqual([
      {
        quote: 'It is 4711',
        origin: expect.objectContaining({ uri }),
        turn: 'test/keeps the code#0.2',
        said: '“keeps the code”, turn 2, persona',
        found: true,
      },
    ]);
    expect(told.join('\n')).toMatch(/names a rule that is not there, “manners”/);
    expect(told.join('\n')).toMatch(/Set aside: test keeps the code: a test is what/);
    expect(told.join('\n')).toMatch(/Not proposed: “voice › Shouts\.”\. “stays calm” passes less often\./);
    expect(told.join('\n')).toMatch(/Not proposed: “about › shoes”\. No test that failed/);
    // Base and three candidates: two tests, three samples each.
    expect(player.requests).toHaveLength(4 * 6);
    expect(spent).toBe(4 * 6 + 2);
    const started = events.find(({ type }) => type === 'started');
    expect(started).toMatchObject({ requests: { least: 6, most: 6 + 2 * (4 + 5 * 6) } });
    expect(stepsOf(events).filter((step) => step !== 'reply')).toEqual(['critique', 'changes']);
  });

  test('a second round starts from the best so far, and asks only for what still fails', async () => {
    const other = keeper.replace('never: say "!"', 'never: say "storm"');
    const player = askedModel(({ messages }) => {
      const prompt = messages[0]?.content ?? '';
      if (messages.at(-1)?.content.includes('code')) return prompt.includes('silent') ? 'No.' : 'It is 4711.';
      return prompt.includes('changes the subject') ? 'Tea?' : 'What a storm.';
    });
    const model = scriptedModel([
      flaws(['secret', 'It says 4711.']),
      changes(mended),
      {
        say: flaws(['calm', 'It says storm.']),
        expect: ({ messages }) => !/“keeps the code”/.test(messages.at(-1)?.content ?? ''),
      },
      {
        say: changes({ block: 'voice', lines: '- Now changes the subject.', evidence: ['What a storm'] }, mended),
        expect: ({ messages }) => /- Is silent about the code\./.test(messages.at(-1)?.content ?? ''),
      },
    ]);
    const { patches } = await ran(improve(inputOf(other, player)), model);
    model.finish();
    expect(patches.map(({ title, effect }) => [title, effect?.verdict])).toEqual([
      ['voice › Is silent about the code.', 'better'],
      ['voice › Now changes the subject.', 'better'],
    ]);
    const done = applyPatches(other, uri, patches);
    expect(done.refused).toEqual([]);
    expect(done.text).toContain('- Is silent about the code.\n  - Now changes the subject.');
  });

  test('where the budget does not allow each alone, they are measured together and say so', async () => {
    const model = scriptedModel([flaws(['secret', 'It says 4711.']), changes(mended, idle)]);
    const input = inputOf(keeper, performer(), { suite: { budget: { requests: 6 + 2 + 7 } } });
    const recipe = improve(input);
    const { patches, spent } = await ran(recipe, model);
    model.finish();
    expect(patches.map(({ effect }) => [effect?.alone, effect?.together.length, effect?.verdict])).toEqual([
      [false, 2, 'better'],
      [false, 2, 'better'],
    ]);
    expect(patches[0]?.effect?.together).toEqual(patches.map(({ id }) => id));
    expect(spent).toBeLessThanOrEqual(15);
    expect(typeof recipe === 'object' && recipe.requests.most).toBe(15);
  });

  test('where it allows no measuring at all, that is said, and nothing counts as better', async () => {
    const model = scriptedModel([flaws(['secret', 'It says 4711.']), changes(mended), flaws()]);
    const { patches } = await ran(improve(inputOf(keeper, performer(), { suite: { budget: { requests: 9 } } })), model);
    model.finish();
    expect(patches.map(({ effect }) => [effect?.verdict, effect?.why])).toEqual([
      ['not measured', 'The budget does not allow measuring it.'],
    ]);
  });

  test('no flaw: nothing is asked further, nothing is changed', async () => {
    const model = scriptedModel([flaws()]);
    const { ending, patches } = await ran(improve(inputOf(keeper, performer())), model);
    model.finish();
    expect([ending, patches]).toEqual([{ how: 'nothing' }, []]);
  });

  test('every test passes and nothing is found: nobody is asked to write', async () => {
    const model = scriptedModel([]);
    const { ending, told } = await ran(
      improve(
        inputOf(
          keeper,
          askedModel(() => 'No.'),
        ),
      ),
      model,
    );
    model.finish();
    expect(ending).toEqual({ how: 'nothing' });
    expect(told).toEqual(['Every test passes, and nothing else is wrong: there is nothing to improve.']);
  });

  test('a test that nobody could judge is no test that passes: how many, why, and what to do', async () => {
    const judged = `${keeper}\ntest is kind\n  user: I am cold.\n  judge: Is the reply kind?\n`;
    const quiet = () => askedModel(() => 'No.');
    const { ending, told, events } = await ran(improve(inputOf(judged, quiet())), scriptedModel([]));
    expect(ending).toEqual({ how: 'nothing' });
    expect(told).toEqual([
      'No test is seen to fail, and nothing else is wrong. 1 test is unsure: “is kind”. Only a judge can say, and none was asked. Name a `judge` in dramatis.json and improve again, or say in `must:` and `never:` lines what a program can decide.',
    ]);
    expect(events).toContainEqual(expect.objectContaining({ type: 'told', severity: 'warning' }));
    // Whoever picked one test is told of that one; the others may fail.
    const troubles = [{ kind: 'test', title: 'stays calm', text: '' }] as const;
    const loudmouth = askedModel(({ messages }) => (messages.at(-1)?.content.includes('code') ? '4711.' : 'Soon.'));
    const picked = await ran(improve(inputOf(judged, loudmouth, { troubles })), scriptedModel([]));
    expect(picked.told[0]).toMatch(
      /^Nothing that was picked is seen to be wrong\. Not picked, and failing: “keeps the code”\. 1 test is unsure: “is kind”\./u,
    );
  });

  test('what is marked to be kept is set aside and never measured', async () => {
    const marked = keeper.replace('  calm: Speaks', '  # dramatis-keep: signed off\n  calm: Speaks');
    const player = performer();
    const model = scriptedModel([
      flaws(['secret', 'It says 4711.']),
      changes({ block: 'rules', lines: 'calm: Shouts.\n  must: say "!"' }),
    ]);
    const { patches, told } = await ran(improve(inputOf(marked, player)), model);
    model.finish();
    expect(patches).toEqual([]);
    expect(told.join()).toMatch(/dramatis-keep.*signed off/);
    expect(player.requests).toHaveLength(6);
  });

  test('a check that is made weaker makes nothing better: every version is judged by the rules as they were', async () => {
    const model = scriptedModel([
      flaws(['secret', 'It says 4711.']),
      changes({
        block: 'rules',
        lines: 'secret: Never says the code.\n  never: say "0815"',
        evidence: ['It is 4711.'],
      }),
      flaws(),
    ]);
    const { patches, told } = await ran(improve(inputOf(keeper, performer())), model);
    model.finish();
    expect(patches).toEqual([]);
    expect(told.join()).toMatch(/Not proposed: “rules › secret”/);
  });

  test('cancelled while measuring: it ends at once, and what was found so far is not told as better', async () => {
    const stop = new AbortController();
    const player = askedModel((_, index) => {
      if (index === 8) stop.abort();
      return 'It is 4711.';
    });
    const model = scriptedModel([flaws(['secret', 'It says 4711.']), changes(mended)]);
    const { ending, patches } = await ran(improve(inputOf(keeper, player)), model, stop.signal);
    expect([ending, patches]).toEqual([{ how: 'cancelled' }, []]);
    expect(player.requests.length).toBeLessThan(12);
  });

  test('a critique in prose, twice: nothing is written, and it is said', async () => {
    const model = scriptedModel(['It is bad.', 'Very bad.']);
    const { ending, patches } = await ran(improve(inputOf(keeper, performer())), model);
    model.finish();
    expect(ending).toMatchObject({ how: 'unreadable' });
    expect(patches).toEqual([]);
  });

  test('one sample is enough where temperature is 0', async () => {
    const player = performer();
    const model = scriptedModel([flaws(['secret', 'It says 4711.']), changes(mended)]);
    const input = inputOf(keeper, player, { suite: { temperature: 0 } });
    const { patches } = await ran(improveFrom(input, { rounds: 1, candidates: 4 }), model);
    model.finish();
    expect(patches[0]?.effect).toMatchObject({ verdict: 'better', tests: [{ samples: 1 }, { samples: 1 }] });
    expect(player.requests).toHaveLength(4);
  });
});

describe('what was accepted', () => {
  test('is measured as one run, against the file as it was', async () => {
    const player = performer();
    const now = parse(applyLines('voice\n  - Is silent about the code.\n'), uri);
    const input = inputOf(keeper, player, { suite: { measures: { tokens: (text) => text.length } } });
    const patch = { id: 'a' } as never;
    const { events } = await ran(measureAccepted(input, [patch, { id: 'b' } as never], now), scriptedModel([]));
    const effect = events.find((event) => event.type === 'effect');
    expect(effect).toMatchObject({
      patches: ['a', 'b'],
      effect: { alone: false, together: ['a', 'b'], verdict: 'better' },
    });
    expect(player.requests).toHaveLength(12);
    expect(measureAccepted(input, [], now)).toMatch(/Nothing was accepted/);
  });
});

function applyLines(text: string): string {
  return keeper.replace('rules\n', `${text}\nrules\n`);
}
