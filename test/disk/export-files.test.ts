// Files of an export that cannot be begun: nothing of it stays.
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../src/base/user-error.ts';
import { exportFiles } from '../../src/disk/export-files.ts';
import { tempFolder } from '../kit/temp-folder.ts';

const names = {
  parts: { chosen: 'a.jsonl', rejected: 'b.jsonl' },
  manifest: 'a.manifest.json',
  journal: 'a.manifest.json.journal',
};
const fresh = { wish: 'w', restart: false, replace: false };

test('where one part cannot be opened the others are closed and taken away', async () => {
  const folder = tempFolder({});
  await mkdir(join(folder, 'b.jsonl.part'));
  await expect(exportFiles(folder, names, fresh)).rejects.toThrow(UserError);
  expect(await readdir(folder)).toEqual(['b.jsonl.part']);
});

test('what was begun stays for the next time, though a part of it cannot be opened now', async () => {
  const folder = tempFolder({});
  const begun = await exportFiles(folder, { ...names, parts: { chosen: 'a.jsonl' } }, fresh);
  await begun.write('chosen', '{"a":1}\n');
  await begun.checkpoint({ wish: 'w' } as Parameters<typeof begun.checkpoint>[0]);
  await begun.close();
  await mkdir(join(folder, 'b.jsonl.part'));
  await expect(exportFiles(folder, names, fresh)).rejects.toThrow(UserError);
  expect((await readdir(folder)).sort()).toEqual(['a.jsonl.part', 'a.manifest.json.journal', 'b.jsonl.part']);
});
