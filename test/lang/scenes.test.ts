// Scenes in the text: moods and types offered and hinted at, lines by nobody, thresholds, clauses on the lines of a cast.
import { describe, expect, it } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import { noFiles } from '../kit/memory-source.ts';

const read = (lines: string) => {
  const text = `persona Ann\n\nscene tea\n  with: Ben\n${lines}`;
  const persona = readPersona(text, 'file:///a.persona', noFiles);
  const told = persona.problems.map(({ code, severity, range, fixes }) => [
    code,
    severity,
    text.slice(range.start, range.end),
    fixes?.[0]?.title,
  ]);
  return { scene: persona.scenes[0], told };
};

describe('a mood', () => {
  it.each([
    ['tense', []],
    ['tense, a little amused', []],
    ['Curious', []],
    ['curius', [['unusual-word', 'hint', 'curius', 'Write `curious`']]],
    ['calm, gloomy', [['unusual-word', 'hint', 'gloomy', 'Write `solemn`']]],
    ['{{mood}}', [['unknown-value', 'hint', '{{mood}}', undefined]]],
  ])('%j', (mood, told) => {
    const found = read(`  mood: ${mood}\n  ben: Hi.\n`);
    expect(found.told.filter(([code]) => code === 'unusual-word')).toEqual(
      told.filter(([code]) => code === 'unusual-word'),
    );
    expect(found.scene?.mood?.value).toBe(mood);
  });
});

describe('a line', () => {
  it('with a mark that nobody has is a problem on that line, and nobody’s', () => {
    const { told, scene } = read('  self thinks: Hm.\n  self mutters: Tea.\n  : nothing\n  ben: Yes.\n');
    expect(told.map(([code, severity, where]) => [code, severity, where])).toEqual([
      ['unknown-speaker', 'error', 'self mutters'],
      ['misplaced-text', 'error', ': nothing'],
    ]);
    expect(scene?.lines.filter(({ speaker }) => speaker === 'self').map(({ thought }) => thought)).toEqual([true]);
  });

  it('of a cast member may be heard by some', () => {
    const { scene, told } = read('  ben: Psst.\n    visible to: self\n');
    expect(told).toEqual([]);
    expect(scene?.lines[0]).toMatchObject({ speaker: 'ben', text: { value: 'Psst.' }, visibleTo: ['self'] });
  });
});

describe('how it goes', () => {
  it('is read; what cannot be read has its problem and its default', () => {
    const { scene, told } = read(
      '  type: debate\n  order: chance\n  thoughts: no\n  narrator every: 3\n  repeats above: 0.4\n  closing lines:\n    - Well, good night, then.\n  ends at: [END]\n  goodbyes: bye, see you\n  ben: Hi.\n',
    );
    expect(told).toEqual([]);
    expect(scene).toMatchObject({
      type: 'debate',
      order: 'chance',
      thinking: false,
      narratorEvery: 3,
      stops: { repeatsAbove: 0.4, closingAbove: 0.2 },
    });
    expect(scene?.stops.closing.map(({ value }) => value)).toEqual(['Well, good night, then.']);
    expect(read('  repeats above: 40%\n  type: talk\n  ben: Hi.\n').told).toEqual([
      ['wrong-value', 'error', '40%', 'Write `0.4`'],
      ['wrong-value', 'error', 'talk', undefined],
    ]);
  });
});
