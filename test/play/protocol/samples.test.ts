// The samples of scenes that are played in ways of their own: free of problems, each played as it says, each file's own lint silent.
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../../src/config/config.ts';
import { readPersona } from '../../../src/lang/read-persona.ts';
import { checkFile } from '../../../src/lint/static/check-file.ts';
import { setScene } from '../../../src/play/scene/scene-setup.ts';
import { newSession } from '../../../src/play/session.ts';
import { readRules } from '../../../src/rules/rule-book.ts';
import { memorySource } from '../../kit/memory-source.ts';
import { filesIn, personasOf } from '../../kit/sample-files.ts';

const samples = filesIn('samples/scenes');
const source = memorySource(samples);

describe.each(personasOf(samples))('%s', (path) => {
  it('has no problem and no finding', () => {
    const persona = readPersona(samples[path] ?? '', path, source);
    expect(persona.problems).toEqual([]);
    expect(readRules(persona).problems).toEqual([]);
    const file = { text: samples[path] ?? '', uri: path, source, config: defaultConfig, measures: {}, talks: [] };
    expect(checkFile(file, 'save').problems).toEqual([]);
  });
});

it.each([
  ['/keeper.persona', 'narrated'],
  ['/tutor.persona', 'hidden'],
  ['/neighbour.persona', 'dyad'],
])('%s is played as %s', (path, name) => {
  const persona = readPersona(samples[path] ?? '', path, source);
  const scene = persona.scenes[0];
  if (!scene) throw new Error('no scene');
  const setup = setScene(persona, scene, source, { seat: undefined, seed: 1 });
  expect(setup.protocol.name).toBe(name);
  expect(setup.cast.every(({ nameOnly }) => !nameOnly)).toBe(true);
  const state = newSession('talk', persona, readRules(persona), { scene: setup });
  // Something is to be asked, and nothing stands in the way of it.
  expect(setup.protocol.over?.(state, setup)).toBeUndefined();
  expect(setup.protocol.next?.(state, setup)).toBeDefined();
});
