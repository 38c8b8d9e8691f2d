// Prompt files of other programs: what becomes of each part, that a file keeps every byte not changed, and that nothing is resolved, run or read.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dotprompt } from '../../src/interop/dotprompt.ts';
import type { Format } from '../../src/interop/format.ts';
import { formatOf } from '../../src/interop/formats.ts';
import { githubPrompt } from '../../src/interop/github-prompt.ts';
import { openaiMessages } from '../../src/interop/openai-messages.ts';
import { messagesOf } from '../../src/interop/prompt/messages-of.ts';
import { prompty } from '../../src/interop/prompty.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const persona = (source: string) => readPersona(source, 'file:///clerk.persona', memorySource({}));

function read(format: Format, text: string, source: string) {
  const result = format.read?.(bytes(text), { source });
  if (!result?.ok) throw new Error(result?.reason);
  return result;
}

function write(format: Format, text: string, original?: string) {
  const result = format.write?.(persona(text), { original: original === undefined ? undefined : bytes(original) });
  if (!result?.ok) throw new Error(result?.reason);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(result.bytes);
}

const kept = (fates: readonly { what: string; fate: string }[]) =>
  fates.filter(({ fate }) => fate === 'kept').map(({ what }) => what);

const clerk = `---
name: lost-property
displayName: Lost Property
description: For the desk
metadata:
  tags: [railway, desk]
  authors: [ Ada Quill ]
model:
  id: gpt-9
  connection: { kind: key, apiKey: "\${env:SECRET_KEY}", endpoint: https://example.org }
inputs:
  station: { kind: string, default: "Paddington: main" }
  opening: \${file:../../etc/passwd}
  shift: { kind: string }
---
system:
You keep lost things at {{station}}.
{% if shift %}Your shift is {{ shift | upper }}.{% endif %}

user:
A hat?
assistant:
Which colour?

user[name=visitor]:
{{question}}
`;

describe('prompty', () => {
  test('in: text, inputs and messages; keys, files and the environment are not touched', () => {
    const { text, fates } = read(prompty, clerk, 'lost.prompty');
    expect(text).toBe(`persona Lost Property
  tags: railway, desk
  author: Ada Quill
  source: lost.prompty

section
  You keep lost things at {{station}}.
  {% if shift %}Your shift is {{ shift | upper }}.{% endif %}

given
  station: Paddington: main
  opening: \${file:../../etc/passwd}
  shift:

example
  user: A hat?
  self: Which colour?
`);
    expect(text).not.toMatch(/SECRET_KEY|example\.org/u);
    expect(kept(fates)).toEqual(['description', 'model', 'the last user message']);
    expect(fates.map(({ what }) => what)).toContain('{{ shift | upper }}');
  });

  test('out into the file it came from: what does not differ stays', () => {
    const { text } = read(prompty, clerk, 'lost.prompty');
    expect(write(prompty, text, clerk)).toBe(clerk);
    const changed = write(prompty, text.replace('Which colour?', 'What colour?'), clerk);
    expect(changed).toBe(clerk.replace('Which colour?', 'What colour?'));
    const more = write(prompty, text.replace('Which colour?', 'Which colour?\n  user: Red.\n  self: Here.'), clerk);
    expect(more).toContain('assistant:\nHere.\n\nuser[name=visitor]:\n{{question}}\n');
    expect(more).toContain('{% if shift %}Your shift is {{ shift | upper }}.{% endif %}\n\nuser:');
  });

  test('out, new: it reads back as the same messages; what would begin a message is refused', () => {
    const own =
      'persona Ada\n  role: clerk\n\ngiven\n  town:\n\nsection\n  Lives in {{town}}; says {% x %} a lot.\n\ngreeting\n  Well?\n';
    const out = write(prompty, own);
    expect(out).toContain('name: "Ada"');
    expect(out).toContain('{{town}}{% raw %}; says {% x %} a lot.{% endraw %}');
    expect(out).toMatch(/assistant:\nWell\?\n\nuser:\n\{\{question\}\}\n$/u);
    expect(read(prompty, out, 'ada.prompty').name).toBe('Ada');
    const broken = prompty.write?.(persona('persona Ada\n\nsection\n  One\n  system:\n  Two\n'), {
      original: undefined,
    });
    expect(broken).toMatchObject({ ok: false, reason: expect.stringContaining('begins a message') });
  });
});

/** As `prompty` or `dotprompt` would write the roles. */
const inRoles = {
  prompty: (text: string) => text,
  dotprompt: (text: string) =>
    text.replace(
      /^(system|user|assistant|tool)(?:\[[^\]]*\])?:$/gmu,
      (_, role: string) => `{{role "${role === 'assistant' ? 'model' : role}"}}`,
    ),
};

describe.each([
  ['prompty', prompty],
  ['dotprompt', dotprompt],
] as const)('one thing changed in a file: %s', (id, format) => {
  const file = inRoles[id](`---
name: maps
---
system:
You help {{ User }} with maps on turn {{turn}}.\t
\tBe kind.  

user[name="kim"]:
Where?
tool:
{"lat": 1}
assistant:
There.

tool:
{"lat": 2}

system:
Be brief.

user[id=2]:
{{question}}
`);
  const text = () => read(format, file, 'maps.x').text;
  const change = (from: string, to: string, original = file) => {
    expect(text()).toContain(from);
    return write(format, text().replace(from, to), original);
  };

  test.each([
    ['with maps', 'with charts'],
    ['Be kind', 'Be very kind'],
    ['Be brief', 'Be short'],
    ['Where?', 'Where to?'],
    ['There.', 'Here.'],
  ])('%s: that alone', (from, to) => {
    expect(change(from, to)).toBe(file.replace(from, to));
    const windows = file.replace(/\n/gu, '\r\n');
    expect(change(from, to, windows)).toBe(windows.replace(from, to));
  });

  test('lines that are new have the line breaks of the file', () => {
    const windows = file.replace(/\n/gu, '\r\n');
    expect(change('There.', 'There.\n    Or not.', windows)).toBe(windows.replace('There.', 'There.\r\nOr not.'));
    const more = change('self: There.', 'self: There.\n  user: Sure?\n  self: Yes.', windows);
    expect(more.replace(/\r\n/gu, '')).not.toMatch(/[\r\n]/u);
    expect(more.replace(/\r\n/gu, '\n')).toBe(
      file.replace(
        inRoles[id]('tool:\n{"lat": 2}'),
        inRoles[id]('user:\nSure?\n\nassistant:\nYes.\n\ntool:\n{"lat": 2}'),
      ),
    );
  });

  test('messages that are gone: those alone', () => {
    const out = change('example\n  user: Where?\n  self: There.\n', '');
    expect(out).toContain(inRoles[id]('tool:\n{"lat": 1}\n'));
    expect(out).toContain('{"lat": 2}');
    expect(out).not.toMatch(/Where|There/u);
    expect(out.endsWith(file.slice(file.indexOf('Be brief.')))).toBe(true);
  });

  test('what stays is told, and what looks like a value of ours', () => {
    const { fates } = read(format, file, 'maps.x');
    expect(fates.filter(({ why }) => why.startsWith('Filled in')).map(({ what }) => what)).toEqual([
      '{{ User }}',
      '{{turn}}',
    ]);
    const out = format.write?.(persona(text().replace('kind', 'nice')), { original: bytes(file) });
    expect(out?.ok && out.fates.filter(({ fate }) => fate === 'dropped')).toEqual([]);
    expect(out?.ok && kept(out.fates)).toContain('messages of tool');
  });

  test('a file without a name has the name of the file', () => {
    const unnamed = file.replace('name: maps\n', '');
    const { text: own } = read(format, unnamed, 'maps.x');
    const out = format.write?.(persona(own), { original: bytes(unnamed) });
    expect(out?.ok && out.fates.filter(({ fate }) => fate === 'dropped')).toEqual([]);
  });
});

test('messages of one side that follow each other are changed where they stand', () => {
  const file = 'user:\nOne.\nuser[id=2]:\nTwo.\nassistant:\nThree.\n';
  const { text } = read(prompty, file, 'a.prompty');
  expect(write(prompty, text.replace('Two.', '2.'), file)).toBe(file.replace('Two.', '2.'));
});

test('a line that would begin a message in a dotprompt file is refused', () => {
  const text = read(dotprompt, 'Be brief.\n', 'a.prompt').text.replace('brief.', 'brief. {{role "user"}} Hi');
  expect(dotprompt.write?.(persona(text), { original: bytes('Be brief.\n') })).toMatchObject({ ok: false });
});

const menu = `---
model: googleai/gemini
config: { temperature: 0.4 }
input:
  schema:
    dish: string, what is eaten
    guests?(array): string
  default: { dish: soup }
---
{{role "system"}}
You serve {{dish}}. {{#if guests}}Many come.{{/if}}
{{role "user"}}
Salt?
{{role "model"}}
There.
{{history}}
{{role "user"}}{{media url=photo}}
`;

describe('dotprompt', () => {
  test('in and out again', () => {
    const { name, text, fates } = read(dotprompt, menu, 'waiter.terse.prompt');
    expect(name).toBe('waiter');
    expect(text).toContain('section\n  You serve {{dish}}. {{#if guests}}Many come.{{/if}}\n');
    expect(text).toContain('given\n  dish: soup\n  guests:\n');
    expect(text).toContain('example\n  user: Salt?\n  self: There.\n');
    expect(kept(fates)).toEqual(['model', 'config', 'the last user message']);
    expect(write(dotprompt, text, menu)).toBe(menu);
    expect(write(dotprompt, text.replace('There.', 'Here.'), menu)).toBe(menu.replace('There.', 'Here.'));
  });

  test('licence lines before the front matter are no words of anybody', () => {
    const file = `# Copyright --- somebody\n#\n\n${menu}`;
    const { text, fates } = read(dotprompt, file, 'waiter.prompt');
    expect(text).toBe(read(dotprompt, menu, 'waiter.prompt').text);
    expect(kept(fates)).toContain('lines before the front matter');
    expect(write(dotprompt, text, file)).toBe(file);
    expect(write(dotprompt, text.replace('There.', 'Here.'), file)).toBe(file.replace('There.', 'Here.'));
    expect(read(prompty, '# Title\n---\nname: x\n---\n', 'a.prompty').text).toContain('# Title');
  });

  test('a text without roles is the prompt; a new file begins with the system', () => {
    expect(read(dotprompt, 'Be brief.\n', 'brief.prompt').text).toContain('section\n  Be brief.\n');
    expect(write(dotprompt, 'persona Ada\n\nsection\n  Say {{x}}.\n')).toMatch(
      /^\{\{role "system"\}\}\n.*Say \\\{\{x\}\}\.\n\n\{\{history\}\}\n$/su,
    );
  });
});

describe('GitHub', () => {
  const yml = `name: Sorter
description: Sorts
model: openai/gpt-4o
modelParameters: { temperature: 0 }
messages:
  - role: system
    content: "Sort into {{boxes}}."
  - role: user
    content: |
      Sort this:
      {{item}}
testData:
  - { item: "a \\"hat\\"", boxes: "hats, gloves", expected: hats }
  - { item: [1, 2], boxes: none, expected: "n/a (2)" }
evaluators:
  - { name: right, string: { contains: "{{expected}}", startsWith: Box } }
  - { name: similar, uses: github/similarity }
`;
  test('in: rows become tests that can be run', () => {
    const { text, fates } = read(githubPrompt, yml, 'sorter.prompt.yml');
    expect(text).toContain('given\n  boxes: hats, gloves\n');
    expect(text).toContain(`test case 1
  given boxes: hats, gloves
  user: Sort this:
    a "hat"
  must: say /hats/
  must: say /^Box/
`);
    expect(text).toContain('must: say /n\\/a \\(2\\)/');
    expect(persona(text).problems).toEqual([]);
    expect(kept(fates)).toEqual(
      expect.arrayContaining(['description', 'model', 'modelParameters', 'evaluator similar']),
    );
  });
});

describe('GitHub, odd files', () => {
  test('content in parts is taken over as far as it is text; what is not is told', () => {
    const { text, fates } = read(
      githubPrompt,
      'messages:\n- role: system\n  content: [{type: text, text: Be kind.}, {type: image_url}, And brief.]\n- {role: user, content: {x: 1}}\n- {content: Hi}\n',
      'a.prompt.yml',
    );
    expect(text).toContain('section\n  Be kind.\n  And brief.\n');
    expect(kept(fates)).toEqual(['parts of message 1', 'message 2', 'message 3']);
  });

  test('a row without the column that is asked for asks for nothing, and is told', () => {
    const { text, fates } = read(
      githubPrompt,
      'messages:\n- {role: user, content: "Sort {{item}}"}\ntestData:\n- {item: a, expected: b}\n- {item: c}\nevaluators:\n- {name: right, string: {equals: "{{expected}}", contains: x}}\n',
      'a.prompt.yml',
    );
    expect(text).toContain('test case 1\n  user: Sort a\n  must: say /^b$/\n  must: say /x/\n');
    expect(text).toContain('test case 2\n  user: Sort c\n  must: say /x/\n');
    expect(fates).toContainEqual({
      what: 'evaluator right (1 of its cases)',
      fate: 'kept',
      why: 'Their rows do not say what it asks for: case 2: expected.',
    });
  });
});

describe('chat messages', () => {
  test('a message without words is no line; a system message behind others is told to go first', () => {
    const { text, fates } = read(
      openaiMessages,
      JSON.stringify([
        { role: 'user', content: 'Where is it?' },
        { role: 'assistant', content: null, tool_calls: [{}] },
        { role: 'tool', content: '{}' },
        { role: 'system', content: 'Be brief.' },
        { role: 'assistant', content: 'Here.' },
      ]),
      'chat.json',
    );
    expect(text).toContain('section\n  Be brief.\n\nexample\n  user: Where is it?\n  self: Here.\n');
    expect(kept(fates)).toEqual(expect.arrayContaining(['tool_calls of message 2', 'message 2', 'messages of tool']));
    expect(fates.map(({ what }) => what)).toContain('a later system message');
  });

  test('in: a system prompt and a dialogue; what is no text is named', () => {
    const json = JSON.stringify({
      model: 'm',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'assistant', content: 'Hello.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Hi' },
            { type: 'image_url', image_url: { url: 'https://x' } },
          ],
        },
        { role: 'assistant', content: 'Yes?', tool_calls: [] },
        { role: 'user', content: 'Bye' },
      ],
    });
    expect(formatOf(bytes(json), 'chat.json')).toBe(openaiMessages);
    const { text, fates } = read(openaiMessages, json, 'chat.json');
    expect(text).toBe(
      'persona chat\n  source: chat.json\n\nsection\n  Be brief.\n\ngreeting\n  Hello.\n\nexample\n  user: Hi\n  self: Yes?\n',
    );
    expect(kept(fates)).toEqual(['parts of message 3', 'tool_calls of message 4', 'model', 'the last user message']);
  });
});

describe('hostile', () => {
  const bomb = `---\na: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.replace(/./gu, (each, at: number) => `${each}: &${each} [${`*${'abcdefg'[at]},`.repeat(10)}]\n`)}---\nsystem:\nHi\n`;
  test.each([
    ['a YAML bomb', bomb, /repeats itself too often/u],
    ['nested without end', `---\na: ${'['.repeat(20_000)}\n---\n`, /nests too deep|cannot be read/u],
    ['no YAML', '---\na: [\n---\n', /cannot be read: line/u],
  ])('%s', (_, text, reason) => {
    for (const format of [prompty, dotprompt]) {
      expect(format.read?.(bytes(text), { source: 'a.prompt' })).toMatchObject({
        ok: false,
        reason: expect.stringMatching(reason),
      });
    }
  });

  test('keys of prototypes are keys like others; what is not UTF-8 is refused', () => {
    const text = '---\n__proto__: { polluted: 1 }\ninputs: { __proto__: x, constructor: y }\n---\nHi\n';
    expect(read(prompty, text, 'a.prompty').text).toContain('constructor: y');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(prompty.read?.(Uint8Array.from([0x2d, 0xff]), { source: 'a' })).toMatchObject({ ok: false });
  });
});

const piece = fc.constantFrom(
  'system:',
  'user:',
  'assistant:',
  '{{role "model"}}',
  '{{role "system"}}',
  '{{history}}',
  '{{x}}',
  '{% if %}',
  '---',
  '\n',
  '\r\n',
  '\t',
  '  ',
  '```',
  'rules',
  '- a',
  'é',
  '# b',
);
const body = fc
  .array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 12 })
  .map((parts) => parts.join(''));
const front = fc.constantFrom(
  '',
  '---\n---\n',
  '---\nname: A\ninputs: {x: 1}\ninput: {schema: {x: string}}\n---\n',
  '\ufeff---\r\nname: A\r\n---\r\n',
);

test('law: any prompt file in and out again, unchanged, is the same bytes', () => {
  fc.assert(
    fc.property(fc.constantFrom(prompty, dotprompt), front, body, (format, head, text) => {
      const file = head + text;
      const result = format.read?.(bytes(file), { source: 'a.prompt' });
      if (!result?.ok) return;
      expect(write(format, result.text, file)).toBe(file);
    }),
    { numRuns: 200 },
  );
});

const marks = {
  prompty: ['\nsystem:\n', '\nuser:\n', '\nassistant[a="b"]:\n', '\ntool:\n{1}\n', '\n# user:\n'],
  dotprompt: [
    '{{role "system"}}\n',
    '{{role "user"}}',
    '\n{{role "model"}}\n',
    '\n{{role "tool"}}\n{1}\n',
    '{{history}}',
  ],
};
const edited = fc.constantFrom('prompty', 'dotprompt').chain((id) => {
  const words = fc.constantFrom('alpha', 'beta', 'gamma ', '\n', '\t', '  ', '{{user}}', '{{ X }}', 'well-known');
  const parts = fc.array(fc.oneof(fc.constantFrom(...marks[id]), words), { minLength: 6, maxLength: 24 });
  return fc.record({ id: fc.constant(id), text: parts.map((all) => all.join('')), windows: fc.boolean() });
});

test('law: whatever is edited, the file is read as the persona says it, and messages of tools and line breaks stay', () => {
  const to = fc.constantFrom('new words', 'a\n    b', 'x\n  self: ha');
  fc.assert(
    fc.property(edited, fc.constantFrom('alpha', 'beta', 'well'), to, ({ id, text, windows }, from, words) => {
      const format = id === 'prompty' ? prompty : dotprompt;
      const lines = `---\nname: A\ninputs: {x: 1}\ninput: {schema: {x: string}}\n---\n${text}`;
      const file = windows ? lines.replace(/\n/gu, '\r\n') : lines;
      const source = read(format, file, 'a.prompt').text.replace(new RegExp(`(\n\n[^]*?)${from}`, 'u'), `$1${words}`);
      const out = write(format, source, file);
      if (windows) expect(out.replace(/\r\n/gu, '')).not.toContain('\n');
      expect(out.split('{1}').length).toBe(file.split('{1}').length);
      const said = (own: string) =>
        JSON.stringify(messagesOf(persona(own), '{{user}}').messages)
          .replace(/\\n|\s/gu, '')
          .toLowerCase();
      expect(said(read(format, out, 'a.prompt').text)).toBe(said(source));
    }),
    { numRuns: 200 },
  );
});

test('law: a word put into the prompt of any file changes nothing else of it', () => {
  fc.assert(
    fc.property(fc.constantFrom(prompty, dotprompt), front, body, (format, head, text) => {
      const file = head + text;
      const result = format.read?.(bytes(file), { source: 'a.prompt' });
      const words = result?.ok ? /(?<=\nsection\n +)(?![`\s])/u : undefined;
      if (!result?.ok || !words?.test(result.text)) return;
      const out = format.write?.(persona(result.text.replace(words, 'Zq ')), { original: bytes(file) });
      const written = out?.ok ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(out.bytes) : undefined;
      expect(written?.replace('Zq ', '')).toBe(file);
    }),
    { numRuns: 300 },
  );
});
