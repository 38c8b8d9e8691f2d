// Names across files: from a use to its definition, every reference, and a new name for all of them. `<|>` is the cursor, `«»` what is found.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { compile } from '../../src/lang/compile.ts';
import { parse } from '../../src/lang/parse.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { definition } from '../../src/server/features/definition.ts';
import { references } from '../../src/server/features/references.ts';
import { prepareRename, rename as renameInSteps } from '../../src/server/features/rename.ts';
import { finished } from '../../src/server/in-slices.ts';
import { namesInFile } from '../../src/server/names/names-in-file.ts';
import { memorySource } from '../kit/memory-source.ts';
import { memoryWorkspace } from '../kit/memory-workspace.ts';
import { filesIn, personasOf } from '../kit/sample-files.ts';

type Files = Readonly<Record<string, string>>;

const rename = (...of: Parameters<typeof renameInSteps>) => finished(renameInSteps(...of));

/** Files by short names; the one with `<|>` is where the cursor is. */
function open(marked: Files) {
  let at: { uri: string; offset: number } | undefined;
  const texts: Record<string, string> = {};
  for (const [name, text] of Object.entries(marked)) {
    const offset = text.indexOf('<|>');
    texts[`file:///p/${name}`] = text.replace('<|>', '');
    if (offset >= 0) at = { uri: `file:///p/${name}`, offset };
  }
  if (!at) throw new Error('one <|> is needed');
  return { ...at, texts, tree: parse(texts[at.uri] ?? '', at.uri), files: memoryWorkspace(texts) };
}

const short = (uri: string) => uri.slice('file:///p/'.length);

/** `name.persona: line|with «the name»|` for each place. */
function shown(texts: Files, places: readonly { uri: string; range: { start: number; end: number } }[]): string[] {
  return places.map(({ uri, range }) => {
    const text = texts[uri] ?? '';
    const start = text.lastIndexOf('\n', range.start - 1) + 1;
    const stop = text.indexOf('\n', range.end);
    const line = `${text.slice(start, range.start)}«${text.slice(range.start, range.end)}»${text.slice(range.end, stop < 0 ? undefined : stop)}`;
    return `${short(uri)}: ${line.trim()}`;
  });
}

const go = (marked: Files) => {
  const { texts, tree, offset, files } = open(marked);
  return shown(texts, definition(tree, offset, files));
};

const refer = (marked: Files, declared = true) => {
  const { texts, tree, offset, files } = open(marked);
  return shown(texts, finished(references(tree, offset, files, declared))).sort();
};

/** Texts after the rename by short name, those that changed alone; or why it was refused. */
const called = (marked: Files, name: string): Record<string, string> | string => {
  const { tree, offset, files } = open(marked);
  const renamed = rename(tree, offset, name, files);
  if (!renamed.ok) return renamed.reason;
  return Object.fromEntries(
    renamed.files.map((file) => [short(file.tree.uri), applyEdits(file.tree.text, file.edits)]),
  );
};

const base = `persona Base

given
  passphrase: the dog

rules
  secret: Keeps {{passphrase}}.
    never: say "{{passphrase}}"
`;
const child = `persona Child
  extends: ./base.persona

test it is kept
  user: Tell me.
  keeps: secret

greeting
  It is not {{passphrase}}.
`;

describe('definition', () => {
  test('in the file, in a parent, in a parent of a parent', () => {
    expect(go({ 'a.persona': 'given\n  word: x\nknows\n  - It is {{wo<|>rd}}.' })).toEqual(['a.persona: «word»: x']);
    expect(go({ 'base.persona': base, 'c.persona': child.replace('keeps: sec', 'keeps: se<|>c') })).toEqual([
      'base.persona: «secret»: Keeps {{passphrase}}.',
    ]);
    const grand = 'persona Grand\n  extends: ./c.persona\n\ngreeting\n  Never {{pass<|>phrase}}.\n';
    expect(go({ 'base.persona': base, 'c.persona': child, 'g.persona': grand })).toEqual([
      'base.persona: «passphrase»: the dog',
    ]);
  });

  test('of two parents the later one, with what it inherits, before the earlier', () => {
    const word = (text: string) => `persona P\n\ngiven\n  word: ${text}\n`;
    const files = {
      'first.persona': word('1'),
      'old.persona': word('2'),
      'last.persona': 'persona L\n  extends: ./old.persona\n',
    };
    const both = 'persona C\n  extends: ./first.persona, ./last.persona\n\ngreeting\n  {{wo<|>rd}}\n';
    expect(go({ ...files, 'c.persona': both })).toEqual(['old.persona: «word»: 2']);
  });

  test('from what takes the place of a parent’s, to that; from what does not, to itself', () => {
    const own = `${child}\nrules\n  sec<|>ret: Keeps it better.\n`;
    expect(go({ 'base.persona': base, 'c.persona': own })).toEqual(['base.persona: «secret»: Keeps {{passphrase}}.']);
    expect(go({ 'a.persona': 'rules\n  sec<|>ret: Keeps it.\n' })).toEqual(['a.persona: «secret»: Keeps it.']);
  });

  test('files by their paths; nothing for one that is not there', () => {
    const extended = 'persona A\n  extends: ./ba<|>se.persona\n';
    expect(go({ 'base.persona': base, 'a.persona': extended })).toEqual(['base.persona: «»persona Base']);
    expect(go({ 'a.persona': extended })).toEqual([]);
    expect(go({ 'a.persona': 'persona A\n\nscene s\n  with: ./no<|>ne.persona\n' })).toEqual([]);
    expect(go({ 'a.persona': 'knows\n  - Nothing <|>here.\n' })).toEqual([]);
  });

  test('circles end', () => {
    const circle = (other: string) => `persona X\n  extends: ./${other}.persona\n\ngreeting\n  {{no<|>where}}\n`;
    expect(go({ 'a.persona': circle('b'), 'b.persona': circle('a').replace('<|>', '') })).toEqual([]);
  });
});

describe('references', () => {
  test('of a rule, in children and their tests', () => {
    expect(refer({ 'base.persona': base.replace('secret:', 'sec<|>ret:'), 'c.persona': child })).toEqual([
      'base.persona: «secret»: Keeps {{passphrase}}.',
      'c.persona: keeps: «secret»',
    ]);
    expect(refer({ 'base.persona': base.replace('secret:', 'sec<|>ret:'), 'c.persona': child }, false)).toEqual([
      'c.persona: keeps: «secret»',
    ]);
  });

  test('of a value, from a child', () => {
    const here = child.replace('{{pass', '{{pa<|>ss');
    expect(refer({ 'base.persona': base, 'c.persona': here })).toEqual([
      'base.persona: never: say "{{«passphrase»}}"',
      'base.persona: secret: Keeps {{«passphrase»}}.',
      'base.persona: «passphrase»: the dog',
      'c.persona: It is not {{«passphrase»}}.',
    ]);
  });

  test('kin alone: two children that say the same of themselves do not speak of each other', () => {
    const one = (cursor: string) =>
      `persona One\n  extends: ./base.persona\n\ngiven\n  mo${cursor}od: calm\n\ngreeting\n  {{mood}}\n`;
    expect(refer({ 'base.persona': base, 'a.persona': one('<|>'), 'b.persona': one('') })).toEqual([
      'a.persona: {{«mood»}}',
      'a.persona: «mood»: calm',
    ]);
  });

  test('a parent that speaks of what only children say: they belong together', () => {
    const mother = 'persona M\n\ngreeting\n  I feel {{mood}}.\n';
    const one = (cursor: string) => `persona One\n  extends: ./m.persona\n\ngiven\n  mo${cursor}od: calm\n`;
    expect(refer({ 'm.persona': mother, 'a.persona': one('<|>'), 'b.persona': one('') })).toEqual([
      'a.persona: «mood»: calm',
      'b.persona: «mood»: calm',
      'm.persona: I feel {{«mood»}}.',
    ]);
  });

  test('of a file, by its header or a path', () => {
    const scene = 'persona S\n\nscene s\n  with: ./base.persona as host\n';
    const files = { 'base.persona': `<|>${base}`, 'c.persona': child, 's.persona': scene };
    const named = ['c.persona: extends: «./base.persona»', 's.persona: with: «./base.persona» as host'];
    expect(refer(files)).toEqual(named);
    expect(refer({ ...files, 'base.persona': base, 's.persona': scene.replace('./base', './ba<|>se') })).toEqual(named);
  });

  test('a `let:` is known in its rule alone', () => {
    const rules =
      'persona A\n\nrules\n  one: Says it.\n    let: hand = user /^I play (.+)/\n    must: say "{{ha<|>nd}}"\n  two: Says it.\n    let: hand = user /^(.+)$/\n    must: say "{{hand}}"\n';
    expect(refer({ 'a.persona': rules })).toEqual([
      'a.persona: let: «hand» = user /^I play (.+)/',
      'a.persona: must: say "{{«hand»}}"',
    ]);
  });
});

describe('rename', () => {
  test('a rule, in all kin', () => {
    const here = child.replace('keeps: sec', 'keeps: se<|>c');
    const files = called({ 'base.persona': base, 'c.persona': here }, 'discretion');
    expect(files).toEqual({
      'base.persona': base.replace('secret:', 'discretion:'),
      'c.persona': child.replace('keeps: secret', 'keeps: discretion'),
    });
  });

  test('a value, inside of longer paths, in lists of tests, in what takes it away', () => {
    const files = {
      'a.persona':
        'persona A\n\ngiven\n  gue<|>sts:\n    - Lestrade\n\ngreeting\n  {{guests.0}}, {{ guests }}\n\ntest t\n  given guests: nobody\n  user: Hi.\n',
      'b.persona': 'persona B\n  extends: ./a.persona\n  without: guests\n',
    };
    expect(called(files, 'visitors')).toEqual({
      'a.persona':
        'persona A\n\ngiven\n  visitors:\n    - Lestrade\n\ngreeting\n  {{visitors.0}}, {{ visitors }}\n\ntest t\n  given visitors: nobody\n  user: Hi.\n',
      'b.persona': 'persona B\n  extends: ./a.persona\n  without: visitors\n',
    });
  });

  test('a name with a direction mark among its letters is the same name', () => {
    const mark = '\u200e';
    const marked = child.replace('{{passphrase}}', `{{pass${mark}phrase}}`);
    const files = called(
      { 'base.persona': base.replace('passphrase:', 'pass<|>phrase:'), 'c.persona': marked },
      'word',
    );
    expect(files).toMatchObject({ 'c.persona': child.replace('{{passphrase}}', '{{word}}') });
  });

  test('a fact is sent by its name: the prompt says the new one and nothing else new', () => {
    const files = called({ 'a.persona': 'persona A\n\nknows\n  vio<|>lin: Owns a Stradivarius.\n' }, 'fiddle');
    expect(files).toEqual({ 'a.persona': 'persona A\n\nknows\n  fiddle: Owns a Stradivarius.\n' });
  });

  test('a stage by `{{stage}} is`, a slot, a move', () => {
    const plan =
      'persona A\n\nplan\n  ga<|>te: Asks who comes.\n    until: user says "me"\n  hall: Shows the way.\n    moves: bow\n\nmoves\n  bow: Bows.\n    when: {{stage}} is "gate"\n';
    expect(called({ 'a.persona': plan }, 'porch')).toEqual({
      'a.persona': plan.replace('<|>', '').replace('gate:', 'porch:').replace('"gate"', '"porch"'),
    });
    const moves = plan.replace('<|>', '').replace('moves: bow', 'moves: b<|>ow');
    expect(called({ 'a.persona': moves }, 'nod')).toEqual({
      'a.persona': plan.replace('<|>', '').replace('moves: bow', 'moves: nod').replace('  bow:', '  nod:'),
    });
  });

  test('a stage that prose says by `{{stage}}`, a value in the title of a section and in the sentence of a rule', () => {
    const plan = 'persona A\n\nplan\n  ga<|>te: Asks who comes.\n\ngreeting\n  You are at {{stage}}. The gate!\n';
    const child =
      'persona B\n  extends: ./a.persona\n\nsection Where\n  At {{ stage }}.\n\nmoves\n  x: y\n    when: {{stage}} is "gate"\n';
    expect(called({ 'a.persona': plan, 'b.persona': child }, 'porch')).toEqual({
      'a.persona': plan.replace('ga<|>te', 'porch'),
      'b.persona': child.replace('"gate"', '"porch"'),
    });
    const inherited = 'persona C\n\nvoice\n  - Stands at {{stage}}.\n';
    const above = plan.replace('persona A\n', 'persona A\n  extends: ./c.persona\n');
    expect(called({ 'a.persona': above, 'c.persona': inherited }, 'porch')).toEqual({
      'a.persona': above.replace('ga<|>te', 'porch'),
    });
    const value =
      'persona A\n\nsection In {{word}}\n  Says {{word}}.\n\ngiven\n  wo<|>rd: x\n\nrules\n  - Says {{word}} often.\n\ntest t\n  user: Hi.\n  keeps: Says {{word}} often.\n';
    expect(called({ 'a.persona': value }, 'term')).toEqual({
      'a.persona': value.replace('wo<|>rd', 'term').replaceAll('{{word}}', '{{term}}'),
    });
  });

  test('a speaker that is called by its file gets a name of its own, and back', () => {
    const scene =
      'persona A\n\nscene s\n  with: ./watson.persona\n  wat<|>son: Holmes!\n  self: Yes.\n    visible to: watson\n';
    const files = { 'watson.persona': 'persona W\n' };
    const doctor =
      'persona A\n\nscene s\n  with: ./watson.persona as doctor\n  doctor: Holmes!\n  self: Yes.\n    visible to: doctor\n';
    expect(called({ ...files, 'a.persona': scene }, 'doctor')).toEqual({ 'a.persona': doctor });
    expect(called({ ...files, 'a.persona': doctor.replace('  doctor:', '  doc<|>tor:') }, 'watson')).toEqual({
      'a.persona': scene.replace('<|>', ''),
    });
  });

  test('names that are taken, in any file of the kin, that are built in, or that would not be read as one', () => {
    const files = (own: string) => ({
      'base.persona': base.replace('secret:', 'sec<|>ret:'),
      'c.persona': child + own,
    });
    expect(called(files('\nrules\n  brief: Is brief.\n'), 'brief')).toBe(
      'There is a rule called `brief` in c.persona already. Take another name.',
    );
    expect(called(files(''), 'a: b')).toContain('would not be read as a name');
    expect(called(files(''), 'one, two')).toContain('would not be read as a name');
    expect(called(files(''), 'x'.repeat(61))).toContain('would not be read as a name');
    expect(called(files(''), ' ')).toBe('A name is one line, and not empty.');
    const value = { 'a.persona': base.replace('passphrase:', 'pass<|>phrase:') };
    expect(called(value, 'user')).toBe('`{{user}}` is a value that is always there. Take another name.');
    expect(called(value, 'from')).toEqual({ 'a.persona': base.replaceAll('passphrase', 'from') });
    const scene = 'persona A\n\nscene s\n  with: watson\n  wat<|>son: Holmes!\n';
    expect(called({ 'a.persona': scene }, 'mood')).toMatch(/^`mood` would not be read as a name|^With this name/);
    expect(called({ 'a.persona': scene }, 'narrator')).toBe(
      '`narrator` speaks in every dialogue already. Take another name.',
    );
  });

  test('what cannot be renamed says why', () => {
    const why = (text: string) => {
      const { tree, offset } = open({ 'a.persona': text });
      const found = prepareRename(tree, offset);
      return found.ok ? found.name : found.reason;
    };
    expect(why('rules\n  - Is ki<|>nd.\n')).toContain('no name but its sentence');
    expect(why('greeting\n  {{us<|>er}}\n')).toBe('`user` is a word of the language.');
    expect(why('traits\n  openn<|>ess: high\n')).toContain('sentences of its own');
    expect(why('knows\n  - Nothing <|>here.\n')).toBe('There is no name here that could be changed.');
    expect(why('rules\n  sec<|>ret: Keeps it.\n')).toBe('secret');
    expect(called({ 'a.persona': 'persona A\n\ngreeting\n  {{no<|>where}}\n' }, 'here')).toContain(
      'Nothing defines `nowhere`',
    );
  });

  test('a name that another kind has, too, in what `without:` takes away: refused, for it would come back', () => {
    const mother = 'persona M\n\nknows\n  word: A secret fact.\n\nrules\n  wo<|>rd: Keeps it.\n';
    const daughter = 'persona D\n  extends: ./m.persona\n  without: word\n';
    expect(called({ 'm.persona': mother, 'd.persona': daughter }, 'other')).toContain(
      'With this name d.persona would change',
    );
    // However many children there are, each is held against itself.
    const others = Array.from({ length: 120 }, (_, at): [string, string] => [
      `c${at}.persona`,
      daughter.replace(/ {2}without.*/, '\ntest t\n  user: Well?\n  keeps: word'),
    ]);
    const all = { 'm.persona': mother, ...Object.fromEntries(others) };
    expect(Object.keys(called(all, 'other'))).toHaveLength(121);
    expect(called({ ...all, 'd.persona': daughter }, 'other')).toContain('With this name d.persona would change');
  });
});

describe('a fact of somebody in the scene that is to be found out', () => {
  const holmes = 'persona Holmes\n\nscene s\n  with: ./watson.persona\n  find out: history\n  watson: Well?\n';
  const watson = 'persona Watson\n\nknows\n  history: Was wounded at Maiwand.\n';
  const heir = 'persona Heir\n  extends: ./watson.persona\n\nknows\n  history: Was never wounded.\n';
  const stranger = 'persona Stranger\n\nknows\n  history: Read it at Oxford.\n';
  const here = (text: string) => text.replace('history', 'his<|>tory');
  const past = (text: string) => text.replace('history', 'past');

  test('is defined by them, or by whom they extend; by the persona itself, too, where it has one', () => {
    const others = { 'watson.persona': watson, 'stranger.persona': stranger };
    expect(go({ ...others, 'holmes.persona': here(holmes) })).toEqual([
      'watson.persona: «history»: Was wounded at Maiwand.',
    ]);
    const young = here(holmes).replace('./watson.persona', './young.persona as watson');
    const bare = 'persona Young\n  extends: ./watson.persona\n';
    expect(go({ ...others, 'young.persona': bare, 'holmes.persona': young })).toEqual([
      'watson.persona: «history»: Was wounded at Maiwand.',
    ]);
    const about = `${here(holmes)}\nabout\n  history: None.\n`;
    expect(go({ ...others, 'holmes.persona': about })).toEqual([
      'holmes.persona: «history»: None.',
      'watson.persona: «history»: Was wounded at Maiwand.',
    ]);
  });

  test('is referred to and renamed with it, from either side; a stranger’s is not', () => {
    const rest = { 'heir.persona': heir, 'stranger.persona': stranger };
    const found = [
      'heir.persona: «history»: Was never wounded.',
      'holmes.persona: find out: «history»',
      'watson.persona: «history»: Was wounded at Maiwand.',
    ];
    const renamed = { 'watson.persona': past(watson), 'holmes.persona': past(holmes), 'heir.persona': past(heir) };
    for (const files of [
      { ...rest, 'watson.persona': here(watson), 'holmes.persona': holmes },
      { ...rest, 'watson.persona': watson, 'holmes.persona': here(holmes) },
    ]) {
      expect(refer(files)).toEqual(found);
      expect(called(files, 'past')).toEqual(renamed);
    }
  });

  test('of one scene alone; a name that somebody else in it has is taken', () => {
    const two = `${holmes}\nscene t\n  with: ./stranger.persona\n  find out: history\n  stranger: Well?\n`;
    const lone = 'persona Lone\n\nscene s\n  with: ./stranger.persona\n  find out: history\n  stranger: Well?\n';
    const files = { 'watson.persona': here(watson), 'stranger.persona': stranger, 'lone.persona': lone };
    expect(refer({ ...files, 'holmes.persona': holmes })).toHaveLength(2);
    // A persona whose own scenes ask both for it speaks of both.
    expect(refer({ ...files, 'holmes.persona': two })).toHaveLength(5);
    const both = holmes.replace('watson.persona', 'watson.persona, ./stranger.persona');
    expect(called({ ...files, 'stranger.persona': past(stranger), 'holmes.persona': both }, 'past')).toBe(
      'There is a fact called `past` in stranger.persona already. Take another name.',
    );
  });
});

describe('law', () => {
  const samples = {
    ...filesIn('samples/first-look'),
    ...filesIn('test/fixtures/good'),
    ...filesIn('test/fixtures/personas'),
  };
  const texts = Object.fromEntries(Object.entries(samples).map(([path, text]) => [`file:///p${path}`, text]));
  const files = memoryWorkspace(texts);
  const prompt = (of: Files, uri: string) => {
    const { sections, lore, examples, greetings, reminder } = compile(
      readPersona(of[uri] ?? '', uri, memorySource(of, 'file:///p')),
    );
    return JSON.stringify({ sections, lore, examples, greetings, reminder }, (key, value) =>
      key === 'origin' || key === 'priority' ? undefined : value,
    );
  };
  const places = personasOf(samples).flatMap((path) => {
    const uri = `file:///p${path}`;
    const tree = parse(texts[uri] ?? '', uri);
    return namesInFile(tree).flatMap(({ range, role, by }) =>
      role === 'definition' && by !== 'sentence' ? [{ uri, offset: range.start }] : [],
    );
  });

  test('a name nobody has: there and back is nothing, and the prompt says the new name for the old and nothing else', () => {
    expect(places.length).toBeGreaterThan(200);
    let renamedOnes = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom('zugzwang', 'two words', 'Ω-mega', "d'or 7"),
        (place, name) => {
          const tree = parse(texts[place.uri] ?? '', place.uri);
          const old = prepareRename(tree, place.offset);
          if (!old.ok) return;
          const there = rename(tree, place.offset, name, files);
          if (!there.ok) throw new Error(`${place.uri} ${old.name} → ${name}: ${there.reason}`);
          renamedOnes++;
          const after = { ...texts };
          for (const file of there.files) after[file.tree.uri] = applyEdits(file.tree.text, file.edits);
          const spelt = new Set(
            there.files.flatMap(({ tree: { text }, edits }) =>
              edits.flatMap(({ range }) => (range.start < range.end ? [text.slice(range.start, range.end)] : [])),
            ),
          );
          // Two spellings of one name come back as one.
          if (spelt.size > 1) return;
          const quoted = (text: string) => JSON.stringify(text).slice(1, -1);
          for (const {
            tree: { uri },
          } of there.files) {
            expect(prompt(after, uri).replaceAll(quoted(name), quoted(old.name))).toBe(prompt(texts, uri));
          }
          const now = parse(after[place.uri] ?? '', place.uri);
          const at = namesInFile(now).find(
            (one) => one.role === 'definition' && now.text.slice(one.range.start, one.range.end) === name,
          );
          const back = rename(now, at?.range.start ?? 0, old.name, memoryWorkspace(after));
          if (!back.ok) throw new Error(back.reason);
          for (const file of back.files) after[file.tree.uri] = applyEdits(file.tree.text, file.edits);
          expect(after).toEqual(texts);
        },
      ),
      { numRuns: 150 },
    );
    expect(renamedOnes).toBeGreaterThan(100);
  }, 120_000);
});
