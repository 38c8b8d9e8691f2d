// Whatever a model answers, a way of playing comes to an end, says why, and asks no more than it estimated.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatModel } from '../../../src/model/port.ts';
import { plainChat } from '../../../src/model/port.ts';
import { dyad } from '../../../src/play/dyad/dyad.ts';
import { hidden } from '../../../src/play/hidden/hidden.ts';
import { narrated } from '../../../src/play/narrated/narrated.ts';
import { estimateScene } from '../../../src/play/scene/estimate-scene.ts';
import { endedOf } from '../../../src/play/scene/scene-notes.ts';
import type { SceneProtocol } from '../../../src/play/scene/setup.ts';
import { filesIn } from '../../kit/sample-files.ts';
import { depsOf } from '../kit.ts';
import { playOn, sceneSetup, staged } from './stage-kit.ts';

const samples = filesIn('samples/scenes');
const text = (name: string) => samples[`/${name}.persona`] ?? '';
const ways: readonly (readonly [string, SceneProtocol, Record<string, string>])[] = [
  ['narrated', narrated, { self: text('keeper'), inspector: text('inspector') }],
  ['hidden', hidden, { self: text('tutor'), pupil: text('pupil') }],
  ['dyad', dyad, { self: text('neighbour'), student: text('student') }],
];

/** Answers in turn, over and over. */
function answering(answers: readonly string[]): ChatModel {
  let at = 0;
  return {
    identity: { provider: 'scripted', model: 'any', origin: undefined, label: 'any' },
    capabilities: plainChat,
    async *chat() {
      const answer = answers[at++ % answers.length] ?? '';
      yield { type: 'text', choice: 0, text: answer };
      yield { type: 'done', replies: [{ text: answer, finish: 'stop' }], usage: undefined, labels: [] };
    },
  };
}

const names = [
  'Ines Marrow',
  'Tobias Crane',
  'Lena',
  'Mr Adeyemi',
  'Sam Okafor',
  'Nora Lindqvist',
  'narrator',
  'nobody',
];
const answer = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...names).map((name) => `Affected: ${name}\nImpact: It rains.`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '5',
      '4',
      '9',
      '10',
      '0',
      'NONE',
      'hobby',
      'family',
      'friends',
      'Mood: 5\nProblem: 4\nEngagement: 4',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('Position: here\nCondition: well', 'Belief: so\nDesire: tea', 'Tobias Crane: waits'),
  },
  { weight: 2, arbitrary: fc.string({ minLength: 1, maxLength: 60 }) },
);

test.each(ways)('%s', async (_name, protocol, texts) => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 12 }), async (answers) => {
      const begin = staged(texts, protocol);
      const { state } = await playOn(begin, depsOf(answering(answers)));
      // An answer in which nothing is said is a failure, told as one.
      expect(state.failure?.failure.reason ?? endedOf(state)?.why).toBeTruthy();
      expect(state.requests.length).toBeLessThanOrEqual(estimateScene(sceneSetup(begin)).requests);
    }),
    { numRuns: 25 },
  );
});
