// A cast for a scene: a file for each, the scene in the first, and nobody told what another hides.
import { describe, expect, test } from 'vitest';
import { readPersona } from '../../../src/lang/read-persona.ts';
import { cast } from '../../../src/write/drafts/cast.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { stepsOf } from '../kit.ts';
import { inputOf, ran, wordsOf } from './kit.ts';

const plot = JSON.stringify({
  title: 'The will',
  setting: 'A notary’s office, rain.',
  mood: 'tense',
  members: [
    { name: 'Ruth Amsel', role: 'heiress', wants: 'the house', hides: 'she has sold it' },
    { name: 'Paul Amsel', role: 'brother', wants: 'the truth', hides: 'he burnt a letter' },
  ],
});
const ruth = 'persona Ruth\n  role: heiress\n';
const paul = 'persona Paul Amsel\n  role: brother\n';

describe('a cast', () => {
  test('who is in it, then each; what one hides is in no request of another', async () => {
    const model = scriptedModel([plot, ruth, paul]);
    const { events, ending } = await ran(cast, inputOf({ text: 'Two siblings at a notary.' }), model);
    model.finish();
    expect(stepsOf(events)).toEqual(['cast', 'member', 'member']);
    expect(wordsOf(model.requests[1])).toContain('she has sold it');
    expect(wordsOf(model.requests[1])).not.toContain('burnt a letter');
    expect(wordsOf(model.requests[2])).toContain('burnt a letter');
    expect(wordsOf(model.requests[2])).not.toContain('she has sold it');
    const files = new Map(
      events.flatMap((event) => (event.type === 'file' ? [[event.name, event.text] as const] : [])),
    );
    expect([...files.keys()].sort()).toEqual(['paul-amsel.persona', 'ruth-amsel.persona']);
    const first = files.get('ruth-amsel.persona') ?? '';
    expect(first).toContain('persona Ruth Amsel\n');
    expect(first).toContain('scene The will\n  with: ./paul-amsel.persona\n');
    // The scene finds its cast where the files are saved side by side.
    const persona = readPersona(first, 'file:///p/ruth-amsel.persona', {
      read: (uri) => {
        const text = files.get(uri.split('/').at(-1) ?? '');
        return text === undefined ? { ok: false, uri, reason: 'missing' } : { ok: true, uri, text };
      },
    });
    expect(persona.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(persona.scenes[0]?.cast.map(({ key }) => key)).toEqual(['paul-amsel']);
    expect(ending).toBe('done');
  });

  test('two of one name are asked for again', async () => {
    const model = scriptedModel([plot.replace('Paul Amsel', 'Ruth Amsel'), plot, ruth, paul]);
    const { events } = await ran(cast, inputOf({ text: 'Two siblings.' }), model);
    model.finish();
    expect(stepsOf(events).slice(0, 2)).toEqual(['cast', 'cast again']);
  });
});
