// The hash of a prompt: FNV-1a as it was published, over what is sent and nothing else.
import { expect, it } from 'vitest';
import { compile } from '../../src/lang/compile.ts';
import { personaHash } from '../../src/lang/hash.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { noFiles } from '../kit/memory-source.ts';

const promptOf = (text: string) => compile(readPersona(text, '/it.persona', noFiles));

it('is FNV-1a of 64 bits over the UTF-16 of what is sent', () => {
  const prompt = promptOf('persona Ünï\n');
  const sent = JSON.stringify([[['identity', '', 'You are Ünï.']], [], [], [], null]);
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(sent, 'utf16le'))
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  expect(personaHash(prompt)).toBe(hash.toString(16).padStart(16, '0'));
});

it('is the same for the same prompt and another for another', () => {
  const one = personaHash(promptOf('persona A\nrules\n  - Is kind.\n'));
  expect(personaHash(promptOf('# a note\n\npersona A\nrules\n    - Is kind.\n      never: say "x"\n'))).toBe(one);
  expect(personaHash(promptOf('persona A\nrules\n  - Is kinder.\n'))).not.toBe(one);
});
