// Which files of a folder are looked at: git's own rules, the editor's globs, no links, no packages.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { Listing } from '../../src/disk/listing.ts';
import { tempFolder } from '../kit/temp-folder.ts';

const text = 'persona A\n';

function listed(root: string, exclude: readonly string[] = []): readonly string[] {
  const listing = new Listing(root, '.persona', exclude);
  const paths = [...listing.files()];
  expect(paths.filter((path) => !listing.includes(path))).toEqual([]);
  return paths.map((path) => relative(root, path)).toSorted();
}

test('personas at any depth; other files, links, packages and what git keeps for itself are not', () => {
  const root = tempFolder({
    'a.persona': text,
    'deep/er/b.persona': text,
    'notes.md': '',
    'node_modules/p/c.persona': text,
    '.git/d.persona': text,
  });
  symlinkSync(join(root, 'a.persona'), join(root, 'link.persona'));
  symlinkSync(join(root, 'deep'), join(root, 'linked'));
  expect(listed(root)).toEqual(['a.persona', 'deep/er/b.persona']);
  const listing = new Listing(root, '.persona', []);
  expect(
    ['node_modules/p/c.persona', '../x.persona', 'notes.md'].map((path) => listing.includes(join(root, path))),
  ).toEqual([false, false, false]);
});

test('what git ignores, as git itself says: nearest file first, exceptions, anchors, folders', () => {
  const files = {
    'a.persona': text,
    'old.persona': text,
    'keep/old.persona': text,
    'draft/c.persona': text,
    'sub/draft/d.persona': text,
    'sub/x/only.persona': text,
    'x/only.persona': text,
    'with space.persona': text,
  };
  const root = tempFolder({
    ...files,
    '.gitignore': 'old.persona\n/draft/\n\\#x\nwith\\ space.persona\n',
    'keep/.gitignore': '!old.persona\n',
    'sub/.gitignore': 'x/*\n',
  });
  execFileSync('git', ['init', '-q'], { cwd: root });
  const git = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.persona'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(listed(root)).toEqual(git.trim().split('\n').toSorted());
  expect(listed(root)).toEqual(['a.persona', 'keep/old.persona', 'sub/draft/d.persona', 'x/only.persona']);
});

test('a folder inside of a repository heeds what stands above, and what only this copy ignores', () => {
  const root = tempFolder({
    '.gitignore': 'a.persona\n',
    'in/a.persona': text,
    'in/b.persona': text,
    'in/c.persona': text,
  });
  mkdirSync(join(root, '.git/info'), { recursive: true });
  expect(listed(join(root, 'in'))).toEqual(['b.persona', 'c.persona']);
});

test('globs of the editor: anywhere, from the folder, either of several', () => {
  const root = tempFolder({
    'a.persona': text,
    'b.persona': text,
    'out/a.persona': text,
    'x/out/c.persona': text,
    'x/b.persona': text,
  });
  expect(listed(root, ['**/out'])).toEqual(['a.persona', 'b.persona', 'x/b.persona']);
  expect(listed(root, ['{a,b}.persona', 'x/out'])).toEqual(['out/a.persona', 'x/b.persona']);
});

test('a folder that is not there holds nothing', () => {
  expect(listed(join(tempFolder(), 'nowhere'))).toEqual([]);
});
