// A file is written whole or not at all, and stays what it was: its mode, its link.
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UserError } from '../../src/base/user-error.ts';
import { diskError } from '../../src/disk/system-error.ts';
import { writeFileAtomically } from '../../src/disk/write-file-atomically.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dramatis-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makes a file, and replaces one with its mode kept', async () => {
  const path = join(folder, 'a.persona');
  await writeFileAtomically(path, 'één\r\n');
  chmodSync(path, 0o640);
  await writeFileAtomically(path, 'two');
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(['a.persona']);
});

it('writes through a link and leaves the link', async () => {
  writeFileSync(join(folder, 'real'), 'old');
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  await writeFileAtomically(join(folder, 'link'), 'new');
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new');
});

it('says what is in the way, and leaves nothing behind', async () => {
  mkdirSync(join(folder, 'sub'));
  await expect(writeFileAtomically(join(folder, 'sub'), 'x')).rejects.toThrow(UserError);
  await expect(writeFileAtomically(join(folder, 'none', 'a.persona'), 'x')).rejects.toThrow(
    'Could not save a.persona: the folder is not there any more.',
  );
  expect(readdirSync(folder)).toEqual(['sub']);
});

it('a read-only folder is told, the old text stays', async () => {
  // Permissions do not hold back the superuser, as whom containers often run; the kernel's own folder does.
  const superuser = process.getuid?.() === 0;
  const path = superuser ? '/sys/a.persona' : join(folder, 'a.persona');
  if (!superuser) {
    writeFileSync(path, 'old');
    chmodSync(folder, 0o555);
  }
  await expect(writeFileAtomically(path, 'new')).rejects.toThrow(
    'Could not save a.persona: the folder or file is read-only.',
  );
  chmodSync(folder, 0o755);
  if (!superuser) expect(readFileSync(path, 'utf8')).toBe('old');
});

it('a file that is there can be spared', async () => {
  const path = join(folder, 'a.talk.jsonl');
  await writeFileAtomically(path, 'first', { overwrite: false });
  await expect(writeFileAtomically(path, 'second', { overwrite: false })).rejects.toThrow('is there already');
  expect(readFileSync(path, 'utf8')).toBe('first');
  expect(readdirSync(folder)).toEqual(['a.talk.jsonl']);
});

it.each(['EACCES', 'EPERM', 'EROFS', 'ENOSPC'])('%s has words and a way out', (code) => {
  const error = diskError(Object.assign(new Error(code), { code }), 'Could not save x');
  expect(error.message).toMatch(/^Could not save x: .*(read-only|full)/);
  expect(error.action).toBeDefined();
});
