// Tests from dialogues: what the user said, the rules that a program saw at work, nothing of the replies; no model is asked, and the tests are ones
// that a suite can run.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/lang/parse.ts';
import type { TraceRecord } from '../../../src/play/trace.ts';
import { applyPatches } from '../../../src/write/apply-patches.ts';
import { improve } from '../../../src/write/improve/improve.ts';
import { testsFromTalks } from '../../../src/write/improve/tests-from-talks.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { askedModel } from '../../suite/suite-kit.ts';
import { changes, flaws, inputOf, ran, uri } from './kit.ts';

const keeper = `persona Mara
  role: keeper

rules
  secret: Never says the code.
    never: say "4711"
  thanks: Thanks for gifts.
    when: user says "gift"
    must: say "thank"
  - Is kind.

example
  user: Good evening. Who are you?
  self: Mara. I keep the light.
`;
const nobody = scriptedModel([]);

describe('tests from dialogues', () => {
  test('of a transcript: each line of the user with the rules at work after it; one that was broken makes a test that fails now', async () => {
    const text = 'You: I bring a gift.\n\nMara: Thank you.\n\nYou: What is the code?\n\nMara: It is 4711, of course.\n';
    const { patches, ending } = await ran(testsFromTalks({ ...inputOf(keeper, nobody), text }), nobody);
    nobody.finish();
    expect(ending).toEqual({ how: 'done' });
    expect(patches.map(({ after }) => after)).toEqual([
      'test I bring a gift\n  user: I bring a gift.\n  keeps: secret, thanks\n  user: What is the code?\n  keeps: secret',
    ]);
    expect(patches[0]?.reason).toContain('secret was broken: the test fails until that is mended');
    // No reply is asked to be what it was.
    expect(patches[0]?.after).not.toContain('of course');
    const file = applyPatches(keeper, uri, patches).text;
    expect(parse(file, uri).problems).toEqual([]);
    // It is what improving goes by, from here on.
    const player = askedModel(({ messages }) =>
      messages[0]?.content.includes('silent') ? 'Thank you.' : 'Thanks! 4711.',
    );
    const writer = scriptedModel([
      flaws(['secret', 'It says 4711.']),
      changes({ block: 'voice', lines: '- Is silent.', evidence: ['4711'] }),
    ]);
    const improved = await ran(improve(inputOf(file, player)), writer);
    expect(improved.patches.map(({ title, effect }) => [title, effect?.verdict])).toEqual([
      ['voice › Is silent.', 'better'],
    ]);
  });

  test('of a kept talk, as it stands at its end: a line taken back is in no test', async () => {
    const at = '2026-01-01T00:00:00.000Z';
    const turn = (id: string, speaker: string, said: string, after?: string): TraceRecord => ({
      type: 'turn',
      at,
      turn: { id, speaker, text: said, ...(after === undefined ? {} : { after }) },
    });
    const talk = [
      turn('a', 'user', 'Hello.'),
      turn('b', 'self', 'Good evening.', 'a'),
      turn('c', 'user', 'Nonsense.', 'b'),
      turn('d', 'user', 'The code?', 'b'),
      turn('e', 'self', 'No.', 'd'),
    ];
    const { patches } = await ran(testsFromTalks({ ...inputOf(keeper, nobody), talk, text: 'not read' }), nobody);
    expect(patches.map(({ after }) => after)).toEqual([
      'test Hello\n  user: Hello.\n  keeps: secret\n  user: The code?\n  keeps: secret',
    ]);
    expect(patches[0]?.evidence.map(({ turn: id }) => id)).toEqual(['b', 'e']);
  });

  test('of the examples of the file, where nothing is given; two that begin alike have two titles', async () => {
    const twice = `${keeper}\nexample\n  user: Good evening. Who are you?\n  self: Who asks?\n`;
    const { patches } = await ran(testsFromTalks(inputOf(twice, nobody)), nobody);
    expect(patches.map(({ place }) => place.block)).toEqual([
      'test Good evening Who are you',
      'test Good evening Who are you 2',
    ]);
    expect(applyPatches(twice, uri, patches).refused).toEqual([]);
  });

  test('where no rule can be decided there is no test, and it is said', async () => {
    const vague = 'persona Mara\n\nrules\n  - Is kind.\n\nexample\n  user: Hm?\n  self: Hm.\n';
    const { patches, told, ending } = await ran(testsFromTalks(inputOf(vague, nobody)), nobody);
    expect([patches, ending]).toEqual([[], { how: 'nothing' }]);
    expect(told[0]).toContain('No rule that a program can decide was at work after “Hm?”');
    expect(testsFromTalks(inputOf('persona Mara\n', nobody))).toContain('There is no dialogue');
  });
});
