// Character cards in and out: what an author sees of a card, and that a card keeps every byte a persona does not express.
import { describe, expect, test } from 'vitest';
import { exportCard, importCard } from '../../src/interop/character-card.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';
import { cardText, smallPng } from '../kit/small-png.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (card: Uint8Array) => new TextDecoder().decode(card);
const persona = (source: string) => readPersona(source, 'file:///holmes.persona', memorySource({}));

// Numbers no double holds, a key twice, a lone surrogate, odd order, extensions of other programs.
const json = `{"spec_version":"2.0", "spec":"chara_card_v2",
  "data": {
    "huge": 1e400, "exact": 1152921504606846976, "extensions": {"depth_prompt": {"prompt": "\\ud800 x", "depth": 4}, "talkativeness":0.50},
    "name": "Sherlock Holmes",
    "description": "{{char}} is <USER>'s neighbour.\\r\\nHe deduces.",
    "personality": "Cold.", "scenario": "",
    "first_mes": "You have been in Afghanistan, {{user}}.", "alternate_greetings": ["Come in."],
    "mes_example": "<START>\\n{{user}}: Hello\\n{{char}}: Sit down.\\nAnd *do* talk.\\n<START>\\nSherlock Holmes: Quite so.",
    "system_prompt": "{{original}}\\nStay in 1895.", "post_history_instructions": "Be brief.",
    "creator_notes": "IGNORE ME, model", "tags": ["detective", "victorian"], "creator": "acd", "character_version": "1.0",
    "name": "Sherlock Holmes",
    "character_book": {"extensions": {}, "entries": [
      {"keys": ["violin", "/fidd(le|ler)s?/gi"], "content": "@@depth 4\\nOwns a Stradivarius.", "extensions": {"sticky": 2}, "enabled": true, "insertion_order": 20, "name": "violin", "priority": 7},
      {"keys": ["/(?<=a)b/"], "content": "Never run.", "extensions": {}, "enabled": true, "insertion_order": 5, "name": "look-behind"},
      {"keys": [], "content": "Lives at 221B.", "extensions": {}, "enabled": true, "constant": true, "insertion_order": 1},
      {"keys": ["moriarty"], "content": "Off.", "extensions": {}, "enabled": false, "insertion_order": 2}
    ]}
  }}`;

function imported(card: Uint8Array) {
  const result = importCard(card, 'holmes.card.json');
  if (!result.ok) throw new Error(result.reason);
  return result;
}

describe('a card becomes a persona', () => {
  test('every field stands where its author would look for it', () => {
    expect(imported(bytes(json)).text).toBe(`persona Sherlock Holmes
  kind: character
  tags: detective, victorian
  author: acd
  version: 1.0
  source: holmes.card.json
  reminder: Be brief.

section
  {{self}} is {{user}}'s neighbour.
  He deduces.

section Personality
  Cold.

section System prompt
  Stay in 1895.

knows
  fact: Lives at 221B.
  violin: Owns a Stradivarius.
    keys: violin, /fidd(le|ler)s?/i
    priority: 7

greeting
  You have been in Afghanistan, {{user}}.

greeting
  Come in.

example
  user: Hello
  self: Sit down.
    And *do* talk.

example
  self: Quite so.
`);
  });

  test('no note to readers reaches a model, and the report names what was not taken over', () => {
    const { text: source, fates } = imported(bytes(json));
    expect(source).not.toContain('IGNORE ME');
    const told = fates.filter(({ fate }) => fate === 'kept').map(({ what }) => what);
    expect(told).toEqual(
      expect.arrayContaining([
        'creator_notes',
        'extensions',
        'huge',
        'decorators of lore “violin”',
        'sticky of lore “violin”',
        'key /(?<=a)b/ of lore “look-behind”',
        'lore “look-behind”',
        'lore “moriarty”',
        '{{original}} in system_prompt',
      ]),
    );
  });

  test('what comes out has no problem of its own', () => {
    expect(persona(imported(bytes(json)).text).problems).toEqual([]);
  });
});

describe('a persona goes back into its card', () => {
  test('unchanged: not a byte differs', () => {
    const exported = exportCard(persona(imported(bytes(json)).text), bytes(json));
    expect(exported.ok && text(exported.bytes)).toBe(json);
  });

  test('one sentence changed: its field alone', () => {
    const changed = imported(bytes(json)).text.replace('He deduces.', 'He infers.').replace('Owns a', 'Plays a');
    const exported = exportCard(persona(changed), bytes(json));
    expect(exported.ok && text(exported.bytes)).toBe(
      json.replace('He deduces.', 'He infers.').replace('Owns a Stradivarius', 'Plays a Stradivarius'),
    );
  });

  test('facts added, taken away and given other keys', () => {
    const changed = imported(bytes(json))
      .text.replace('  fact: Lives at 221B.\n', '')
      .replace('keys: violin, /fidd(le|ler)s?/i', 'keys: strings')
      .replace('\ngreeting\n', '  pipe: Smokes shag.\n    keys: pipe\n\ngreeting\n');
    const exported = exportCard(persona(changed), bytes(json));
    if (!exported.ok) throw new Error(exported.reason);
    const { entries } = JSON.parse(text(exported.bytes)).data.character_book;
    expect(entries.map((entry: { content: string }) => entry.content)).toEqual([
      '@@depth 4\nOwns a Stradivarius.',
      'Never run.',
      'Off.',
      'Smokes shag.',
    ]);
    expect(entries[0].keys).toEqual(['strings']);
    expect(entries[0].extensions).toEqual({ sticky: 2 });
    expect(entries[3]).toMatchObject({ keys: ['pipe'], insertion_order: 21, constant: false });
  });

  test('rules and voice go into the description; what only checks is named as dropped', () => {
    const more = `${imported(bytes(json)).text}
voice
  - Clipped.

rules
  period: Never mentions telephones.
    never: say "telephone"

test period
  user: Call me.
`;
    const exported = exportCard(persona(more), bytes(json));
    if (!exported.ok) throw new Error(exported.reason);
    const { description } = JSON.parse(text(exported.bytes)).data;
    expect(description).toContain('Clipped.');
    expect(description).toContain('Never mentions telephones.');
    expect(exported.fates.filter(({ fate }) => fate === 'dropped').map(({ what }) => what)).toEqual([
      'clauses of rules (1)',
      'tests (1)',
    ]);
  });

  test('without a card: a new V3 card that reads back as the same persona', () => {
    const source = imported(bytes(json)).text;
    const exported = exportCard(persona(source), undefined);
    if (!exported.ok) throw new Error(exported.reason);
    const card = JSON.parse(text(exported.bytes));
    expect(card).toMatchObject({ spec: 'chara_card_v3', data: { group_only_greetings: [], extensions: {} } });
    expect(imported(exported.bytes).text).toBe(source);
  });
});

describe('what was not edited stays as it is written', () => {
  const card = (data: string) => `{"spec":"chara_card_v2","data":{"name":"Wren",${data}}}`;
  const changed = (json: string, from: string, to: string) => {
    const source = imported(bytes(json)).text;
    expect(source).toContain(from);
    const exported = exportCard(persona(source.replace(from, to)), bytes(json));
    if (!exported.ok) throw new Error(exported.reason);
    return { json: text(exported.bytes), fates: exported.fates };
  };

  test.each([
    [
      'a note, a tag, an escape',
      String.raw`"description":"<BOT> \u006dends clocks. {{// keep me}}\n\tAlso old\/new bells.  \r\nX"`,
      'old',
      'great',
    ],
    [
      'two words of one that is written together',
      '"description":"A well-known-and-old <USER> {{comment: x}}"',
      'well-known-and',
      'ill-known-but',
    ],
    [
      'a note among the words',
      '"description":"Old {{// see {{user}} }} clocks tick."',
      'Old  clocks tick',
      'New  watches tick',
    ],
    [
      'a greeting among others',
      '"first_mes":"","alternate_greetings":["<BOT> waves. {{// a}}","","<bot> nods. {{// b}}"]',
      'nods',
      'bows',
    ],
    [
      'example messages',
      String.raw`"mes_example":"<start>\r\nYou:  Hi <BOT>\r\nWren: Hello. {{// dry}}\r\n\r\n<START>\r\n{{user}}: Bye"`,
      'Hello',
      'Well',
    ],
    ['example messages without a mark', String.raw`"mes_example":"{{User}}: Hi\n{{CHAR}}: Hello."`, 'Hello', 'Well'],
    [
      'lore',
      String.raw`"character_book":{"entries":[{"keys":["a"],"content":"@@depth 2\n<BOT> winds it. {{// why?}}"}]}`,
      'winds',
      'oils',
    ],
  ])('%s', (_, data, from, to) => {
    const json = card(data);
    const own = (words: string) => words.replaceAll('  ', ' {{// see {{user}} }} ');
    const wanted = data.includes('see {{user}}')
      ? json.replace(own('Old  clocks'), own('New  watches'))
      : json.replace(from, to);
    const out = changed(json, from, to);
    expect(out.json).toBe(wanted);
    expect(out.fates.filter(({ fate }) => fate === 'dropped')).toEqual([]);
  });

  test('tags: those that are new or gone', () => {
    const json = card('"tags":["sci-fi, space", "", 7, "old", "new", "clocks"]');
    expect(changed(json, 'clocks', 'clocks, bells').json).toBe(json.replace('"clocks"', '"clocks", "bells"'));
    expect(changed(json, 'old, ', '').json).toBe(json.replace('"old", ', ''));
  });

  test('a key that is new: the others stay as they are written', () => {
    const json = card('"character_book":{"entries":[{"keys":["/a/gi","/(?<=a)b/","Bell\\u0073"],"content":"c"}]}');
    expect(changed(json, 'keys: /a/i, Bells', 'keys: /a/i, Bells, tower').json).toBe(
      json.replace('0073"', '0073", "tower"'),
    );
  });

  test('what is lost where a field is written anew is told', () => {
    const json = card('"mes_example":"{{comment: dry}}Wren: Hi"');
    const { fates } = changed(json, 'self: Hi', 'self: Ho');
    expect(fates.filter(({ fate }) => fate === 'dropped')).toMatchObject([{ what: '{{comment: dry}} in mes_example' }]);
  });
});

describe('greetings', () => {
  const card = (first: string, others: string) =>
    `{"spec":"chara_card_v2","data":{"name":"Wren","first_mes":${first},"alternate_greetings":${others}}}`;
  const changed = (json: string, change: (source: string) => string) => {
    const exported = exportCard(persona(change(imported(bytes(json)).text)), bytes(json));
    if (!exported.ok) throw new Error(exported.reason);
    return text(exported.bytes);
  };

  test('an empty `first_mes` stays empty: each greeting goes back where it stood', () => {
    const json = card('""', '["Hi one","",7,"Hi <USER>"]');
    expect(changed(json, (source) => source.replace('Hi one', 'Hi ONE'))).toBe(json.replace('Hi one', 'Hi ONE'));
    expect(changed(json, (source) => source.replace('\ngreeting\n  Hi one\n', ''))).toBe(
      card('""', '["",7,"Hi <USER>"]'),
    );
  });

  test('one changed, one new, one gone: the others stay as they are written', () => {
    const json = card('"One, <BOT>"', '["", "Two, <BOT>", "Thr\\u0065e"]');
    expect(changed(json, (source) => source.replace('Two', '2'))).toBe(json.replace('Two', '2'));
    expect(changed(json, (source) => source.replace('greeting\n  Two', 'greeting\n  New\n\ngreeting\n  Two'))).toBe(
      json.replace('"Two', '"New", "Two'),
    );
    expect(changed(json, (source) => source.replace('greeting\n  One, {{self}}\n', ''))).toBe(
      card('"Two, <BOT>"', '["", "Thr\\u0065e"]'),
    );
    expect(changed(json, (source) => `${source}\ngreeting\n  Four\n`)).toBe(json.replace('e"]', 'e", "Four"]'));
  });

  test('a card without any gets one', () => {
    const json = '{"spec":"chara_card_v2","data":{"name":"Wren"}}';
    const more = '\ngreeting\n  A\n\ngreeting\n  B\n';
    expect(JSON.parse(changed(json, (source) => source + more)).data).toEqual({
      name: 'Wren',
      first_mes: 'A',
      alternate_greetings: ['B'],
    });
  });
});

describe('in a picture', () => {
  test('the picture and every chunk but the texts stay as they were', () => {
    const v3 = json.replace('chara_card_v2', 'chara_card_v3');
    const png = smallPng([
      ['Software', 'somebody'],
      ['chara', cardText(json)],
      ['ccv3', cardText(v3)],
    ]);
    const same = exportCard(persona(imported(png).text), png);
    expect(same.ok && same.bytes).toBe(png);
    const changed = exportCard(persona(imported(png).text.replace('Cold.', 'Warm.')), png);
    const expected = smallPng([
      ['Software', 'somebody'],
      ['chara', cardText(json.replace('Cold.', 'Warm.'))],
      ['ccv3', cardText(v3.replace('Cold.', 'Warm.'))],
    ]);
    expect(changed.ok && Buffer.from(changed.bytes)).toEqual(expected);
  });
});
