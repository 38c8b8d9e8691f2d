// What every line of a scene is checked for: speaking for somebody else, giving hidden things away, taking another's name. With its spans.
import { describe, expect, it } from 'vitest';
import { findLeak } from '../../../src/play/scene/find-leak.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, run } from '../kit.ts';
import { sceneOf } from './scene-kit.ts';

const files = {
  'holmes.persona': `persona Sherlock Holmes

given
  place: under the third stair

knows
  jewel: The blue jewel lies {{place}}.
    visible to: watson
  - Lives at 221B Baker Street.

scene the thief
  with: ./watson.persona, Lestrade
  knows: The butler forged the will.
    visible to: self
  turns: 9
  lestrade: Well?
`,
  'watson.persona':
    'persona Dr John Watson\n\nknows\n  wound: Was shot in the left shoulder at Maiwand.\n    only with: holmes\n',
};

async function said(text: string, by: 'self' | 'watson' = 'self', change: Partial<typeof files> = {}) {
  const first = by === 'self' ? 'Well?' : 'Hm.';
  const cast = { watson: scriptedModel([text]) };
  const state = sceneOf({ ...files, ...change });
  const deps = depsOf(scriptedModel([by === 'self' ? text : first]), { cast });
  let now = (await run(state, { type: 'scene', act: 'next' }, deps)).state;
  if (by === 'watson') now = (await run(now, { type: 'scene', act: 'next' }, deps)).state;
  const turn = now.turns.at(-1);
  const ours = (turn?.verdicts ?? []).filter((one) => one.ours);
  return Object.fromEntries(
    ours.map(({ rule, state: is, span }) => [rule, span ? `${is}: ${turn?.text.slice(span.start, span.end)}` : is]),
  );
}

const [speaks, keeps, knows] = ['speaks for nobody else', 'keeps what is hidden', 'knows who it is'];

describe('checks of ours', () => {
  it.each([
    ['Watson, come.', 'kept'],
    ['Come.\nWatson: I am coming.', 'broken: Watson:'],
    ['Come.\n**Dr John Watson:** Yes.', 'broken: **Dr John Watson:'],
    ['Come.\n[Lestrade]: No.', 'broken: [Lestrade]:'],
    ['Come.\nUser: No.', 'broken: User:'],
    ['Note: Watson was here.', 'kept'],
  ])('speaking for others: %j is %s', async (text, state) => expect((await said(text))[speaks as string]).toBe(state));

  it.each([
    ['The stairs are steep.', 'kept'],
    ['I know! The blue jewel lies under the third stair.', 'broken: The blue jewel lies under the third stair'],
    [
      'Look under that third stair: there the blue jewel lies!',
      'broken: under that third stair: there the blue jewel lies',
    ],
    ['The butler FORGED the will!', 'broken: The butler FORGED the will'],
    ['I live at 221B Baker Street.', 'kept'],
  ])('hidden things: %j is %s', async (text, state) => expect((await said(text))[keeps as string]).toBe(state));

  it('what only one may hear is hidden while another listens, in the file of whoever owns it', async () => {
    expect((await said('I was shot in the left shoulder at Maiwand.', 'watson'))[keeps as string]).toMatch(/^broken/);
  });

  it.each([
    ['I am Sherlock Holmes.', 'kept'],
    ['I am Watson.', 'broken: I am Watson'],
    ['My name is Lestrade, sir.', 'broken: My name is Lestrade'],
    ['I am Watson’s friend.', 'kept'],
    ['I am cold.', 'kept'],
  ])('its own name: %j is %s', async (text, state) => expect((await said(text))[knows as string]).toBe(state));

  it('its own name before a line is taken off, and told', async () => {
    const { state } = await run(
      sceneOf(files),
      { type: 'scene', act: 'next' },
      depsOf(scriptedModel(['Holmes: Well.'])),
    );
    expect(state.turns.at(-1)).toMatchObject({ text: 'Well.', labels: ['its own name before the line was taken off'] });
  });
});

describe('a leak', () => {
  it('is not found in a few common words, nor by words strewn over sentences', () => {
    expect(findLeak('He was here.', 'He was there.')).toBeUndefined();
    expect(
      findLeak('The jewel is blue. I lie. The stair is my third.', 'The blue jewel lies under the third stair.'),
    ).toBeUndefined();
  });
});
