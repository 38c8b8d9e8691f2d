// Holds a text against the file under `test/golden` that says what it should be. `UPDATE_GOLDEN=1` writes it instead; CI never does.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const folder = fileURLToPath(new URL('../golden/', import.meta.url));

/** Fails where `text` is not what `test/golden/<name>` holds, to the letter. */
export function expectGolden(name: string, text: string): void {
  const path = join(folder, name);
  const { UPDATE_GOLDEN, CI } = process.env;
  if (UPDATE_GOLDEN === '1') {
    if (CI) throw new Error('CI never writes golden files.');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path), `${name} is not there: look at the text, then run with UPDATE_GOLDEN=1`).toBe(true);
  expect(text).toBe(readFileSync(path, 'utf8'));
}
