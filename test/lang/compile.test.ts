// Compiling: what is sent, what is not, what is left out and why, and that every piece knows where it came from.
import { describe, expect, it } from 'vitest';
import { traitSentence } from '../../src/lang/compile/traits.ts';
import { type CompileOptions, compile } from '../../src/lang/compile.ts';
import type { Prompt } from '../../src/lang/prompt.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource, noFiles } from '../kit/memory-source.ts';
import { plain } from '../kit/prompt-text.ts';

function prompt(text: string, options: CompileOptions = {}): Prompt {
  return compile(readPersona(text, '/it.persona', noFiles), options);
}

/** The text of every section of that name. */
function section(it: Prompt, name: string): string {
  return it.sections
    .filter((one) => one.name === name)
    .map((one) => plain(one.pieces))
    .join('\n--\n');
}

const everything = (it: Prompt) => JSON.stringify(it, (key, value: unknown) => (key === 'origin' ? undefined : value));

describe('sections', () => {
  it('come in the order of the language, whatever that of the file', () => {
    const it = prompt(
      'rules\n  - R.\nunknown\n  - U.\nknows\n  - K.\nvoice\n  - V.\ntraits\n  openness: 0.9\nabout\n  age: 3\nsection Own\n  Text.\npersona A\n  role: b\nstate\n  s: S.\n',
    );
    expect(it.sections.map((one) => one.name)).toEqual([
      'identity',
      'section',
      'about',
      'traits',
      'voice',
      'knowledge',
      'boundary',
      'rules',
      'state',
    ]);
  });

  it('say who it is', () => {
    const it = prompt(
      'persona Ann\n  kind: demographic\n  role: baker.\n  summary: Bakes.\n  population: Bakers of Ghent\n  language: Dutch\n  source: secret source\n  licence: CC0\n',
    );
    expect(section(it, 'identity')).toBe(
      'You are Ann, baker.\nBakes.\nYou stand for this group of people: Bakers of Ghent.\nAnswer in Dutch.',
    );
    expect(everything(it)).not.toMatch(/secret source|CC0/);
  });

  it('send of a rule its sentence alone', () => {
    const it = prompt(
      'persona A\nrules\n  hush: Is silent.\n    never: say "x"\n    severity: hint\n  bare:\n    never: say "y"\n',
    );
    expect(section(it, 'rules')).toBe('- Is silent.');
    expect(it.omitted.map((one) => one.why)).toEqual(['The rule has no sentence: the model is not told of it.']);
  });

  it('keep the lines of a longer text, under their bullet', () => {
    expect(section(prompt('persona A\nknows\n  - One\n    two\n\n    three\n'), 'knowledge')).toBe(
      '- One\n  two\n\n  three',
    );
  });

  it('turn levels into sentences by a fixed table', () => {
    expect(traitSentence('openness', 0.95)).toBe('You are very much imaginative, curious and open to new ideas.');
    expect(traitSentence('Openness', 'low')).toBe('You are conventional, practical and happiest with what you know.');
    expect(traitSentence('extroversion', 0.3)).toBe('You are somewhat reserved, quiet and private.');
    expect(traitSentence('trust', 0.5)).toMatch(/^You are neither especially suspicious .* nor especially ready /);
    expect(traitSentence('mbti', 'INTP')).toBeUndefined();
    expect(traitSentence('constructor', 0.4)).toBeUndefined();
    const it = prompt('persona A\ntraits\n  grit: 0.4\n  mbti: INTP\n');
    expect(section(it, 'traits')).toBe('- grit: 0.4 on a scale from 0 to 1\n- mbti: INTP');
  });

  it('tell the stage, its moves, the slots and the tools', () => {
    const text =
      'persona A\nstate\n  mood: Mood.\n    starts as: wary\n  topic: Topic.\nplan\n  one: First.\n    moves: b\n  two: Second.\nmoves\n  a: Do a.\n  b: Do b.\ntools\n  sums: Adds.\n';
    expect(section(prompt(text), 'state')).toBe(
      '- mood: Mood. (now: wary)\n- topic: Topic. (not known yet)\n--\n- one: First.\n--\n- b: Do b.\n--\n- sums: Adds.',
    );
    const later = section(prompt(text, { values: { Mood: 'bored', stage: 'two' } }), 'state');
    expect(later).toContain('(now: bored)');
    expect(later).toContain('two: Second.\n--\n- a: Do a.\n- b: Do b.');
  });
});

describe('values', () => {
  const text =
    'persona Ann\nvoice\n  - Says {{word}} to {{user}}.\n  - I am {{self}}, {{odd}}.\ngiven\n  word:\ngreeting\n  {{word}}!\ngreeting\n  Hi {{user}}.\nexample\n  user: {{word}}?\n  self: No.\n';

  it('leave out what needs one that is not known, and say so', () => {
    const it = prompt(text);
    expect(section(it, 'voice')).toBe('- I am Ann, {{odd}}.');
    expect(it.greetings.map(plain)).toEqual(['Hi the user.']);
    expect(it.examples).toEqual([]);
    expect(it.omitted.map((one) => one.why)).toEqual(Array(3).fill('The value `word` is not known.'));
  });

  it('come from the caller, by any spelling of their name', () => {
    const it = prompt(text, { values: { Word: ['tea', 'milk'] }, user: 'Bob' });
    expect(section(it, 'voice')).toContain('Says tea, milk to Bob.');
    expect(it.greetings.map(plain)).toEqual(['tea, milk!', 'Hi Bob.']);
    expect(it.omitted).toEqual([]);
  });

  it('are not sent by themselves', () => {
    expect(
      everything(prompt('persona A\ngiven\n  key: hunter2\nrules\n  r: Hush.\n    never: say "{{key}}"\n')),
    ).not.toContain('hunter2');
  });
});

describe('what an actor may see', () => {
  const watson =
    'persona John Watson\nknows\n  - Private.\n  - For Holmes.\n    visible to: holmes\n  - For all listeners.\n    visible to: holmes\n    only with: watson\n';
  const holmes =
    'persona Sherlock\nknows\n  - Mine.\n    visible to: watson\n  - Alone.\n    only with: watson\nscene s\n  with: Watson\n  goal: Mine to want.\n  knows: Everybody.\n  knows: Not for Holmes.\n    visible to: watson\n  knows: For self.\n    visible to: self\n';
  const read = (text: string) => readPersona(text, '/x.persona', noFiles);

  it('keeps `only with` while another listens', () => {
    expect(section(compile(read(holmes)), 'knowledge')).toBe('- Mine.');
    expect(section(compile(read(holmes), { listeners: ['Watson'] }), 'knowledge')).toBe('- Mine.\n- Alone.');
    expect(everything(compile(read(holmes)))).not.toContain('Alone.');
  });

  it('sends what others let it see, and nothing else of theirs', () => {
    const options = { as: 'holmes', listeners: ['watson'], others: [{ key: 'watson', persona: read(watson) }] };
    expect(section(compile(read(holmes), options), 'knowledge')).toContain('- For Holmes.\n- For all listeners.');
    expect(everything(compile(read(holmes), options))).not.toContain('Private');
    const overheard = compile(read(holmes), { ...options, listeners: ['watson', 'user'] });
    expect(everything(overheard)).not.toContain('For all listeners.');
  });

  it('tells everybody in a scene what kind of talk it is and what all know', () => {
    const text =
      'persona Sherlock\nscene s\n  with: Watson\n  event: making plans\n  common ground: The boat comes on Thursdays.\n';
    const scene = read(text).scenes[0];
    if (!scene) throw new Error('no scene');
    for (const as of ['self', 'watson']) {
      const shown = section(compile(read(text), { scene, as }), 'scene');
      expect(shown).toContain('What kind of talk it is: making plans');
      expect(shown).toContain('What all of you know already: The boat comes on Thursdays.');
    }
  });

  it('shows of a scene what is everybody’s or its own', () => {
    const scene = read(holmes).scenes[0];
    if (!scene) throw new Error('no scene');
    const own = section(compile(read(holmes), { scene }), 'scene');
    expect(own).toBe('- Also there: Watson\n- What you want: Mine to want.\n- Everybody.\n- For self.');
    const other = section(compile(read(watson), { scene, as: 'watson' }), 'scene');
    expect(other).toBe('- Everybody.\n- Not for Holmes.');
  });
});

describe('examples', () => {
  it('become messages; thoughts are not sent', () => {
    const it = prompt(
      'persona A\nexample\n  narrator: A knock.\n  user: Hi.\n  self thinks: Hm.\n  self: Ho.\n  self: Come in.\n  bob: Me too.\n',
    );
    expect(it.examples[0]?.map((shot) => [shot.role, plain(shot.pieces)])).toEqual([
      ['user', '(A knock.)\n\nHi.'],
      ['assistant', 'Ho.\n\nCome in.'],
    ]);
    expect(it.omitted.map((one) => one.why)).toEqual([
      'A thought: nobody hears it.',
      'Nobody called `bob` speaks here.',
    ]);
  });
});

it('a section’s title takes values, and goes with its section where one is not known', () => {
  const it = prompt(
    'persona A\ngiven\n  shop: Acme\n  boss:\nsection At {{shop}}\n  One.\nsection Of {{boss}}\n  Two.\n',
  );
  expect(it.sections.map(({ title }) => title)).toEqual([undefined, 'At Acme']);
  expect(it.omitted).toMatchObject([{ why: 'The value `boss` is not known.' }]);
});

describe('lore', () => {
  it('waits for its keys, a list for any of its elements', () => {
    const it = prompt(
      'persona A\nknows\n  x: X.\n    keys: {{friends}}, dear {{friends}}, /{{friends}}s/i\n    also: b\n    priority: 2\ngiven\n  friends:\n    - C. D\n    - E/F\n',
    );
    expect(it.lore).toMatchObject([
      { keys: ['C. D', 'E/F', 'dear C. D', 'dear E/F', '/(?:C\\. D|E\\/F)s/i'], also: ['b'], priority: 2 },
    ]);
    expect(section(it, 'knowledge')).toBe('');
  });
});

it('takes facts of a file, each with its place there', () => {
  const source = memorySource({ '/f.md': 'One {{self}}.\n\nTwo.' });
  const it = compile(readPersona('persona Ann\nknows\n  from: ./f.md\n', '/it.persona', source));
  expect(section(it, 'knowledge')).toBe('- One Ann.\n- Two.');
  const two = it.sections[1]?.pieces.at(-1);
  expect(two).toEqual({ text: 'Two.', origin: { uri: '/f.md', range: { start: 15, end: 19 } } });
});
