// Prompty files (v2, and v1 as far as it is the same): read into a persona, written from one. `${env:…}` and `${file:…}` are never resolved, connections
// and keys never taken over. Source: microsoft/prompty, spec/spec.md section 2.
import { dropped, type Fate, kept, mapped } from './fate.ts';
import { stemOf } from './file-name.ts';
import type { Format, Imported } from './format.ts';
import { splitFrontMatter } from './front-matter.ts';
import { type BodyWriter, changePrompt, writeBody } from './prompt/change-prompt.ts';
import { messagesOf, withInputs } from './prompt/messages-of.ts';
import type { PromptInput, Stretch } from './prompt/prompt-parts.ts';
import { writePrompt } from './prompt/write-prompt.ts';
import { promptFates } from './prompt-fates.ts';
import { textOf } from './text-of.ts';
import { fieldOf, isMap, listOf, readYaml, scalarText, type YamlMap, type YamlValue } from './yaml-text.ts';

export const prompty: Format = {
  id: 'prompty',
  title: 'Prompty',
  extension: '.prompty',
  endings: ['prompty'],
  changes: true,
  detect: (bytes, name) => /\.prompty$/iu.test(name) && textOf(bytes) !== undefined,
  read: (bytes, { source }) => readPrompty(textOf(bytes), source),
  write(persona, { original }) {
    const text = original && textOf(original);
    if (text !== undefined) {
      const { bodyStart } = splitFrontMatter(text);
      const imported = readPrompty(text, persona.head.get('source')?.value);
      return changePrompt(persona, { text, bodyStart, stretchesOf, imported }, writer);
    }
    const { messages, inputs, prompt } = messagesOf(persona);
    const body = writeBody(messages, writer);
    if ('reason' in body) return { ok: false, reason: body.reason };
    const head = [
      `name: ${JSON.stringify(persona.name)}`,
      ...(persona.tags.length > 0
        ? ['metadata:', '  tags:', ...persona.tags.map(({ value }) => `    - ${JSON.stringify(value)}`)]
        : []),
      'inputs:',
      ...[...new Set([...inputs, 'question'])].flatMap((name) => [`  ${JSON.stringify(name)}:`, '    kind: string']),
      'template: jinja2',
    ];
    const fates: Fate[] = [
      mapped('name', '`name`'),
      ...promptFates(persona, prompt, '`system:`'),
      ...inputs.map((name) => mapped(`\`given\` ${name}`, '`inputs`')),
      ...(prompt.reminder ? [dropped('`reminder`', 'Nothing is sent after the last message there.')] : []),
    ];
    const file = `---\n${head.join('\n')}\n---\n${body.text}\n\nuser:\n{{question}}\n`;
    return { ok: true, bytes: new TextEncoder().encode(file), fates };
  },
};

const mark =
  /^[ \t]*#?[ \t]*(system|developer|user|assistant|tool|function)[ \t]*(?:\[[^\]\n]*\])?[ \t]*:[ \t]*\r?$/gimu;

/** The messages of a body; what stands before the first mark is said by the system. */
function stretchesOf(text: string): readonly Stretch[] {
  const { body, bodyStart } = splitFrontMatter(text);
  const marks = [...body.matchAll(mark)];
  const found: Stretch[] = [];
  const add = (role: string, start: number, from: number, to: number) => {
    const content = body.slice(from, to).trim();
    if (content !== '')
      found.push({
        role,
        content,
        start: bodyStart + start,
        contentStart: bodyStart + from + leading(body.slice(from, to)),
      });
  };
  add('system', 0, 0, marks[0]?.index ?? body.length);
  for (const [index, each] of marks.entries()) {
    add((each[1] ?? '').toLowerCase(), each.index, each.index + each[0].length, marks[index + 1]?.index ?? body.length);
  }
  return found;
}

const leading = (text: string) => text.length - text.trimStart().length;

/** `{{` and the like that are no inputs stand in `{% raw %}`. A line that would begin a message cannot be written. */
const writer: BodyWriter = {
  mark: (role) => `${role}:\n`,
  content(content, own) {
    const line = content.match(mark)?.[0];
    if (line !== undefined)
      return { reason: `A line that reads \`${line.trim()}\` begins a message in a Prompty file.` };
    if (!own && /\{%-?\s*endraw/u.test(content))
      return { reason: 'A Prompty file cannot hold the words {% endraw %}.' };
    const raw = (text: string) => (/\{\{|\{%|\{#/u.test(text) ? `{% raw %}${text}{% endraw %}` : text);
    return { text: withInputs(content, (name) => `{{${name}}}`, own ? (text) => text : raw) };
  },
};

const why: Readonly<Record<string, string>> = {
  description: 'It describes the file to its readers.',
  model: 'Which model plays is chosen in Dramatis; endpoints and keys are never taken over.',
  outputs: 'A persona answers in words.',
  tools: 'Tools of other programs are not called.',
  template: 'A persona has one way to put values in.',
};

function readPrompty(text: string | undefined, source: string | undefined): Imported {
  if (text === undefined) return { ok: false, reason: 'This file is not UTF-8, or too large.' };
  const read = readYaml(splitFrontMatter(text).yaml);
  if (!read.ok) return read;
  const front = isMap(read.value) ? read.value : new Map<string, YamlValue>();
  const name = scalarText(front.get('displayName')) ?? scalarText(front.get('name')) ?? (stemOf(source) || 'Prompty');
  const metadata = front.get('metadata');
  const written = writePrompt({
    name,
    head: headOf(metadata),
    source: source ?? 'a Prompty file',
    messages: stretchesOf(text),
    inputs: inputsOf(front),
    tests: [],
  });
  const taken = new Set(['name', 'displayName', 'inputs', 'metadata']);
  const fates: Fate[] = [mapped('name', 'title of `persona`')];
  for (const key of front.keys())
    if (!taken.has(key)) fates.push(kept(key, why[key] ?? 'A persona has no place for it.'));
  for (const key of isMap(metadata) ? metadata.keys() : []) {
    const own = key === 'tags' || key === 'version' || key === 'authors';
    fates.push(
      own
        ? mapped(`metadata ${key}`, 'the same, not sent')
        : kept(`metadata ${key}`, 'It describes the file to its readers.'),
    );
  }
  return { ok: true, name, text: written.text, fates: [...fates, ...written.fates] };
}

function headOf(metadata: YamlValue | undefined) {
  const line = (value: YamlValue | undefined) =>
    [value ?? null]
      .flat()
      .flatMap((each) => scalarText(each) ?? [])
      .map((each) => each.replace(/[,\s]+/gu, ' ').trim())
      .join(', ');
  return [
    { name: 'tags', text: line(fieldOf(metadata, 'tags')) },
    { name: 'author', text: line(fieldOf(metadata, 'authors')) },
    { name: 'version', text: line(fieldOf(metadata, 'version')) },
  ].filter(({ text }) => text !== '');
}

/** A map by name, or a list with names; a scalar is a default. v1 has its defaults under `sample`. */
function inputsOf(front: YamlMap): readonly PromptInput[] {
  const inputs = front.get('inputs');
  const named: readonly (readonly [string, YamlValue])[] = isMap(inputs)
    ? [...inputs]
    : listOf(inputs).flatMap((each) => {
        const name = scalarText(fieldOf(each, 'name'));
        return name === undefined ? [] : [[name, each] as const];
      });
  return named.map(([name, said]) => {
    const value = isMap(said)
      ? (said.get('default') ?? said.get('example') ?? fieldOf(front.get('sample'), name))
      : said;
    const list = listOf(value).flatMap((each) => scalarText(each) ?? []);
    return { name, value: list.length > 0 ? list : scalarText(value) };
  });
}
