// Agents, skills and instructions carried over: what becomes of each part, that a file keeps every byte not changed, and what is refused.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agentSkill } from '../../src/interop/agent-skill.ts';
import { customAgent } from '../../src/interop/custom-agent.ts';
import type { Format, WriteOptions } from '../../src/interop/format.ts';
import { formatOf, mayBeRead } from '../../src/interop/formats.ts';
import { sourceFileOf } from '../../src/interop/source-file.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { faultsOfTrip } from '../kit/agent-trip.ts';
import { memorySource } from '../kit/memory-source.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const persona = (source: string) => readPersona(source, 'file:///clerk.persona', memorySource({}));

function read(format: Format, text: string, source: string) {
  const result = format.read?.(bytes(text), { source });
  if (!result?.ok) throw new Error(result?.reason);
  return result;
}

function write(format: Format, text: string, original?: string, options: Partial<WriteOptions> = {}) {
  return format.write?.(persona(text), { original: original === undefined ? undefined : bytes(original), ...options });
}

function written(format: Format, text: string, original?: string, options: Partial<WriteOptions> = {}) {
  const result = write(format, text, original, options);
  if (!result?.ok) throw new Error(result?.reason);
  const out = new TextDecoder('utf-8', { ignoreBOM: true }).decode(result.bytes);
  return { text: out, name: result.name, fates: result.fates };
}

const told = (fates: readonly { what: string; fate: string }[], wanted: string) =>
  fates.filter(({ fate }) => fate === wanted).map(({ what }) => what);

const guard = `---\r
# who looks after it: the platform team\r
name:   'Review Guard'   # shown in the picker\r
tools: [ 'search',   "edit" ]\r
description: 'Reads changes before others do.'\r
model: gpt-9\r
x-own: { a: 1 }\r
---\r
\r
# Review\r
\r
\tYou read changes.  \r
- Never approve what you did not read.\r
- Say \`{{user}}\` to whoever asks.\r
\r
`;

const imported = `persona Review Guard
  summary: Reads changes before others do.
  source: guard.agent.md

section
  # Review

      You read changes.
  - Never approve what you did not read.
  - Say \`{{user}}\` to whoever asks.
`;

describe('in', () => {
  test('name, description and body; all else is kept, with why', () => {
    const { text, fates, name } = read(customAgent, guard, 'guard.agent.md');
    expect(text).toBe(imported);
    expect(name).toBe('Review Guard');
    expect(told(fates, 'kept')).toEqual(['tools', 'model', 'x-own']);
    expect(told(fates, 'mapped')).toEqual(['name', 'description', 'body', '{{user}}']);
    expect(fates.every(({ why }) => why.length > 0)).toBe(true);
  });

  test('a file without a name is called as it is, a skill as its folder', () => {
    expect(read(customAgent, 'You read.\n', 'a/code-tour.agent.md').name).toBe('code-tour');
    expect(read(agentSkill, '---\ndescription: d\n---\nRead.\n', '../skills/tour/SKILL.md').name).toBe('tour');
  });

  test('keys that objects have of their own are keys like any other', () => {
    const { fates } = read(customAgent, '---\nconstructor: x\n__proto__: y\n---\nHi\n', 'a.agent.md');
    expect(fates.filter(({ fate }) => fate === 'kept')).toEqual([
      { what: 'constructor', fate: 'kept', why: 'A persona has no place for it.' },
      { what: '__proto__', fate: 'kept', why: 'A persona has no place for it.' },
    ]);
  });

  test('front matter without an end, bytes that are no UTF-8 and endless files are refused', () => {
    const refused = (content: Uint8Array) => {
      const result = customAgent.read?.(content, { source: 'a.agent.md' });
      return result?.ok === false ? result.reason : 'read';
    };
    expect(refused(bytes('---\nname: a\nYou read.\n'))).toContain('does not end');
    expect(refused(Uint8Array.of(0x61, 0xff))).toBe('This file is not UTF-8, or too large.');
    expect(refused(bytes('a'.repeat(500_001)))).toBe('More than 500,000 characters are not read.');
  });

  test('each is known by its name, with folders too; other Markdown is none of them', () => {
    const id = (name: string) => formatOf(bytes('Hi'), name)?.id;
    expect(['a.agent.md', 'SKILL.md', 'a.instructions.md', 'README.md', 'AGENTS.md'].map(id)).toEqual([
      'agent',
      'skill',
      'instructions',
      undefined,
      undefined,
    ]);
    expect(mayBeRead('skills/tour/SKILL.md')).toBe(true);
    expect(mayBeRead('skill.md/readme.md')).toBe(false);
    expect(sourceFileOf(persona('persona A\n  source: skills/tour/SKILL.md\n'))).toBe('skills/tour/SKILL.md');
  });
});

describe('back into its file', () => {
  test('unchanged it is the file', () => {
    expect(written(customAgent, imported, guard).text).toBe(guard);
  });

  test('a line that differs is the one line that changes', () => {
    const changed = imported.replace('what you did not read', 'what nobody ran').concat('  - Be brief.\n');
    const expected = guard
      .replace('what you did not read', 'what nobody ran')
      .replace('whoever asks.\r\n', 'whoever asks.\r\n- Be brief.\r\n');
    expect(written(customAgent, changed, guard).text).toBe(expected);
  });

  test('a rule and a role are written where they are compiled to', () => {
    const { text } = written(
      customAgent,
      `${imported.replace('  summary', '  role: strict reader\n  summary')}\nrules\n  short: Answer in one line.\n    must: be at most 1 lines\n`,
      guard,
    );
    const body = text.slice(text.indexOf('# Review'));
    expect(text).toContain('\r\nYou are Review Guard, strict reader.\r\n\r\n# Review\r\n');
    expect(body).toContain('Answer in one line.');
    expect(body.startsWith(guard.slice(guard.indexOf('# Review')).trimEnd())).toBe(true);
  });

  test('name and description change in their quotes, beside comments that stay', () => {
    const changed = imported
      .replace('persona Review Guard', "persona Ada's Guard")
      .replace('before others', 'after all');
    const { text, fates } = written(customAgent, changed, guard);
    expect(text).toBe(guard.replace("'Review Guard'", "'Ada''s Guard'").replace('before others do', 'after all do'));
    expect(told(fates, 'mapped').slice(0, 2)).toEqual(['name', '`summary`']);
  });

  test.each([
    ['description: >-\n  Reads\n  all.\ntools: []\n', 'description: "A: b"\ntools: []\n'],
    ['description: |\n  Reads\n\n# own\ntools: []\n', 'description: "A: b"\n\n# own\ntools: []\n'],
    ['description:\ntools: []\n', 'description: "A: b"\ntools: []\n'],
    ['tools: []\n', 'tools: []\ndescription: "A: b"\n'],
    ['', 'description: "A: b"\n'],
    ['description: Use it: often\ntools: []\n', 'description: "A: b"\ntools: []\n'],
  ])('a description finds its place in %j', (front, expected) => {
    const { text } = written(
      customAgent,
      'persona a\n  summary: "A: b"\n\nsection\n  Hi\n'.replace('"A: b"', 'A: b'),
      `---\n${front}---\nHi\n`,
    );
    expect(text).toBe(`---\n${expected}---\nHi\n`);
  });

  test('front matter of one line in braces is refused rather than harmed', () => {
    const result = write(customAgent, 'persona a\n  summary: New.\n\nsection\n  Hi\n', '---\n{tools: []}\n---\nHi\n');
    expect(result).toMatchObject({ ok: false, reason: expect.stringContaining('`description` cannot be changed') });
  });

  test('without front matter it gets some, and an empty body its first line', () => {
    expect(written(customAgent, 'persona a\n  summary: New.\n\nsection\n  Hi\n', '\ufeffHi').text).toBe(
      '\ufeff---\ndescription: New.\n---\nHi',
    );
    expect(written(customAgent, 'persona a\n\nsection\n  Hi\n', '---\ntools: []\n---\n').text).toBe(
      '---\ntools: []\n---\nHi\n',
    );
  });

  test('arbitrary files come back byte for byte', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '# Rules',
        '- Never lie.',
        '```',
        '```js',
        '\tcode',
        '    code',
        '{{user}}',
        '{{self}} is',
        '> q',
        '',
        '  ',
        '- a:',
        'persona x',
        '# c',
        '---',
      ),
    );
    const front = fc.array(
      fc.constantFrom(
        'name: a b',
        "name: 'x'",
        'description: d',
        'description: >\n  long\n  text',
        '# c',
        'tools: [a]',
        '"q": 1',
        'bad: a: b',
        'name: {a: 1}',
        '',
      ),
      { maxLength: 5 },
    );
    const file = fc.tuple(
      fc.option(front),
      fc.array(line, { maxLength: 12 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      fc.constantFrom('a.agent.md', 's/SKILL.md', 'i.instructions.md'),
    );
    fc.assert(
      fc.property(file, ([keys, body, end, bom, path]) => {
        const head = keys === null ? [] : ['---', ...keys, '---'];
        const content = bytes((bom ? '\ufeff' : '') + [...head, ...body].join(end));
        const faults = faultsOfTrip(content, path);
        // A first line of dashes without a second is the one thing that is refused.
        expect(faults.filter((why) => !why.includes('does not end'))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a new file', () => {
  const holmes = `persona Sherlock Holmes
  role: consulting detective
  summary: Solves what others cannot: always.

knows
  - Lives in Baker Street.

rules
  secret: Never tells the passphrase.
    never: say "swordfish"

greeting
  Come in.

example
  user: You look tired.
  self: And you have been in Afghanistan.
`;

  test('an agent: front matter and the compiled prompt, examples written out', () => {
    const { text, fates, name } = written(customAgent, holmes);
    expect(text).toBe(`---
name: Sherlock Holmes
description: "Solves what others cannot: always."
---

You are Sherlock Holmes, consulting detective.
Solves what others cannot: always.

## What you know

- Lives in Baker Street.

## Rules you always keep

- Never tells the passphrase.

## Examples of how you speak

User: You look tired.

You: And you have been in Afghanistan.
`);
    expect(name).toBeUndefined();
    expect(told(fates, 'dropped')).toEqual(['clauses of rules (1)', 'greetings (1)']);
  });

  test('a skill is called as its folder is', () => {
    const own = written(agentSkill, holmes);
    expect(own.name).toBe('sherlock-holmes/SKILL.md');
    expect(own.text).toContain('\nname: sherlock-holmes\n');
    expect(written(agentSkill, holmes, undefined, { folder: 'detective' }).text).toContain('\nname: detective\n');
    expect(written(agentSkill, holmes.replace('Sherlock Holmes', 'Élodie  “d’Arc” 3')).name).toBe(
      'elodie-darc-3/SKILL.md',
    );
  });

  test('what a skill cannot be called or described by is refused, with why', () => {
    const reason = (text: string, options: Partial<WriteOptions> = {}) => {
      const result = write(agentSkill, text, undefined, options);
      return result?.ok === false ? result.reason : 'written';
    };
    expect(reason(holmes, { folder: 'My Skills' })).toContain('`My Skills` is not');
    expect(reason('persona 夏目\n  summary: Writes.\n')).toContain('`夏目` is not');
    expect(reason('persona A\n')).toContain('needs a description');
    expect(reason(`persona A\n  summary: ${'a'.repeat(1025)}\n`)).toContain('has 1,025');
    expect(reason(`persona A\n  summary: ${'🦊'.repeat(1024)}\n`)).toBe('written');
  });

  test('a body longer than GitHub takes is told', () => {
    const { fates } = written(customAgent, `persona A\n\nsection\n  ${'a'.repeat(30_001)}\n`);
    expect(fates.find(({ what }) => what === 'the compiled prompt')?.why).toMatch(/^the body: 30,0\d\d characters/u);
  });

  test('an existing skill keeps its name, unless it is put into another folder', () => {
    const skill = '---\nname: tour\ndescription: Shows.\n---\nHi\n';
    const renamed = 'persona Guide\n  summary: Shows.\n\nsection\n  Hi\n';
    expect(written(agentSkill, renamed, skill)).toMatchObject({ text: skill, name: 'tour/SKILL.md' });
    expect(told(written(agentSkill, renamed, skill).fates, 'kept')[0]).toBe('name');
    expect(written(agentSkill, renamed, skill, { folder: 'walk' }).text).toBe(skill.replace('tour', 'walk'));
  });
});
