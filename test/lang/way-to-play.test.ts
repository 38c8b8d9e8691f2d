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

test('a fact to be found out that nobody has is a problem on its name; the cast’s own files say what there is', () => {
  const ada = 'persona Ada\n\nabout\n  coping: Practises at night.\n\nknows\n  history: Lost her hearing.\n';
  const asking = (names: string, cast = './ada.persona') =>
    `persona Lee\n\nknows\n  weather: It rains.\n\nscene visit\n  with: ${cast}\n  find out: ${names}\n`;
  const problems = (source: string, files: Readonly<Record<string, string>> = { 'file:///work/ada.persona': ada }) =>
    readPersona(source, 'file:///work/lee.persona', memorySource(files, 'file:///work/')).problems;
  expect(problems(asking('history, coping, weather'))).toEqual([]);
  const text = asking('histori, fears');
  expect(problems(text)).toMatchObject([
    {
      code: 'wrong-value',
      message: 'Nobody in this scene has a fact called `histori`: did you mean `history`?',
      fixes: [{ title: 'Write `history`' }],
    },
    { code: 'wrong-value', message: 'Nobody in this scene has a fact called `fears`.', fixes: [] },
  ]);
  const [first] = problems(text);
  expect(text.slice(first?.range.start, first?.range.end)).toBe('histori');
  // Two who name each other are read once each; an unread file may have had it, a bare name has no facts.
  const back = `${ada}\nscene other\n  with: ./lee.persona\n  find out: nothing\n`;
  expect(problems(asking('history'), { 'file:///work/ada.persona': back, 'file:///work/lee.persona': text })).toEqual(
    [],
  );
  expect(problems(asking('histori'), {}).map(({ code }) => code)).toEqual(['unresolved-file']);
  expect(problems(asking('histori', 'Ada'))).toEqual([]);
});
