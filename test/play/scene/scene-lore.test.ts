// What became of lore in a scene: each request says it for its own actor, and what an actor may not see stays out of what it is sent.
import { expect, test } from 'vitest';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, run } from '../kit.ts';
import { requestsIn, wordsOf } from '../memory/kit.ts';
import { sceneOf } from './scene-kit.ts';

const ada = `persona Ada
knows
  lamp: Ada lit the lamp.
    keys: lamp

scene the galley
  with: ./bo.persona
  turns: 2
  order: cast
  narrator: The lamp is out, and the letter is gone.
`;
const bo = `persona Bo
knows
  letter: Bo hid the letter.
    keys: letter
  knife: Bo has a knife.
    keys: knife
    visible to: Ada
`;

test('sent, silent and not visible, by actor', async () => {
  const cast = { bo: scriptedModel(['Not I.']) };
  const model = scriptedModel(['Who was it?']);
  const scene = sceneOf({ 'ada.persona': ada, 'bo.persona': bo });
  const { events } = await run(scene, { type: 'scene', act: 'on' }, depsOf(model, { cast }));
  model.finish();
  cast.bo.finish();
  const told = Object.fromEntries(
    requestsIn(events).map(({ actor, lore = [] }) => [actor, lore.map(({ label, reason }) => `${label} ${reason}`)]),
  );
  expect(told).toEqual({
    self: ['lamp sent', 'knife no-key', 'letter not-visible'],
    bo: ['letter sent', 'knife no-key', 'lamp not-visible'],
  });
  const [own, other] = requestsIn(events);
  expect(wordsOf(own)).not.toContain('Bo hid the letter.');
  expect(wordsOf(other)).not.toContain('Ada lit the lamp.');
});
