// The scene that is shipped: free of findings, and it goes its declared way.
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../../src/config/config.ts';
import { checkFile } from '../../../src/lint/static/check-file.ts';
import { endedOf } from '../../../src/play/scene/scene-notes.ts';
import { memorySource } from '../../kit/memory-source.ts';
import { filesIn, personasOf } from '../../kit/sample-files.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, run } from '../kit.ts';
import { sceneOf, sentOf } from './scene-kit.ts';

const samples = filesIn('samples/scenes');

describe('samples/scenes', () => {
  it.each(personasOf(samples))('nothing is found in %s', (path) => {
    const file = {
      text: samples[path] ?? '',
      uri: path,
      source: memorySource(samples),
      config: defaultConfig,
      measures: {},
      talks: [],
    };
    expect(checkFile(file, 'save').problems).toEqual([]);
  });

  it('is no care, and says so', () => expect(samples['/iris.persona']).toMatch(/no care/));

  it('goes through its stages, hides what it hides, and ends on her words', async () => {
    const iris = scriptedModel([
      '[says] And before nine?',
      '[says] If nobody paid you?',
      '[says] Then try wood. Good luck.',
    ]);
    const tom = scriptedModel(['I count.', 'Nothing.', 'A table, perhaps. Wood. Good luck to me.']);
    const state = sceneOf({
      'iris.persona': samples['/iris.persona'] ?? '',
      'tom.persona': samples['/tom.persona'] ?? '',
    });
    const done = await run(state, { type: 'scene', act: 'on' }, depsOf(iris, { cast: { tom } }));
    iris.finish();
    tom.finish();
    expect(endedOf(done.state)).toMatchObject({ reason: 'condition', by: 'self' });
    const stages = iris.requests.map((request) =>
      ['days are like', 'nobody paid them', 'next step'].filter((text) => request.messages[0]?.content.includes(text)),
    );
    expect(stages).toEqual([['days are like'], ['nobody paid them'], ['next step']]);
    for (const request of iris.requests) expect(sentOf(request)).not.toMatch(/spreadsheet|ten pounds|oak/);
    for (const request of tom.requests) expect(sentOf(request)).not.toMatch(/free place|slept much/);
  });
});
