// What is offered at a cursor, and what taking it does to the text.
import { describe, expect, test } from 'vitest';
import { readPersona } from '../../src/lang/read-persona.ts';
import { completion } from '../../src/server/features/completion/completion.ts';
import { checkText } from '../kit/check-text.ts';
import { afterEdits } from '../kit/lsp-text.ts';
import { marked } from '../kit/marked.ts';
import { memorySource } from '../kit/memory-source.ts';
import { filesIn } from '../kit/sample-files.ts';

type Files = Readonly<Record<string, string>>;

const offered = (text: string, files: Files = {}) => {
  const { persona, offset } = marked(text, files);
  return completion(persona, offset, memorySource(files));
};

const labels = (text: string, files: Files = {}) => offered(text, files).map(({ label }) => label);

/** The text after one item is taken, snippet places as they stand. */
function take(text: string, label: string, files: Files = {}): string {
  const edit = offered(text, files).find((item) => item.label === label)?.textEdit;
  if (!edit || !('range' in edit)) throw new Error(`${label} is not offered`);
  return afterEdits(text.replace('<|>', ''), [edit]);
}

describe('blocks', () => {
  test('at column 0, those that may still come', () => {
    const offered = labels('persona A\n\nrules\n  - Is kind.\n\n<|>');
    expect(offered).toEqual(expect.arrayContaining(['about', 'knows', 'greeting', 'example', 'test']));
    expect(offered).not.toContain('persona');
    expect(offered).not.toContain('rules');
  });

  test('a word begun is replaced, in an empty file, too', () => {
    expect(take('per<|>', 'persona')).toMatch(/^persona \$1\n {2}/);
    expect(take('persona A\n\nru<|>', 'rules')).toBe('persona A\n\nrules\n  $0');
  });
});

describe('entries and clauses', () => {
  test('entries of the block, less those already there', () => {
    const offered = labels('persona A\n  kind: expert\n  <|>');
    expect(offered).toEqual(expect.arrayContaining(['role', 'summary', 'extends']));
    expect(offered).not.toContain('kind');
  });

  test('clauses of a rule by indentation, on an empty and on a begun line', () => {
    const rule = 'rules\n  secret: Keeps it.\n    severity: hint\n    ';
    expect(labels(`${rule}<|>`)).toEqual(expect.arrayContaining(['must', 'never', 'when', 'let', 'through']));
    expect(labels(`${rule}<|>`)).not.toContain('severity');
    expect(take(`${rule}ne<|>`, 'never')).toBe(`${rule}never: $0`);
    expect(labels('rules\n  - Is kind.\n    m<|>')).toContain('must');
  });

  test('by columns, as the language counts them: tabs and wide spaces', () => {
    const rule = 'rules\n  secret: x\n\t';
    expect(labels(`${rule}ne<|>`)).toContain('must');
    expect(labels(`${rule}ne<|>`)).not.toContain('name: …');
    expect(take(`${rule}ne<|>`, 'never')).toBe(`${rule}never: $0`);
    expect(labels('rules\n\tsecret: x\n    ne<|>')).toContain('name: …');
    expect(labels('rules\n\u3000secret: x\n  \u3000<|>')).toContain('never');
    expect(labels('rules\n\u3000secret: x\n  ne<|>')).not.toContain('never');
    expect(labels('rules\n\tsecret: x\n\t\tnever: <|>')).toContain('say "…"');
    expect(take('rules\n\tsecret: x\n\t\t<|>', 'name: …')).toBe('rules\n\tsecret: x\n\t${1:name}: $0');
    expect(labels('rules\n  secret: x\n\t<|>')).not.toContain('name: …');
    expect(take('rules\n    secret: x\n\t\t<|>', 'name: …')).toBe('rules\n    secret: x\n\t${1:name}: $0');
  });

  test('speakers and expectations in a test', () => {
    expect(labels('test keeps\n  user: hi\n  <|>')).toEqual(
      expect.arrayContaining(['user', 'self', 'keeps', 'must', 'repeat']),
    );
  });

  test('who stands in the cast, and traits with sentences of their own', () => {
    expect(labels('scene s\n  with: ./watson.persona, Mrs Hudson\n  <|>')).toEqual(
      expect.arrayContaining(['user', 'watson', 'Mrs Hudson']),
    );
    expect(take('test t\n  with: ./watson.persona as doctor\n  do<|>', 'doctor')).toMatch(/\n {2}doctor: \$0$/);
    const traits = labels('traits\n  openness: high\n  <|>');
    expect(traits).toEqual(expect.arrayContaining(['extraversion', 'modesty']));
    expect(traits).not.toContain('openness');
  });

  test('nothing inside prose', () => {
    expect(labels('section Look\n  He is <|>')).toEqual([]);
    expect(labels('knows\n  - He is <|>')).toEqual([]);
    expect(labels('# a comment <|>')).toEqual([]);
  });
});

describe('values', () => {
  test('allowed words', () => {
    expect(labels('persona A\n  kind: <|>')).toEqual(['demographic', 'character', 'individual', 'expert']);
    expect(labels('rules\n  a: b\n    severity: w<|>')).toEqual(
      expect.arrayContaining(['error', 'warning', 'hint', 'off']),
    );
    expect(labels('traits\n  openness: <|>')).toEqual(['low', 'medium', 'high']);
    expect(labels('rules\n  a: b\n    through: case, <|>')).toContain('homoglyphs');
  });

  test('phrases, again behind `or`, and none inside quotes', () => {
    expect(labels('rules\n  a: b\n    must: <|>')).toEqual(expect.arrayContaining(['say "…"', 'be exactly "…"']));
    expect(labels('rules\n  a: b\n    when: <|>')).toContain('first turn');
    expect(labels('rules\n  a: b\n    must: say "x" or <|>')).toContain('say "…"');
    expect(labels('rules\n  a: b\n    must: say "x <|>')).toEqual([]);
    expect(take('rules\n  a: b\n    must: sa<|>', 'say "…"')).toBe('rules\n  a: b\n    must: say "$1"');
  });

  test('rules that a test may name', () => {
    expect(labels('rules\n  secret: Keeps it.\n\ntest t\n  user: hi\n  keeps: <|>')).toEqual(['secret']);
  });

  test('moves that a stage may open; lists and maps that a binding looks into', () => {
    expect(labels('moves\n  ask back: Ask.\n\nplan\n  gate: x\n    moves: <|>')).toEqual(['ask back']);
    const given = 'given\n  one: x\n  sounds:\n    cow: moo\n\nrules\n  a: b\n    let: s = user in ';
    expect(labels(`${given}<|>`)).toContain('sounds');
    expect(labels(`${given}<|>`)).not.toContain('one');
    expect(take(`${given}so<|>`, 'sounds')).toBe(`${given}sounds`);
  });

  test('no names where braces are text to the letter: in `given`, of a test too, in fences and titles', () => {
    const given = 'given\n  word: swordfish\n';
    expect(labels(`${given}  other: {{<|>`)).toEqual([]);
    expect(labels(`${given}  other:\n    - {{<|>`)).toEqual([]);
    expect(labels(`${given}test t\n  given word: {{<|>`)).toEqual([]);
    expect(labels(`${given}test t\n  given word: x\n  user: {{<|>`)).toContain('word');
    expect(labels(`${given}greeting\n  \`\`\`\n  {{<|>`)).toEqual([]);
    expect(labels(`${given}greeting\n  \`\`\`\n  x\n  \`\`\`\n  {{<|>`)).toContain('word');
    expect(labels(`${given}knows\n  a: \`\`\` {{<|>`)).toEqual([]);
    expect(labels(`${given}test {{<|>`)).toEqual([]);
    expect(labels(`${given}section {{<|>`)).toContain('word');
    expect(labels(`${given}  other: x\nknows\n  - {{<|>`)).toContain('word');
  });

  test('names of values, closing what is open', () => {
    const given = 'given\n  passphrase: swordfish\n\nrules\n  a: b\n    let: hand = user /^(\\w+)/\n    never: say "{{';
    expect(labels(`${given}<|>`)).toEqual(['passphrase', 'hand', 'user', 'self', 'turn', 'stage']);
    expect(take(`${given}pa<|>`, 'passphrase')).toBe(`${given}passphrase}}`);
    expect(take(`${given}pa<|>}}"`, 'passphrase')).toBe(`${given}passphrase}}"`);
    // The cursor comes to stand behind the braces: they are a part of what is put in.
    const [item] = offered(`${given}pa<|>}}"`);
    expect(item?.textEdit?.newText).toBe('passphrase}}');
  });
});

describe('scenes', () => {
  test('moods behind the comma, types, and stop rules', () => {
    expect(labels('persona A\n\nscene tea\n  mood: calm, <|>')).toEqual(expect.arrayContaining(['tense', 'nostalgic']));
    expect(take('persona A\n\nscene tea\n  mood: calm, te<|>', 'tense')).toContain('mood: calm, tense');
    expect(labels('persona A\n\nscene tea\n  type: <|>')).toEqual(['chat', 'debate', 'discussion', 'speech']);
    expect(labels('persona A\n\nscene tea\n  <|>')).toEqual(
      expect.arrayContaining(['goodbyes', 'repeats above', 'closing lines', 'ends at', 'narrator every', 'order']),
    );
  });
});

test('kinds of talk are offered behind `event:`, and any other may be written', () => {
  expect(labels('persona A\n\nscene s\n  event: <|>')).toEqual(
    expect.arrayContaining(['small talk', 'joking', 'making plans']),
  );
  expect(marked('persona A\n\nscene s\n  event: haggling over a boat<|>').persona.problems).toEqual([]);
});

describe('what is there is not offered again', () => {
  test('elements of a list: before and behind the cursor, and its items', () => {
    const rules = 'rules\n  one: A.\n  two: B.\n  three: C.\n\ntest t\n  user: hi\n  ';
    expect(labels(`${rules}keeps: One, <|>`)).toEqual(['two', 'three']);
    expect(labels(`${rules}keeps: <|>, two`)).toEqual(['one', 'three']);
    expect(labels(`${rules}keeps:\n    - two\n    - <|>`)).toEqual(['one', 'three']);
    expect(labels('rules\n  a: b\n    through: case, <|>')).not.toContain('case');
    expect(labels('scene s\n  mood: calm, <|>')).not.toContain('calm');
  });

  test('names that a block has: traits, aspects, what a test gives, where somebody stands', () => {
    expect(labels('about\n  age: 4\n  <|>')).toEqual(expect.arrayContaining(['name: …', 'career', 'home']));
    expect(labels('about\n  age: 4\n  <|>')).not.toContain('age');
    const given = 'given\n  word: x\n  other: y\n\ntest t\n  given word: z\n  <|>';
    expect(labels(given)).toContain('given other');
    expect(labels(given)).not.toContain('given word');
    const scene = 'scene s\n  with: Watson\n  position Watson: by the window\n  <|>';
    expect(labels(scene)).toEqual(expect.arrayContaining(['position self', 'condition Watson']));
    expect(labels(scene)).not.toContain('position Watson');
  });

  test('in the middle of a word the rest of it is replaced', () => {
    expect(take('persona A\n  kind: exp<|>ert', 'expert')).toBe('persona A\n  kind: expert');
    expect(take('persona A\n  language: Fre<|>nch', 'German')).toBe('persona A\n  language: German');
    expect(take('rules\n  a: b\n    through: sp<|>acing, reversed', 'rot13')).toBe(
      'rules\n  a: b\n    through: rot13, reversed',
    );
    const test = 'rules\n  secret: x\n\ntest t\n  user: hi\n  keeps: ';
    expect(take(`${test}sec<|>ret, brief`, 'secret')).toBe(`${test}secret, brief`);
    expect(take(`${test}\n    - sec<|>ret`, 'secret')).toBe(`${test}\n    - secret`);
    const must = 'rules\n  a: b\n    must: ';
    expect(take(`${must}sa<|>y "x"`, 'say "…"')).toBe(`${must}say "x"`);
    expect(take(`${must}be at mo<|>st 60 words`, 'least')).toBe(`${must}be at least 60 words`);
    expect(take(`${must}be at most 6<|>0 words`, '3')).toBe(`${must}be at most 3 words`);
    expect(take(`${must}be in Fre<|>nch`, 'German')).toBe(`${must}be in German`);
    expect(take(`${must}sa<|>y or say "x"`, 'say "…"')).toBe(`${must}say "$1" or say "x"`);
    const plan = 'plan\n  gate: x\n\nmoves\n  bow: x\n    when: {{stage}} is ';
    expect(take(`${plan}"ga<|>te" or first turn`, 'gate')).toBe(`${plan}"gate" or first turn`);
    expect(take(`${plan}"ga<|>`, 'gate')).toBe(`${plan}"gate"`);
  });

  test('the rest of a path, up to what it is called; of a folder its own name', () => {
    const files = { '/p/watson.persona': 'persona W', '/p/cases/moran.persona': 'persona M' };
    const path = (text: string, label: string) =>
      take(`persona A\n\nscene s\n  with: ${text}`, label, files).split('with: ')[1];
    expect(path('./wat<|>son.persona', 'watson.persona')).toBe('./watson.persona');
    expect(path('./wat<|>son.persona as doctor, x', 'watson.persona')).toBe('./watson.persona as doctor, x');
    expect(path('./ca<|>ses/moran.persona', 'watson.persona')).toBe('./watson.persona');
    expect(path('./ca<|>ses/moran.persona', 'cases/')).toBe('./cases/moran.persona');
    expect(path('<|>./watson.persona', 'watson.persona')).toBe('./watson.persona');
  });

  test('an editor that knows both is given both: before the rest of the word, and in its place', () => {
    const { persona, offset } = marked('persona A\n  kind: exp<|>ert\n');
    const [item] = completion(persona, offset, memorySource({}), true).filter(({ label }) => label === 'expert');
    const at = (from: number, to: number) => ({ start: { line: 1, character: from }, end: { line: 1, character: to } });
    expect(item?.textEdit).toEqual({ newText: 'expert', insert: at(8, 11), replace: at(8, 14) });
    const behind = marked('persona A\n  kind: exp<|>\n');
    const [plain] = completion(behind.persona, behind.offset, memorySource({}), true);
    expect(plain?.textEdit).toMatchObject({ range: { end: { character: 11 } } });
  });

  test('a name before its colon is replaced alone, and the rest stays', () => {
    expect(take('persona A\n  ro<|>: porter', 'role')).toBe('persona A\n  role: porter');
    expect(take('persona A\n  ro<|>lf: porter', 'role')).toBe('persona A\n  role: porter');
    expect(take('persona A\n\nru<|>\n  a: b', 'rules')).toContain('rules\n  $0\n  a: b');
    expect(take('persona A\n\nse<|> A title', 'section')).toBe('persona A\n\nsection A title');
  });
});

test('beside each name stands what it does, in a sentence', () => {
  const gists = (text: string) =>
    Object.fromEntries(offered(text).map(({ label, labelDetails }) => [label, labelDetails?.description]));
  expect(gists('rules\n  <|>')['name: … must: …']).toBe('What a reply must do: a rule that a program checks');
  expect(gists('rules\n  a: b\n    <|>')['through']).toBe('Disguises that never: say looks through');
  expect(gists('persona A\n\n<|>')['rules']).toMatch(/^What they always and never do/);
  expect(gists('rules\n  a: b\n    must: <|>')['say "…"']).toBe('It contains the text, ignoring case');
});

describe('in an unfinished file', () => {
  test('behind a blank line a block may begin, however the editor has indented', () => {
    expect(take('persona A\n  role: x\n\n  kn<|>', 'knows')).toBe('persona A\n  role: x\n\nknows\n  $0');
    expect(labels('rules\n  a: b\n\n  <|>')).toEqual(expect.arrayContaining(['name: …', 'greeting']));
    expect(labels('rules\n  a: b\n  <|>')).not.toContain('greeting');
    // Whoever pressed Enter twice sees blocks without going down the list.
    const entries = labels('persona A\n  role: x\n\n  <|>');
    expect(entries.indexOf('test')).toBeLessThan(entries.indexOf('summary'));
  });

  test('behind a blank line at the depth of clauses: what may come next in the block, blocks, clauses, each at its own depth', () => {
    const rule = 'rules\n  a: b\n    must: say "x"\n\n    ';
    const offered = labels(`${rule}<|>`);
    const order = ['name: … never: …', 'greeting', 'never'].map((label) => offered.indexOf(label));
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(order[0]).toBeGreaterThanOrEqual(0);
    expect(take(`${rule}<|>`, 'never')).toBe(`${rule}never: $0`);
    const out = 'rules\n  a: b\n    must: say "x"\n\n';
    expect(take(`${rule}<|>`, 'greeting')).toBe(`${out}greeting\n  $0`);
    expect(take(`${rule}gre<|>`, 'greeting')).toBe(`${out}greeting\n  $0`);
    expect(take(`${rule}<|>`, 'name: …')).toBe(`${out}  \${1:name}: $0`);
    expect(labels(`${rule}Gre<|>`)).not.toContain('greeting');
    const list = 'given\n  guests:\n    - Ann\n\n    <|>';
    expect(take(list, 'rules')).toBe('given\n  guests:\n    - Ann\n\nrules\n  $0');
  });

  test('without a blank line no blocks are offered there, but what may come next in the block is', () => {
    const rule = 'rules\n  a: b\n    must: say "x"\n    <|>';
    expect(labels(rule)).not.toContain('greeting');
    expect(take(rule, 'name: … must: …')).toBe('rules\n  a: b\n    must: say "x"\n  ${1:name}: $2\n  must: $0');
    const scene = 'scene s\n  with: Watson\n  self: Psst.\n    visible to: Watson\n    <|>';
    expect(take(scene, 'Watson')).toBe(scene.replace('    <|>', '  Watson: $0'));
    expect(labels('rules\n  a: b\n    must: say "x"\n    ne<|>')).not.toContain('name: …');
  });

  test('behind a blank line in prose: blocks, at column 0; none over a sentence that has begun, nor in a fence', () => {
    expect(labels('greeting\n  Hello.\n\n  <|>')).toEqual(expect.arrayContaining(['greeting', 'rules', 'test']));
    expect(take('greeting\n  Hello.\n\n  te<|>', 'test')).toBe('greeting\n  Hello.\n\ntest $1\n  user: $2\n  $0');
    expect(take('section Looks\n  He is tall.\n\n  <|>', 'rules')).toBe('section Looks\n  He is tall.\n\nrules\n  $0');
    expect(labels('greeting\n  Hello.\n  <|>')).toEqual([]);
    expect(labels('greeting\n  Hello.\n\n  So<|>')).toEqual([]);
    expect(labels('greeting\n  Hello.\n\n  rules<|> apply')).toEqual([]);
    expect(labels('greeting\n  ```\n  x\n\n  <|>')).toEqual([]);
    expect(labels('greeting\n  ```\n  x\n  ```\n\n  <|>')).toContain('test');
    expect(labels('rules\n  a: b\n    ```\n    x\n\n    <|>')).toEqual([]);
    expect(labels('rules\n  a: ```\n  b: c\n  <|>')).toContain('name: …');
  });

  test('persona comes first; titles, prose and unknown blocks offer nothing', () => {
    expect(labels('<|>')).toEqual(['persona']);
    expect(labels('\ufeffp<|>')).toEqual(['persona']);
    expect(labels('rules\n  a: b\n\n<|>')).toContain('persona');
    expect(labels('persona A\n\ntest <|>')).toEqual([]);
    expect(labels('persona A\n\ntest ab<|>')).toEqual([]);
    expect(labels('wardrobe\n  <|>')).toEqual([]);
    expect(labels('voice\n  - Speaks <|>')).toEqual([]);
  });

  test('never throws and always answers with a range on the line, at every offset of a file cut there', () => {
    const text = filesIn('test/fixtures/good')['/tour.persona'] ?? '';
    for (let end = 0; end <= text.length; end += 5) {
      const persona = readPersona(text.slice(0, end), '/p/it.persona', memorySource({}));
      for (const { textEdit } of completion(persona, end, memorySource({}))) {
        if (!textEdit || !('range' in textEdit)) throw new Error('no edit');
        expect(textEdit.range.start.line).toBe(textEdit.range.end.line);
        expect(textEdit.range.start.character).toBeLessThanOrEqual(textEdit.range.end.character);
      }
    }
  });
});

describe('phrases, word by word', () => {
  const rule = (line: string) =>
    labels(`given\n  words:\n    - a\n\nscene s\n  with: Watson\n\nrules\n  a: b\n    ${line}<|>`);

  test('of a reply', () => {
    expect(rule('must: be ')).toEqual(['"…"', '{{…}}', 'at most', 'at least', 'exactly', 'in', 'JSON', 'one of']);
    expect(rule('must: be at most 60 ')).toEqual(['words', 'sentences', 'lines', 'characters', 'tokens']);
    expect(rule('must: be at ')).toEqual(['most', 'least']);
    expect(rule('must: be in ')).toContain('Finnish');
    expect(rule('must: say word ')).toEqual(['"…"', '{{…}}', 'one of']);
    expect(rule('must: say /(?<who>x)/ ')).toEqual(['where', 'or']);
    expect(rule('must: say /(?<who>x)/ where ')).toEqual(['who']);
    expect(rule('must: say "x" ')).toEqual(['or']);
    expect(rule('must: ask ')).toContain('a question');
  });

  test('of a condition, in the form that fits', () => {
    expect(rule('when: user ')).toEqual(['says', 'is', 'asks', 'starts with', 'ends with']);
    expect(rule('when: self ')).toContain('said');
    expect(rule('when: ever ')).toEqual(expect.arrayContaining(['last', 'user', 'watson']));
    expect(rule('when: ')).toEqual(expect.arrayContaining(['watson says "…"', '{{…}} is known']));
    expect(rule('when: {{x}} is ')).toContain('known');
    expect(rule('when: after turn ')).toEqual(['1', '3', '60']);
  });

  test('of a binding', () => {
    expect(rule('let: x ')).toEqual(['=']);
    expect(rule('let: x = ')).toEqual(expect.arrayContaining(['user', 'last', 'watson']));
    expect(rule('let: x = user in ')).toContain('words');
    expect(rule('let: x = user in words ')).toEqual(['to']);
  });

  test('nothing where the phrase makes no sense, directly behind a quote, or in one', () => {
    expect(rule('must: foo bar ')).toEqual([]);
    expect(rule('must: say "x"')).toEqual([]);
    expect(rule('must: say "x or ')).toEqual([]);
    expect(rule('must: say /x or ')).toEqual([]);
  });

  test('stages and what a slot may be, in quotes', () => {
    const text = 'plan\n  gate: x\n  yard: y\n\nstate\n  mood: z\n    values: sad, glad\n\nrules\n  a: b\n    when: ';
    expect(labels(`${text}{{stage}} is "<|>`)).toEqual(['gate', 'yard']);
    expect(take(`${text}{{mood}} is one of "sad", "gl<|>"`, 'glad')).toBe(`${text}{{mood}} is one of "sad", "glad"`);
  });

  test('every word taken is one that the reader goes on with: no step leads into a problem', () => {
    const begin = 'given\n  x: 1\n  list:\n    - a\n\nrules\n  a: b\n    ';
    const seen = new Set<string>();
    const steps = (line: string, depth: number) => {
      if (depth === 0 || seen.has(line)) return;
      seen.add(line);
      for (const { textEdit, kind } of offered(`${begin}${line}<|>`)) {
        if (!textEdit || !('newText' in textEdit) || kind === 3) continue;
        const put = textEdit.newText
          .replaceAll('\\}', '}')
          .replace('"$1"', '"q"')
          .replace('/$1/', '/q/')
          .replace('{{$1}}', '{{x}}');
        // Behind `or` a text or a value begins a condition of its own: `"{{a}} {{b}}" is …`.
        const whole = /^when: .* or $/.test(line) && /^(?:"q"|{{x}})$/.test(put) ? `${put} is known` : put;
        const next = `${line}${whole}`;
        const { problems } = checkText(`${begin}${next}`, { phase: 'typing' });
        const bad = problems.filter(({ code }) => code === 'bad-phrase');
        // Unfinished it may be, but only at its end.
        const end = `${begin}${next.trimEnd()}`.length;
        for (const { range, message } of bad) expect(range.end, `${next}: ${message}`).toBeGreaterThanOrEqual(end);
        steps(next.endsWith(' ') ? next : `${next} `, depth - 1);
      }
    };
    for (const line of ['must: be ', 'must: say ', 'must: ask ', 'when: user ', 'when: {{x}} ', 'let: y = user '])
      steps(line, 3);
    expect(seen.size).toBeGreaterThan(60);
  });
});

describe('names and paths', () => {
  const files = {
    '/p/mother.persona': 'persona M\n\nrules\n  brief: Is brief.\n\nknows\n  secret: S.\n',
    '/p/sub/watson.persona': 'persona W\n\nknows\n  history: Was ill.\n',
    '/p/canon.md': 'x',
    '/up.persona': 'persona U',
  };

  test('files step by step: personas, or texts; not itself, nor one that is listed', () => {
    expect(labels('persona A\n  extends: <|>', files)).toEqual(['mother.persona', 'sub/', '../']);
    expect(labels('persona A\n  extends: ./mother.persona, ./<|>', files)).toEqual(['sub/', '../']);
    expect(take('persona A\n  extends: ./sub/wa<|>', 'watson.persona', files)).toContain(
      'extends: ./sub/watson.persona',
    );
    expect(labels('persona A\n  extends: ../<|>', files)).toEqual(['up.persona', 'p/', '../']);
    expect(labels('knows\n  from: <|>', files)).toEqual(['canon.md', 'sub/', '../']);
    expect(labels('scene s\n  with:\n    - ./mother.persona\n    - <|>', files)).toEqual(['sub/', '../']);
    expect(labels('scene s\n  with: ./mother.persona as <|>', files)).toEqual([]);
  });

  test('what is inherited and can be taken away; what can be found out', () => {
    expect(labels('persona A\n  extends: ./mother.persona\n  without: <|>\n\nrules\n  own: x', files)).toEqual([
      'brief',
      'secret',
    ]);
    expect(labels('about\n  past: x\n\nscene s\n  with: ./sub/watson.persona\n  find out: <|>', files)).toEqual([
      'past',
      'history',
    ]);
  });

  test('parts of values, and what a test is given', () => {
    const given = 'given\n  guests:\n    - Ann\n    - Bo\n  cities:\n    france: Paris\n\n';
    expect(labels(`${given}voice\n  - {{guests.<|>`)).toEqual(['0', '1']);
    expect(take(`${given}voice\n  - {{cities.fr<|>}}`, 'france')).toContain('{{cities.france}}');
    expect(labels('test t\n  given word: x\n  user: {{<|>')).toContain('word');
  });

  test('languages, sentences as names, words of comments', () => {
    expect(labels('persona A\n  language: <|>')).toContain('French');
    const rules = 'rules\n  - Is kind, always.\n\ntest t\n  user: x\n  keeps:';
    expect(labels(`${rules} <|>`)).toEqual([]);
    expect(labels(`${rules}\n    - <|>`)).toEqual(['Is kind, always.']);
    expect(labels('# <|>')).toEqual(['dramatis-ignore', 'dramatis-keep']);
    expect(take('# dramatis-ignore unu<|>', 'unused-given')).toBe('# dramatis-ignore unused-given: ');
  });
});
