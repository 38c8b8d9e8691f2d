// Dotprompt files: read into a persona, written from one. Handlebars blocks and partials are run by nobody. Source: google/dotprompt's documentation.
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

export const dotprompt: Format = {
  id: 'dotprompt',
  title: 'Dotprompt',
  extension: '.prompt',
  endings: ['prompt'],
  changes: true,
  detect: (bytes, name) => /\.prompt$/iu.test(name) && textOf(bytes) !== undefined,
  read: (bytes, { source }) => readDotprompt(textOf(bytes), source),
  write(persona, { original }) {
    const text = original && textOf(original);
    if (text !== undefined) {
      const { bodyStart } = splitFrontMatter(text, true);
      const imported = readDotprompt(text, persona.head.get('source')?.value);
      return changePrompt(persona, { text, bodyStart, stretchesOf, imported }, writer);
    }
    const { messages, inputs, prompt } = messagesOf(persona);
    const body = writeBody(messages, writer);
    if ('reason' in body) return { ok: false, reason: body.reason };
    const schema = inputs.flatMap((name) => [`    ${JSON.stringify(name)}: string`]);
    const head = schema.length === 0 ? [] : ['---', 'input:', '  schema:', ...schema, '---'];
    const fates: Fate[] = [
      kept('name', 'It is the name of the file.'),
      ...promptFates(persona, prompt, '`{{role "system"}}`'),
      ...inputs.map((name) => mapped(`\`given\` ${name}`, '`input`')),
      ...(prompt.reminder ? [dropped('`reminder`', 'Nothing is sent after the last message there.')] : []),
    ];
    const file = [...head, body.text, '', '{{history}}', ''].join('\n');
    return { ok: true, bytes: new TextEncoder().encode(file), fates };
  },
};

const mark = /\{\{\s*(?:role\s+["'](\w+)["']|(history))\s*\}\}/gu;

/** The messages of a body. What stands before the first mark a user says, unless there is no other: then it is the prompt. */
function stretchesOf(text: string): readonly Stretch[] {
  const { body, bodyStart } = splitFrontMatter(text, true);
  const marks = [...body.matchAll(mark)];
  const found: Stretch[] = [];
  const add = (role: string, start: number, from: number, to: number) => {
    const content = body.slice(from, to).trim();
    if (content !== '' || role === 'history')
      found.push({
        role,
        content,
        start: bodyStart + start,
        contentStart: bodyStart + from + leading(body.slice(from, to)),
      });
  };
  const alone = !marks.some(([, role]) => role === 'system' || role === 'model');
  add(alone ? 'system' : 'user', 0, 0, marks[0]?.index ?? body.length);
  for (const [index, each] of marks.entries()) {
    const role = each[2] ?? (each[1] === 'model' ? 'assistant' : (each[1] ?? ''));
    add(role, each.index, each.index + each[0].length, marks[index + 1]?.index ?? body.length);
  }
  return found;
}

const leading = (text: string) => text.length - text.trimStart().length;

/** Handlebars takes `\{{` as two braces; a backslash before them it cannot be told. */
const writer: BodyWriter = {
  mark: (role) => `{{role "${role === 'assistant' ? 'model' : role}"}}\n`,
  content(content, own) {
    const line = own ? undefined : content.split('\n').find((each) => each.includes('\\{{'));
    if (line !== undefined) {
      return { reason: `A dotprompt file cannot hold a backslash before two braces: ${line.trim().slice(0, 80)}` };
    }
    const safe = (text: string) => (own ? text : text.replace(/\{\{/gu, '\\{{'));
    return { text: withInputs(content, (name) => `{{${name}}}`, safe) };
  },
};

const why: Readonly<Record<string, string>> = {
  description: 'It describes the file to its readers.',
  model: 'Which model plays is chosen in Dramatis.',
  config: 'How the model samples is set in Dramatis.',
  tools: 'Tools of other programs are not called.',
  toolDefs: 'Tools of other programs are not called.',
  output: 'A persona answers in words.',
};

function readDotprompt(text: string | undefined, source: string | undefined): Imported {
  if (text === undefined) return { ok: false, reason: 'This file is not UTF-8, or too large.' };
  const read = readYaml(splitFrontMatter(text, true).yaml);
  if (!read.ok) return read;
  const front: YamlMap = isMap(read.value) ? read.value : new Map<string, YamlValue>();
  const name = scalarText(front.get('name')) ?? (stemOf(source) || 'Prompt');
  const written = writePrompt({
    name,
    head: [],
    source: source ?? 'a dotprompt file',
    messages: stretchesOf(text).filter(({ role }) => role !== 'history'),
    inputs: inputsOf(front.get('input')),
    tests: [],
  });
  const fates: Fate[] = [mapped('name', 'title of `persona`')];
  if (/^\ufeff?\s*#/u.test(text) && front.size > 0)
    fates.push(kept('lines before the front matter', 'They are notes to the readers of the file.'));
  for (const key of front.keys()) {
    if (key !== 'name' && key !== 'input') fates.push(kept(key, why[key] ?? 'A persona has no place for it.'));
  }
  return { ok: true, name, text: written.text, fates: [...fates, ...written.fates] };
}

/** Fields of the schema (`name?: type, description`), with their defaults. */
function inputsOf(input: YamlValue | undefined): readonly PromptInput[] {
  const schema = fieldOf(input, 'schema');
  const defaults = fieldOf(input, 'default');
  const fields = fieldOf(schema, 'properties') ?? schema;
  const names = [...(isMap(fields) ? fields.keys() : []), ...(isMap(defaults) ? defaults.keys() : [])];
  const plain = names.map((name) => name.replace(/[?(].*$/su, ''));
  return [...new Set(plain)].map((name) => {
    const value = fieldOf(defaults, name);
    const list = listOf(value).flatMap((each) => scalarText(each) ?? []);
    return { name, value: list.length > 0 ? list : scalarText(value) };
  });
}
