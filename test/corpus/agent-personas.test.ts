// Real agent files as personas: what each compiles to is its body to the letter, and every stretch of the prompt leads back to the file.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { kindOfFile } from '../../src/interop/agent-file/kind-of-file.ts';
import { faultsOf } from '../kit/agent-laws.ts';

const corpora = fileURLToPath(new URL('../../../shared/corpora', import.meta.url));

test('every real agent file compiles to its body, and every piece of the prompt leads back to it', () => {
  if (!existsSync(corpora)) {
    console.log('corpora absent: 170 files not compiled');
    return;
  }
  const files = readdirSync(corpora, { recursive: true, encoding: 'utf8' }).filter((name) => kindOfFile(name));
  const wrong = files.flatMap((name) => {
    const text = readFileSync(join(corpora, name), 'utf8');
    return faultsOf(text, `file:///${name}`).map((why) => `${name}: ${why}`);
  });
  expect(wrong).toEqual([]);
  expect(files.length).toBe(170);
});
