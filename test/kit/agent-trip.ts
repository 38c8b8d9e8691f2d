// What holds of every agent file that is carried over and back. In: its bytes and path. Out: what does not hold, in words; nothing where all does.
import { formatOf } from '../../src/interop/formats.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from './memory-source.ts';

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

export function faultsOfTrip(bytes: Uint8Array, path: string): readonly string[] {
  const format = formatOf(bytes, path.slice(path.lastIndexOf('/') + 1));
  const read = format?.read?.(bytes, { source: path });
  if (!format?.write || !read) return ['It is of no format.'];
  if (!read.ok) return [read.reason];
  const faults: string[] = [];
  const holds = (is: boolean, why: string) => is || faults.push(why);
  const source = memorySource({});
  const persona = readPersona(read.text, 'file:///a.persona', source);
  holds(
    persona.problems.every(({ severity }) => severity !== 'error'),
    `It reads with an error: ${persona.problems.find(({ severity }) => severity === 'error')?.message}`,
  );
  // Found without our reader: what stands behind the second line of dashes, white space at the ends of lines aside.
  const front = /^\ufeff?(?:---[ \t]*(?:\r\n|\r|\n)(?:[\s\S]*?(?:\r\n|\r|\n))??---[ \t]*(?:\r\n|\r|\n|$))?/u;
  const lines = (text: string) => text.split(/\r\n|\r|\n/u).map((line) => line.trim());
  const body = lines(decode(bytes).replace(front, '')).join('\n').trim();
  holds(
    body === '' || lines(read.text).join('\n').trim().endsWith(`section\n${body}`),
    'Its body is not there word for word.',
  );
  const back = format.write(persona, { original: bytes });
  if (!back.ok) return [...faults, back.reason];
  holds(Buffer.from(back.bytes).equals(Buffer.from(bytes)), 'It does not come back byte for byte.');

  // A line more at the end of the body is a line more in the file, and nothing else.
  if (!read.text.includes('\nsection\n')) return faults;
  const longer = readPersona(`${read.text.trimEnd()}\n\n  Nothing is red but beetroot.\n`, 'file:///a.persona', source);
  const grown = format.write(longer, { original: bytes });
  if (!grown.ok) return [...faults, grown.reason];
  const before = decode(bytes);
  const now = decode(grown.bytes);
  const rest = now.replace(/(?:\r\n|\r|\n){2}Nothing is red but beetroot\./u, '');
  holds(rest === before || rest.trimEnd() === before.trimEnd(), 'A new last line changes other lines.');
  holds(now.includes('Nothing is red but beetroot.'), 'The new line is not there.');
  return faults;
}
