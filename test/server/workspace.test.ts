// What looks across files: workspace symbols, the type hierarchy, files that are moved. Pure functions on files in memory.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { fileRenames } from '../../src/server/features/file-renames.ts';
import { prepareTypeHierarchy, subtypes, supertypes } from '../../src/server/features/type-hierarchy.ts';
import { workspaceSymbols } from '../../src/server/features/workspace-symbols.ts';
import { fits, readQuery } from '../../src/server/fuzzy.ts';
import { pathBetween, uriKey } from '../../src/server/uri-paths.ts';
import { memorySource, noFiles } from '../kit/memory-source.ts';
import { memoryWorkspace } from '../kit/memory-workspace.ts';

const files = {
  'file:///p/holmes.persona': `persona Sherlock Holmes
  extends: ./base/victorian.persona

knows
  violin: Owns a Stradivarius.

rules
  secret: Tells nobody the {{passphrase}}.

given
  passphrase: the dog

scene a foggy evening
  with: ./watson.persona, ./base/victorian.persona as host
  watson: Holmes!
`,
  'file:///p/watson.persona':
    'persona Dr Watson\n  extends: ./base/victorian.persona\n\nknows\n  from: ./notes/war.md\n',
  'file:///p/base/victorian.persona':
    'persona A Victorian\n  extends: ./human.persona\n\nrules\n  period: Stays in 1895.\n',
  'file:///p/base/human.persona': 'persona Human\n',
  'file:///p/notes/war.md': 'Was in Afghanistan.\n',
};
const workspace = memoryWorkspace(files);

describe('workspace symbols', () => {
  const found = (query: string, of = workspace) => {
    const run = workspaceSymbols(of, query);
    for (;;) {
      const step = run.next();
      if (step.done) return step.value;
    }
  };

  test('personas and what they define, by letters in order', () => {
    expect(found('shol').map(({ name }) => name)).toEqual(['Sherlock Holmes']);
    expect(found('passph')).toMatchObject([{ name: 'passphrase', containerName: 'Sherlock Holmes' }]);
    expect(found('period')).toMatchObject([
      {
        name: 'period',
        location: {
          uri: 'file:///p/base/victorian.persona',
          range: { start: { line: 4, character: 2 }, end: { line: 4, character: 8 } },
        },
      },
    ]);
    expect(found('foggy evening').map(({ name }) => name)).toEqual(['scene a foggy evening']);
    expect(found('nobody has this')).toEqual([]);
  });

  test('an empty query lists what there is, and a long list is cut', () => {
    expect(found('').map(({ name }) => name)).toContain('Human');
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`file:///p/${i}.persona`, `persona Guard ${i}\n\nrules\n  quiet: Is.\n`]),
    );
    const best = found('guard 2999', memoryWorkspace(many));
    expect(best[0]?.name).toBe('Guard 2999');
    expect(found('guard', memoryWorkspace(many)).length).toBe(256);
  });

  test('a whole word is better than a piece, a piece than scattered letters', () => {
    const score = (name: string) => fits(readQuery('home'), name) ?? Number.NEGATIVE_INFINITY;
    expect(score('home')).toBeGreaterThan(score('at home'));
    expect(score('at home')).toBeGreaterThan(score('syhomes'));
    expect(score('syhomes')).toBeGreaterThan(score('his other name'));
    expect(score('nothing')).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('type hierarchy', () => {
  /** @param words of the file, with the cursor `<|>` in them. */
  const at = (uri: keyof typeof files, words: string) => {
    const text = files[uri];
    const start = text.indexOf(words.replace('<|>', ''));
    if (start < 0 || !words.includes('<|>')) throw new Error(`${words} is not in ${uri}, or has no cursor`);
    const persona = readPersona(text, uri, memorySource(files, 'file:///p'));
    return prepareTypeHierarchy(persona, start + words.indexOf('<|>'), workspace);
  };

  test('of the file, and of a file under the cursor', () => {
    const here = { name: 'Sherlock Holmes', uri: 'file:///p/holmes.persona' };
    // On the keyword, on the name, and on what belongs to neither.
    for (const words of ['<|>persona Sherlock', 'Sherlock Hol<|>mes', 'ext<|>ends: ', 'Ow<|>ns a'])
      expect(at('file:///p/holmes.persona', words)).toMatchObject([
        { ...here, selectionRange: { start: { line: 0, character: 0 } } },
      ]);
    expect(at('file:///p/holmes.persona', 'extends: ./base/vic<|>torian.persona')).toMatchObject([
      { name: 'A Victorian' },
    ]);
    expect(at('file:///p/holmes.persona', 'with: ./wat<|>son.persona')).toMatchObject([{ name: 'Dr Watson' }]);
  });

  test('parents and children, each a step', () => {
    const [victorian] = at('file:///p/base/victorian.persona', 'per<|>sona A');
    if (!victorian) throw new Error('nothing here');
    expect(supertypes(victorian, workspace).map(({ name }) => name)).toEqual(['Human']);
    // Who is in a scene with it is no child of it.
    expect(subtypes(victorian, workspace).map(({ name }) => name)).toEqual(['Dr Watson', 'Sherlock Holmes']);
    const [human] = supertypes(victorian, workspace);
    expect(human && subtypes(human, workspace).map(({ name }) => name)).toEqual(['A Victorian']);
    expect(human && supertypes(human, workspace)).toEqual([]);
  });
});

describe('files that are moved', () => {
  /** Texts after the move, those that changed alone, by their old uris. */
  const moved = (oldUri: string, newUri: string) =>
    Object.fromEntries(
      fileRenames([{ oldUri, newUri }], workspace).map(({ tree, edits }) => [tree.uri, applyEdits(tree.text, edits)]),
    );

  test('who names it follows, in every way of naming', () => {
    const changed = moved('file:///p/base/victorian.persona', 'file:///p/base/old-times.persona');
    expect(Object.keys(changed).sort()).toEqual(['file:///p/holmes.persona', 'file:///p/watson.persona']);
    expect(changed['file:///p/holmes.persona']).toContain('extends: ./base/old-times.persona\n');
    expect(changed['file:///p/holmes.persona']).toContain('./base/old-times.persona as host\n');
    expect(moved('file:///p/notes/war.md', 'file:///p/war diary.md')['file:///p/watson.persona']).toContain(
      'from: ./war diary.md\n',
    );
  });

  test('what the moved file names is still found from where it is now', () => {
    const changed = moved('file:///p/watson.persona', 'file:///p/doctors/watson.persona');
    expect(changed['file:///p/watson.persona']).toContain('extends: ../base/victorian.persona');
    expect(changed['file:///p/watson.persona']).toContain('from: ../notes/war.md');
    expect(changed['file:///p/holmes.persona']).toContain('with: ./doctors/watson.persona, ./base');
  });

  test('a member of a cast keeps its name', () => {
    const changed = moved('file:///p/watson.persona', 'file:///p/doctor.persona');
    expect(changed['file:///p/holmes.persona']).toContain('with: ./doctor.persona as watson, ./base');
  });

  test('folders: those inside stay together', () => {
    const changed = moved('file:///p/base', 'file:///p/shared/base');
    expect(Object.keys(changed).sort()).toEqual(['file:///p/holmes.persona', 'file:///p/watson.persona']);
    expect(changed['file:///p/watson.persona']).toContain('extends: ./shared/base/victorian.persona');
  });

  test('a name that could not stand in the list changes nothing rather than too much', () => {
    expect(moved('file:///p/base/human.persona', 'file:///p/base/a, b.persona')).toEqual({});
    expect(moved('file:///p/elsewhere.txt', 'file:///p/other.txt')).toEqual({});
  });

  test('law: what each file named before it names after, wherever all of them went', () => {
    const place = fc.tuple(fc.constantFrom('', 'a/', 'b/', 'a/b/', 'c d/'), fc.constantFrom('x', 'y', 'z.z', 'é'));
    const world = fc
      .uniqueArray(
        place.map(([folder, stem]) => `file:///p/${folder}${stem}.persona`),
        { minLength: 2, maxLength: 6 },
      )
      .chain((uris) =>
        fc.record({
          uris: fc.constant(uris),
          names: fc.array(fc.tuple(fc.nat(uris.length - 1), fc.nat(uris.length - 1)), { maxLength: 8 }),
          from: fc.constantFrom(...uris, 'file:///p/a', 'file:///p/a/b', 'file:///p/c d'),
          to: place.map(([folder, stem]) => `file:///p/new/${folder}${stem}`),
        }),
      );
    fc.assert(
      fc.property(world, ({ uris, names, from, to }) => {
        const texts = Object.fromEntries(
          uris.map((uri, index) => {
            const named = names.flatMap(([by, of]) => (by === index ? [pathBetween(uri, uris[of] ?? uri)] : []));
            const list = named.map((path) => `    - ${path}\n`).join('');
            return [uri, `persona P\n  extends:\n${list}\nscene s\n  with: ${named.join(', ')}\n`];
          }),
        );
        const target = from.endsWith('.persona') ? `${to}.persona` : to;
        const where = (uri: string) =>
          uri === from || uri.startsWith(`${from}/`) ? target + uri.slice(from.length) : uri;
        const edits = new Map(
          fileRenames([{ oldUri: from, newUri: target }], memoryWorkspace(texts)).map((file) => [
            file.tree.uri,
            file.edits,
          ]),
        );
        const later = memoryWorkspace(
          Object.fromEntries(
            Object.entries(texts).map(([uri, text]) => [where(uri), applyEdits(text, edits.get(uri) ?? [])]),
          ),
        );
        const cast = (text: string | undefined) =>
          readPersona(text ?? '', 'file:///p/any.persona', noFiles).scenes[0]?.cast.map(({ key }) => key);
        for (const { uri, files: before, parents } of memoryWorkspace(texts).all()) {
          const now = later.get(where(uri));
          const keys = (list: readonly string[]) => list.map(uriKey).sort();
          expect(keys(now?.files ?? [])).toEqual(keys(before.map((one) => where(decodeURI(one)))));
          expect(keys(now?.parents ?? [])).toEqual(keys(parents.map((one) => where(decodeURI(one)))));
          expect(cast(later.textOf(where(uri)))).toEqual(cast(texts[uri]));
        }
      }),
    );
  });
});
