// A kept scene beside its persona: each side judged by its own rules, as it heard the talk; a person's lines by nobody's.
import { expect, it } from 'vitest';
import { defaultConfig } from '../../../src/config/config.ts';
import { checkFile } from '../../../src/lint/static/check-file.ts';
import { keptTalk } from '../../../src/play/kept-talk.ts';
import { recordOf } from '../../../src/play/recorder.ts';
import { writeTalkFile } from '../../../src/play/talk-file.ts';
import { memorySource } from '../../kit/memory-source.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, run } from '../kit.ts';
import { sceneOf } from './scene-kit.ts';

const files = {
  'ann.persona':
    'persona Ann\n\nrules\n  echo: Says nothing of tea.\n    when: user says "tea"\n    never: say "tea"\n\nscene s\n  with: ./ben.persona, Cal\n  turns: 3\n  order: cast\n  cal: Tea?\n    visible to: ben\n  self: Hello.\n',
  'ben.persona':
    'persona Ben\n\nrules\n  short: Is short.\n    must: be at most 2 words\n  tea: Is polite about tea.\n    when: ever user says "tea"\n    must: say "thank you"\n',
};

async function kept(seat?: string) {
  const ben = scriptedModel(seat === 'ben' ? [] : ['No thanks at all.']);
  const deps = depsOf(scriptedModel(['Tea.']), { cast: { ben, cal: scriptedModel(['Hm.']) } });
  const begun = await run(sceneOf(files, { seat }), { type: 'begin' }, deps);
  const said =
    seat === 'ben'
      ? await run(begun.state, { type: 'say', text: 'No thanks at all.' }, deps)
      : await run(begun.state, { type: 'scene', act: 'on' }, deps);
  const header = {
    type: 'talk' as const,
    version: 2,
    id: 't',
    at: '',
    persona: 'Ann',
    personaUri: 'file:///work/ann.persona',
    personaHash: '',
  };
  const records = [...begun.events, ...said.events].flatMap((event) => recordOf(event, '') ?? []);
  const text = writeTalkFile([header, ...records], 'file:///work');
  const talk = keptTalk({ uri: 'file:///work/ann.talk.jsonl', text });
  const source = memorySource(
    Object.fromEntries(Object.entries(files).map(([name, body]) => [`file:///work/${name}`, body])),
    'file:///',
  );
  const found =
    checkFile(
      {
        text: files['ann.persona'],
        uri: 'file:///work/ann.persona',
        source,
        config: defaultConfig,
        measures: {},
        talks: [talk],
      },
      'save',
    ).talks[0]?.problems ?? [];
  return found.map(({ message, range }) => [
    /“(\w+)”|`(\w+)`/.exec(message)?.slice(1).find(Boolean) ?? message,
    text.slice(range.start, range.end).includes('No thanks') ? 'ben’s line' : 'ann’s line',
  ]);
}

it('Ben by Ben’s rules, and he heard of the tea; Ann did not, and may name it', async () => {
  const found = await kept();
  expect(found.map(([, where]) => where)).toEqual(['ben’s line', 'ben’s line']);
});

it('what a person says in a seat is judged by nobody', async () => expect(await kept('ben')).toEqual([]));
