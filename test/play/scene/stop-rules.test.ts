// SalesBot's turn-wise stop rules, with the card's vectors, and how a scene says them.
import { describe, expect, it } from 'vitest';
import { endedOf } from '../../../src/play/scene/scene-notes.ts';
import { goodbyeIn, tokenJaccard } from '../../../src/play/scene/stop-rules.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, linesOf, run } from '../kit.ts';
import { sceneOf, sentOf } from './scene-kit.ts';

it.each([
  ['thanks have a great day', 'have a great day', 0.8],
  ['do you want tickets for tonight', 'do you want tickets for tomorrow', 0.7143],
  ['which city do you prefer', 'what time do you prefer', 0.4286],
  ['', '', 0],
])('the words of %j and %j', (a, b, share) => expect(tokenJaccard(a, b)).toBeCloseTo(share, 4));

it('a goodbye is whole words', () => {
  expect(goodbyeIn('Well, see you — soon.', ['bye', 'see you'])).toBe('see you');
  expect(goodbyeIn('By the byway.', ['bye', 'by way'])).toBeUndefined();
});

const played = async (more: string, first: string, second: string, similarity?: Parameters<typeof depsOf>[1]) => {
  const files = { 'a.persona': `persona Ann\n\nscene s\n  with: Ben\n  turns: 3\n${more}  ben: Hello.\n` };
  const ann = scriptedModel([first, second]);
  const ben = scriptedModel(['Yes.']);
  const { state } = await run(
    sceneOf(files),
    { type: 'scene', act: 'on' },
    depsOf(ann, { cast: { ben }, ...similarity }),
  );
  return { state, ended: endedOf(state), ann };
};

describe('a scene stops', () => {
  it.each([
    ['  repeats above: 0.4\n', 'Which city do you prefer?', 'What time do you prefer?', 'repetition'],
    ['  repeats above: 0.5\n', 'Which city do you prefer?', 'What time do you prefer?', 'turns'],
    ['', 'Which city do you prefer?', 'Which city do you prefer?', 'turns'],
    ['  goodbyes: goodbye, so long\n', 'One.', 'So long, Ben.', 'goodbye'],
    ['  closing lines: have a nice day\n', 'One.', 'Well, have a day.', 'closing'],
    ['  closing lines: have a nice day\n  closing above: 0.9\n', 'One.', 'Well, have a day.', 'turns'],
    ['  goal reached when: self said "ticket"\n', 'One.', 'A ticket, then.', 'goal'],
    ['  ends at: [END]\n', 'One.', 'Enough. [END]', 'mark'],
  ])('%j with %j, then %j: %s', async (more, first, second, reason) => {
    const { ended, ann } = await played(more, first, second);
    ann.finish();
    expect(ended?.reason).toBe(reason);
  });

  it('the mark is told to actors, and taken off the line', async () => {
    const { state, ann } = await played('  ends at: [END]\n', 'One.', 'Enough. [END]');
    expect(sentOf(ann.requests[0])).toContain('[END]');
    expect(linesOf(state).at(-1)).toBe('self: Enough.');
  });

  it('closing lines by words in common, labelled; by a similarity where there is one', async () => {
    expect((await played('  closing lines: have a nice day\n', 'One.', 'Well, have a day.')).ended?.labels).toEqual([
      'lexical',
    ]);
    const similarity = { label: 'exact', compare: async (a: string) => [a.startsWith('Off') ? 0.9 : 0] };
    const { ended } = await played('  closing lines: have a nice day\n', 'Have a nice day?', 'Off with you.', {
      similarity,
    });
    expect(ended).toMatchObject({ reason: 'closing', labels: ['exact'], by: 'self' });
  });

  it('a closing phrase counts for the actor named, not for the other', async () => {
    const more = '  ends when: ben says "good night"\n';
    expect((await played(more, 'Good night.', 'Good night again.')).ended?.reason).toBe('turns');
    const files = { 'a.persona': `persona Ann\n\nscene s\n  with: Ben\n${more}  ben: Hello.\n` };
    const ann = scriptedModel(['Hm.']);
    const { state } = await run(
      sceneOf(files),
      { type: 'scene', act: 'on' },
      depsOf(ann, { cast: { ben: scriptedModel(['Good night!']) } }),
    );
    expect(endedOf(state)).toMatchObject({ reason: 'condition', by: 'ben' });
  });
});
