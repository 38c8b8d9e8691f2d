// Laws of resolving, compiling and rendering, on the samples, on arbitrary text, and on good files that were damaged somewhere.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { compile } from '../../src/lang/compile.ts';
import { format } from '../../src/lang/format.ts';
import { personaHash } from '../../src/lang/hash.ts';
import { parse } from '../../src/lang/parse.ts';
import type { Persona } from '../../src/lang/persona.ts';
import type { Prompt } from '../../src/lang/prompt.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { render } from '../../src/lang/render.ts';
import { anyText } from '../kit/arbitrary-persona.ts';
import { memorySource } from '../kit/memory-source.ts';
import { filesIn, personasOf } from '../kit/sample-files.ts';

const good = { ...filesIn('test/fixtures/good'), ...filesIn('samples/first-look') };
const paths = personasOf(good);
const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 300) };

function read(text: string, path = '/it.persona'): Persona {
  return readPersona(text, path, memorySource({ ...good, [path]: text }));
}

/** Problems and their fixes lie in the text; every mapping lies in its message and in its file. */
function holds(text: string, path?: string): void {
  const persona = read(text, path);
  const lengths: Record<string, number> = { [persona.uri]: text.length };
  for (const uri of persona.files) lengths[uri] ??= good[uri]?.length ?? 0;
  let last = 0;
  for (const { range, fixes = [], related = [] } of persona.problems) {
    expect(range.start).toBeGreaterThanOrEqual(last);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
    expect(range.end).toBeLessThanOrEqual(text.length);
    last = range.start;
    for (const fix of fixes) applyEdits(text, fix.edits);
    for (const { origin } of related) expect(origin.range.end).toBeLessThanOrEqual(lengths[origin.uri] ?? -1);
  }
  const prompt = compile(persona);
  const { messages, map } = render(prompt, [{ role: 'user', content: text.slice(0, 500) }]);
  for (const { message, start, end, origin } of map) {
    expect(start).toBeLessThan(end);
    expect(end).toBeLessThanOrEqual(messages[message]?.content.length ?? -1);
    expect(origin.range.start).toBeLessThanOrEqual(origin.range.end);
    expect(origin.range.end).toBeLessThanOrEqual(lengths[origin.uri] ?? -1);
  }
  for (const { origin } of prompt.omitted) expect(origin.range.end).toBeLessThanOrEqual(lengths[origin.uri] ?? -1);
}

/** The prompt without places: formatting moves those. */
function meaning(prompt: Prompt): string {
  return JSON.stringify(prompt, (key, value: unknown) => (key === 'origin' ? undefined : value));
}

describe.each(paths)('%s', (path) => {
  const text = good[path] ?? '';

  it('holds the laws, whole and every prefix of it', () => {
    holds(text, path);
    for (let end = 0; end < text.length; end += 61) holds(text.slice(0, end), path);
  });

  it('compiles to the same each time', () => {
    expect(compile(read(text, path))).toEqual(compile(read(text, path)));
  });

  it('maps every piece to what stands there, values and trait sentences apart', () => {
    const persona = read(text, path);
    for (const { name, pieces } of compile(persona).sections) {
      for (const { text: sent, origin } of pieces) {
        if (!origin || name === 'traits') continue;
        const written = good[origin.uri]?.slice(origin.range.start, origin.range.end) ?? '';
        expect(written === sent || /^\{\{.*\}\}$/.test(written), `${sent} | ${written}`).toBe(true);
      }
    }
  });

  it('means the same when formatted, and with other line ends', () => {
    const before = compile(read(text, path));
    const formatted = applyEdits(text, format(parse(text, path)));
    expect(personaHash(compile(read(formatted, path)))).toBe(personaHash(before));
    const ragged = text.replace(/^( +)(?=\S)/gm, (indent) => indent + indent);
    expect(applyEdits(ragged, format(parse(ragged, path))).length).toBeGreaterThan(0);
    for (const end of ['\r\n', '\r']) {
      expect(meaning(compile(read(text.replace(/\r\n|\r|\n/g, end), path)))).toBe(meaning(before));
    }
  });
});

describe('on any text', () => {
  it('nothing throws and every place lies in its file', () => {
    fc.assert(
      fc.property(anyText, (text) => holds(text)),
      runs,
    );
  });

  it('formatting leaves the compiled prompt alone', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const formatted = applyEdits(text, format(parse(text)));
        expect(meaning(compile(read(formatted)))).toBe(meaning(compile(read(text))));
      }),
      runs,
    );
  });

  it('nor on good files with a stretch replaced', () => {
    const scar = fc.record({
      path: fc.constantFrom(...paths),
      at: fc.nat(),
      length: fc.nat(60),
      text: fc.oneof(anyText, fc.constantFrom('', '\n', ':', '  ', '- ', '{{', '}}', '/', '"', '```\n')),
    });
    fc.assert(
      fc.property(scar, ({ path, at, length, text }) => {
        const whole = good[path] ?? '';
        const from = at % (whole.length + 1);
        holds(whole.slice(0, from) + text + whole.slice(from + length), path);
      }),
      runs,
    );
  });

  it('maps and lists nested two thousand deep are read, and nothing overflows', () => {
    const deep = Array.from({ length: 2000 }, (_, level) => `${' '.repeat(level + 2)}a:\n`).join('');
    for (const block of ['given', 'rules', 'knows', 'test t', 'about']) holds(`persona A\n${block}\n${deep}`);
  });
});
