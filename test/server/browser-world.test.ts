// The server's world where there is no disk: what was sent is listed, belongs to the folder, and is left out, as on one.
import { describe, expect, test } from 'vitest';
import { browserWorld } from '../../src/server/browser-world.ts';

const folder = 'vscode-vfs://github/h/p';

function worldOf(files: Record<string, string>) {
  const world = browserWorld(undefined);
  world.take({ files: Object.entries(files).map(([name, text]) => ({ uri: `${folder}/${name}`, text })) });
  return world;
}

test('what stands in a folder is listed by name, folders too, hidden names apart, and nothing outside', () => {
  const world = worldOf({
    'a.persona': '',
    'b c.persona': '',
    'm/n/x.md': '',
    '.gitignore': '',
    'node_modules/x.md': '',
  });
  const source = world.sourceIn(folder);
  const listed = (path: string) => source.list?.(path, `${folder}/a.persona`);
  expect(listed('./')).toEqual([
    { name: 'a.persona', folder: false },
    { name: 'b c.persona', folder: false },
    { name: 'm', folder: true },
  ]);
  expect(listed('./m/')).toEqual([{ name: 'n', folder: true }]);
  expect(listed('./none/')).toEqual([]);
  expect(listed('../')).toEqual([]);
});

describe('personas of the folder', () => {
  const texts = Object.fromEntries(
    ['a', 'old/b', 'old/keep/c', 'drafts/d', 'my notes/e', 'node_modules/f'].map((name) => [`${name}.persona`, '']),
  );
  const found = async (files: Record<string, string>, exclude: readonly string[] = []) => {
    const personas = await worldOf({ ...texts, ...files }).personasIn(folder, exclude);
    const uris = [...personas.uris()];
    expect(uris.every((uri) => personas.includes(uri))).toBe(true);
    return uris.map((uri) => decodeURIComponent(uri.slice(folder.length + 1, -'.persona'.length)));
  };

  test('are all but those of packages', async () => {
    expect(await found({ 'note.md': '' })).toEqual(['a', 'old/b', 'old/keep/c', 'drafts/d', 'my notes/e']);
  });

  test('without what git ignores, the nearest file of patterns first', async () => {
    expect(await found({ '.gitignore': 'old/*\n!old/keep\n/my notes/\n' })).toEqual(['a', 'old/keep/c', 'drafts/d']);
    const nearer = {
      '.gitignore': '*.persona\n',
      'old/keep/.gitignore': '!c.persona\n',
      'my notes/.gitignore': '!*\n',
    };
    expect(await found(nearer)).toEqual(['old/keep/c', 'my notes/e']);
  });

  test('without what the editor hides', async () => {
    expect(await found({}, ['**/{old,drafts}', 'a.*'])).toEqual(['my notes/e']);
  });

  test('are asked for when they have come', async () => {
    const world = browserWorld(undefined);
    const asked = world.personasIn(folder, []);
    world.take({ files: [{ uri: `${folder}/a.persona`, text: '' }] });
    expect([...(await asked).uris()]).toEqual([`${folder}/a.persona`]);
  });
});
