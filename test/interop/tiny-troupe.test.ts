// TinyTroupe agents and fragments as personas. Agents of our own; the real ones of the corpora are read where they are there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tinyTroupe } from '../../src/interop/tiny-troupe.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';

const read = (json: unknown, source = 'someone_else.agent.json') =>
  tinyTroupe.read?.(new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json)), { source });

test('an agent: life, traits as levels with their words, who they know', () => {
  const result = read({
    type: 'TinyPerson',
    persona: {
      name: 'Ines Duarte',
      age: 41,
      occupation: { title: 'Ferry pilot', organization: null, description: 'Two crossings a day.' },
      personality: { traits: ['Dry.', 'Patient.'], big_five: { openness: 'Low. Likes routine.', neuroticism: 'calm' } },
      preferences: { likes: ['Fog.'] },
      behaviors: { routines: { morning: ['Coffee.', 'Tide tables.'] } },
      relationships: [{ name: 'Rui', description: 'Her deckhand.' }],
      other_facts: ['Cannot swim.'],
    },
    episodic_memory: [],
  });
  expect(result).toMatchObject({
    ok: true,
    name: 'Ines Duarte',
    text: `persona Ines Duarte
  role: Ferry pilot
  source: someone_else.agent.json

about
  age: 41
  occupation title: Ferry pilot
  occupation description: Two crossings a day.
  personality: Dry.
    Patient.
  openness: Likes routine.
  preferences likes: Fog.
  behaviors routines morning: Coffee.
    Tide tables.

traits
  openness: low
  neuroticism: calm

knows
  Rui: Her deckhand.
  - Cannot swim.
`,
  });
  expect(result?.ok && result.fates.filter(({ fate }) => fate === 'dropped').map(({ what }) => what)).toEqual([
    'episodic_memory',
  ]);
});

test('whatever shape it has, nothing that is said is lost, and numbers stay as they are written', () => {
  const agent = (persona: string) => `{"type":"TinyPerson","persona":{"name":"Ines",${persona}}}`;
  const result = read(
    agent(`"personality":{"traits":"Dry.","big_five":{"openness":0.8,"neuroticism":4,"extraversion":null,"agreeableness":["High.","Likes people."]}},
      "relationships":["Rui, her deckhand.",{"name":"Ana","description":"Her sister.","since":1999,"met_at":{"place":"the quay"}},{"name":"Zé"},{"with":"the sea"}],
      "id":12345678901234567890,"debt":1e400,"weight":70.50,"tall":true,"nothing":null,"empty":[]`),
  );
  if (!result?.ok) throw new Error(result?.reason);
  expect(result.text).toBe(`persona Ines
  source: someone_else.agent.json

about
  personality: Dry.
  neuroticism: 4
  agreeableness: Likes people.
  id: 12345678901234567890
  debt: 1e400
  weight: 70.50
  tall: true

traits
  openness: 0.8
  agreeableness: high

knows
  - Rui, her deckhand.
  Ana: Her sister. since: 1999; met at: place: the quay
  - Zé
  - with: the sea
`);
  const said = (fate: string) => result.fates.filter((each) => each.fate === fate).map(({ what }) => what);
  expect(said('dropped')).toEqual(['nothing', 'empty']);
  expect(readPersona(result.text, 'file:///a.persona', memorySource({})).problems).toEqual([]);

  const other = read(
    agent(
      '"personality":"Dry and patient.","relationships":{"Rui":"Her deckhand.","Ana":{"description":"Her sister.","since":1999}}',
    ),
  );
  expect(other?.ok && other.text).toContain(
    'about\n  personality: Dry and patient.\n\nknows\n  Rui: Her deckhand.\n  Ana: Her sister. since: 1999\n',
  );
  const third = read(agent('"personality":{"big_five":"All medium."},"relationships":"None to speak of."'));
  expect(third?.ok && third.text).toContain('about\n  big five: All medium.\n\nknows\n  - None to speak of.\n');
});

test('a fragment is named after its file', () => {
  const result = read({ type: 'Fragment', persona: { beliefs: ['Tides turn.'] } }, 'a/sea_faring.fragment.json');
  expect(result).toMatchObject({ ok: true, name: 'sea faring' });
});

test('out: a persona as an agent, read back as the same life', () => {
  const source = `persona Ines Duarte
  role: Ferry pilot
  reminder: Be brief.

about
  age: 41
  home: A houseboat.
  beliefs: Tides turn.
    Fog lifts.

traits
  openness: 0.2
  stubborn: high

voice
  - Dry.

knows
  - Cannot swim.
  Ana: Her sister.
  rui: Her deckhand drinks.
    keys: rui

rules
  fog: Never sails in fog.
    never: say "sail"
`;
  const out = tinyTroupe.write?.(readPersona(source, 'file:///a.persona', memorySource({})), { original: undefined });
  if (!out?.ok) throw new Error(out?.reason);
  const json = new TextDecoder().decode(out.bytes);
  expect(JSON.parse(json)).toEqual({
    type: 'TinyPerson',
    persona: {
      name: 'Ines Duarte',
      occupation: { title: 'Ferry pilot', description: '' },
      age: 41,
      home: 'A houseboat.',
      beliefs: ['Tides turn.', 'Fog lifts.'],
      personality: { traits: ['stubborn: High'], big_five: { openness: 'Low' } },
      style: 'Dry.',
      behaviors: { general: ['Never sails in fog.'] },
      other_facts: ['Cannot swim.', 'Ana: Her sister.'],
    },
  });
  expect(out.fates.filter(({ fate }) => fate === 'dropped').map(({ what }) => what)).toEqual([
    'lore (1)',
    '`reminder` (1)',
    'clauses of rules (1)',
  ]);
  const again = read(json);
  expect(again?.ok && again.text).toContain(
    'about\n  occupation title: Ferry pilot\n  age: 41\n  home: A houseboat.\n  beliefs: Tides turn.\n    Fog lifts.\n',
  );
});

test('other JSON is none', () => {
  expect(tinyTroupe.detect?.(new TextEncoder().encode('{"type":"TinyPerson"}'), 'a.json')).toBe(false);
  expect(tinyTroupe.detect?.(new TextEncoder().encode('['.repeat(9999)), 'a.json')).toBe(false);
});

const corpus = join(import.meta.dirname, '../../../shared/corpora/tinytroupe');
test('the real ones, where they are there, come out without a problem', () => {
  const files = existsSync(corpus) ? readdirSync(corpus) : [];
  const problems = files.flatMap((name): readonly unknown[] => {
    const result = read(readFileSync(join(corpus, name), 'utf8'), name);
    if (!result?.ok) return [name];
    return readPersona(result.text, 'file:///a.persona', memorySource({})).problems;
  });
  expect(problems).toEqual([]);
});
