// What the sample persona becomes in each format, as a new file: held against files that people have looked at.
import { expect, test } from 'vitest';
import { readCardFile } from '../../src/interop/card/card-file.ts';
import { formats } from '../../src/interop/formats.ts';
import { isZip } from '../../src/interop/zip/zip.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { planTests } from '../../src/suite/plan-tests.ts';
import { expectGolden } from '../kit/golden.ts';
import { memorySource } from '../kit/memory-source.ts';
import { filesIn } from '../kit/sample-files.ts';

const samples = filesIn('samples/first-look');
const persona = readPersona(samples['/holmes.persona'] ?? '', '/holmes.persona', memorySource(samples));
const cases = () => planTests(persona, readRules(persona));

test.each(formats.filter(({ write }) => write).map((format) => [format.id, format] as const))(
  'Holmes as %s',
  (id, format) => {
    const written = format.write?.(persona, { original: undefined, cases });
    if (!written?.ok) throw new Error(written?.reason);
    const packed = isZip(written.bytes) ? readCardFile(written.bytes) : undefined;
    const bytes = packed?.ok ? new TextEncoder().encode(packed.json) : written.bytes;
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    expect(text).not.toBe('');
    expectGolden(`exports/holmes${format.extension}${packed ? '.json' : ''}`, text);
    const fates = written.fates.map(({ what, fate, why }) => `${fate.padEnd(8)}${what}: ${why}\n`).join('');
    expectGolden(`exports/${id}-fates.txt`, fates);
  },
);
