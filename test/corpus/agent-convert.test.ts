// Real agent files as personas and back: what is not changed comes back byte for byte, and a changed line changes that line alone.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { kindOfFile } from '../../src/interop/agent-file/kind-of-file.ts';
import { faultsOfTrip } from '../kit/agent-trip.ts';

const corpora = fileURLToPath(new URL('../../../shared/corpora', import.meta.url));

test('every real agent file becomes a persona and comes back byte for byte', () => {
  if (!existsSync(corpora)) {
    console.log('corpora absent: 170 files not carried over');
    return;
  }
  const files = readdirSync(corpora, { recursive: true, encoding: 'utf8' }).filter((name) => kindOfFile(name));
  const wrong = files.flatMap((name) =>
    faultsOfTrip(readFileSync(join(corpora, name)), name).map((why) => `${name}: ${why}`),
  );
  expect(wrong).toEqual([]);
  expect(files.length).toBe(170);
});
