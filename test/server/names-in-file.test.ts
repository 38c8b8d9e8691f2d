// Which names stand in a file, and which of them mean the same: the text with every place of one name in brackets.
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/lang/parse.ts';
import { namesInFile } from '../../src/server/names/names-in-file.ts';
import { kindsMeant, type Occurrence, occurrenceAt, sameNames } from '../../src/server/names/occurrence.ts';
import { filesIn, personasOf } from '../kit/sample-files.ts';

function at(text: string) {
  const offset = text.indexOf('<|>');
  const clean = text.replace('<|>', '');
  const names = namesInFile(parse(clean));
  const found = occurrenceAt(names, offset);
  return { clean, names, found };
}

/** The text with brackets around every occurrence of what stands at the cursor; definitions in double ones. */
function all(text: string): string {
  const { clean, names, found } = at(text);
  if (!found) return 'nothing';
  let out = '';
  let from = 0;
  for (const { range, role } of sameNames(names, found)) {
    const [open, close] = role === 'definition' ? ['[[', ']]'] : ['[', ']'];
    out += clean.slice(from, range.start) + open + clean.slice(range.start, range.end) + close;
    from = range.end;
  }
  return out + clean.slice(from);
}

const meant = (text: string): readonly string[] => {
  const { names, found } = at(text);
  return found ? kindsMeant(names, found) : [];
};

const only = (text: string): Partial<Occurrence> | undefined => at(text).found;

describe('values', () => {
  test('in prose, phrases, patterns and titles, by their first part, and given anew by a test', () => {
    const text =
      'given\n  gue<|>sts:\n    - Lestrade\n\nsection For {{guests}}\n  Dear {{ guests.0 }}.\n\nrules\n  a: Greet {{guests}}.\n    must: say /{{guests}}/ or say "{{guests}}"\n    let: one = user in guests\n\ntest t\n  given guests: Watson\n  user: {{guests}}?';
    expect(all(text)).toBe(
      'given\n  [[guests]]:\n    - Lestrade\n\nsection For {{[guests]}}\n  Dear {{ [guests].0 }}.\n\nrules\n  a: Greet {{[guests]}}.\n    must: say /{{[guests]}}/ or say "{{[guests]}}"\n    let: one = user in [guests]\n\ntest t\n  given [guests]: Watson\n  user: {{[guests]}}?',
    );
    expect(at(text).names.filter(({ role }) => role === 'override')).toHaveLength(1);
  });

  test('a name with a dot in it, declared here or elsewhere', () => {
    expect(all('given\n  a.b: x\n  a: y\n\nvoice\n  - Says {{a.<|>b}} and {{a}}.')).toBe(
      'given\n  [[a.b]]: x\n  a: y\n\nvoice\n  - Says {{[a.b]}} and {{a}}.',
    );
    const tree = parse('voice\n  - Says {{a.b.c}}.');
    expect(namesInFile(tree).map(({ key }) => key)).toEqual(['a']);
    expect(namesInFile(tree, new Set(['a.b'])).map(({ key }) => key)).toEqual(['a.b']);
  });

  test('what a rule binds is its own', () => {
    const text =
      'given\n  hand: x\n\nrules\n  one: A.\n    let: hand = user /(.+)/\n    must: say "{{ha<|>nd}}"\n  two: Says {{hand}}.';
    expect(all(text)).toBe(
      'given\n  hand: x\n\nrules\n  one: A.\n    let: [[hand]] = user /(.+)/\n    must: say "{{[hand]}}"\n  two: Says {{hand}}.',
    );
    expect(all(text.replace('<|>', '').replace('Says {{hand', 'Says {{<|>hand'))).toContain('given\n  [[hand]]');
  });

  test('slots and tables are values; a fence and `given` are text; the four that are always there', () => {
    expect(all('state\n  mo<|>od: How he feels.\n\ngreeting\n  {{Mood}}\n  ```\n  {{mood}}\n  ```')).toBe(
      'state\n  [[mood]]: How he feels.\n\ngreeting\n  {{[Mood]}}\n  ```\n  {{mood}}\n  ```',
    );
    expect(meant('tools\n  films: Old ones.\n\nvoice\n  - {{fi<|>lms.title}}')).toEqual(['tool']);
    expect(all('given\n  a: {{b}}\n  b<|>: x')).toBe('given\n  a: {{b}}\n  [[b]]: x');
    expect(only('voice\n  - {{tu<|>rn}}')).toMatchObject({ builtIn: true });
  });
});

describe('rules, facts, stages, moves', () => {
  test('rules by name and by sentence', () => {
    expect(
      all(
        'rules\n  secret: Keeps it.\n  brief: B.\n\ntest t\n  user: hi\n  keeps: brief, se<|>cret\n  breaks:\n    - Secret',
      ),
    ).toBe(
      'rules\n  [[secret]]: Keeps it.\n  brief: B.\n\ntest t\n  user: hi\n  keeps: brief, [secret]\n  breaks:\n    - [Secret]',
    );
    const text = 'rules\n  - Is kind.\n    severity: hint\n\ntest t\n  user: hi\n  keeps: is <|>kind.';
    expect(all(text)).toContain('- [[Is kind.]]');
    expect(at(text).names[0]).toMatchObject({ by: 'sentence', kinds: ['rule'] });
  });

  test('a fact and an aspect of one name are two things; what is to be found out may be either', () => {
    const text =
      'about\n  home: Baker Street\n\nknows\n  history: Was ill.\n  home: Is cold.\n\nscene s\n  find out: history, ho<|>me';
    expect(meant(text)).toEqual(['aspect', 'fact']);
    expect(all(text.replace('<|>', '').replace('  home: Is', '  ho<|>me: Is'))).toBe(
      'about\n  home: Baker Street\n\nknows\n  history: Was ill.\n  [[home]]: Is cold.\n\nscene s\n  find out: history, [home]',
    );
  });

  test('`without` means what is inherited, never what the file says itself', () => {
    const text = 'persona A\n  without: sec<|>ret\n\nrules\n  secret: Keeps it.';
    expect(all(text)).toBe('persona A\n  without: [secret]\n\nrules\n  secret: Keeps it.');
    expect(meant(text)).toContain('rule');
    expect(only(text)).toMatchObject({ inherited: true });
  });

  test('moves of a stage, and stages in conditions', () => {
    expect(all('moves\n  ask back: Ask.\n\nplan\n  gate: x\n    moves: a<|>sk back')).toContain('[[ask back]]: Ask.');
    expect(
      all(
        'plan\n  the ga<|>te: x\n  yard: y\n\nrules\n  a: b\n    when: first turn or {{stage}} is one of "yard", "The gate"',
      ),
    ).toBe(
      'plan\n  [[the gate]]: x\n  yard: y\n\nrules\n  a: b\n    when: first turn or {{stage}} is one of "yard", "[The gate]"',
    );
  });
});

describe('speakers', () => {
  test('the cast in lines, clauses and conditions', () => {
    const text =
      'knows\n  - A secret.\n    visible to: doctor\n\nrules\n  a: b\n    when: user says "doctor" or ever last doctor says "x"\n\nscene s\n  with: ./watson.persona as doctor, Mrs Hudson\n  seeker: doctor\n  position doctor: by the window\n  do<|>ctor: Holmes!\n  Mrs Hudson: Sir?';
    expect(all(text)).toBe(
      'knows\n  - A secret.\n    visible to: [doctor]\n\nrules\n  a: b\n    when: user says "doctor" or ever last [doctor] says "x"\n\nscene s\n  with: ./watson.persona as [[doctor]], Mrs Hudson\n  seeker: [doctor]\n  position [doctor]: by the window\n  [doctor]: Holmes!\n  Mrs Hudson: Sir?',
    );
    expect(all(text.replace('<|>', '').replace('Mrs Hudson: Sir', 'Mrs <|>Hudson: Sir'))).toContain('[[Mrs Hudson]]\n');
  });

  test('a stem of a file is a name of its own sort', () => {
    const text = 'scene s\n  with: ../watson/watson.persona\n  wat<|>son: Holmes!';
    expect(all(text)).toBe('scene s\n  with: ../watson/[[watson]].persona\n  [watson]: Holmes!');
    expect(at(text).names[0]).toMatchObject({ by: 'stem', role: 'definition' });
  });

  test('who thinks is who speaks, and cannot be called otherwise', () => {
    const text = 'example\n  user: Hm?\n  self thinks: No.\n  se<|>lf: Yes.';
    expect(all(text)).toBe('example\n  user: Hm?\n  [self] thinks: No.\n  [self]: Yes.');
    expect(only(text)).toMatchObject({ builtIn: true });
  });
});

test('every place lies in the text and says what it is called, in every file there is', () => {
  const folders = [
    'samples/first-look',
    'samples/scenes',
    'samples/rules-benchmark/v1',
    'test/fixtures/good',
    'test/fixtures/bad',
  ];
  const files = folders
    .map(filesIn)
    .flatMap((found) => personasOf(found).map((name) => ({ name, text: found[name] ?? '' })));
  expect(files.length).toBeGreaterThan(20);
  for (const { name, text } of files) {
    for (const { range, key, by } of namesInFile(parse(text))) {
      expect(range.start, name).toBeLessThan(range.end);
      expect(range.end, name).toBeLessThanOrEqual(text.length);
      if (by === 'name') {
        const written = text.slice(range.start, range.end).normalize('NFC').toLowerCase().replace(/\s+/gu, ' ');
        expect(written.replace(/\p{Bidi_Control}/gu, '').trim(), name).toBe(key);
      }
    }
  }
});
