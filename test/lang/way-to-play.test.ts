// How a scene says that it is played in narrated rounds, as finding out, or as seeker and supporter.
import { expect, test } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';

const text = `persona Holmes

scene a foggy evening
  with: Watson
  narrated: yes
  position watson: by the window
  condition self: bored
  find out: history, coping
  close enough: 0.8
  propose: One thing to try.
  seeker: watson
  watson: Holmes!
`;

function read(source: string) {
  return readPersona(source, 'file:///work/holmes.persona', memorySource({}));
}

test('a scene names the way it is played', () => {
  const [scene] = read(text).scenes;
  expect(scene?.narrated).toBe(true);
  expect(scene?.places.map(({ kind, name, text: said }) => [kind, name.key, said.value])).toEqual([
    ['position', 'watson', 'by the window'],
    ['condition', 'self', 'bored'],
  ]);
  expect(scene?.findOut.map(({ value }) => value)).toEqual(['history', 'coping']);
  expect(scene?.closeEnough).toBe(0.8);
  expect(scene?.propose?.value).toBe('One thing to try.');
  expect(scene?.seeker?.value).toBe('watson');
  expect(scene?.lines.map(({ speaker }) => speaker)).toEqual(['watson']);
  expect(read(text).problems).toEqual([]);
});

test('without these entries it is played line after line', () => {
  const [scene] = read('persona Holmes\n\nscene a\n  with: Watson\n').scenes;
  expect(scene).toMatchObject({ narrated: false, places: [], findOut: [], closeEnough: undefined, seeker: undefined });
});

test('a name that nobody in the scene has is a problem on the name, with the nearest one offered', () => {
  const { problems } = read(
    text.replace('seeker: watson', 'seeker: watsen').replace('position watson', 'position wattson'),
  );
  expect(problems.map(({ code, range, fixes }) => [code, range.end - range.start, fixes?.[0]?.title])).toEqual([
    ['unknown-speaker', 7, 'Write `watson`'],
    ['unknown-speaker', 6, 'Write `watson`'],
  ]);
});
