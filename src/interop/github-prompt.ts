// GitHub's `.prompt.yml` (in only): messages become a section and an example, each row of `testData` a `test` with what the evaluators that a program
// can decide ask for. Source: docs.github.com, "Storing prompts in GitHub repositories".
import { type Fate, kept, mapped } from './fate.ts';
import { stemOf } from './file-name.ts';
import type { Format, Imported } from './format.ts';
import type { PromptMessage } from './prompt/prompt-parts.ts';
import { readMessages } from './prompt/read-messages.ts';
import { filled, literally, namesIn, testOf } from './prompt/test-of.ts';
import { writePrompt } from './prompt/write-prompt.ts';
import { textOf } from './text-of.ts';
import { fieldOf, isMap, listOf, readYaml, scalarText, valueText, type YamlValue } from './yaml-text.ts';

export const githubPrompt: Format = {
  id: 'github',
  title: 'GitHub prompt (.prompt.yml)',
  extension: '.prompt.yml',
  endings: ['prompt.yml', 'prompt.yaml'],
  detect: (bytes, name) => /\.prompt\.ya?ml$/iu.test(name) && textOf(bytes) !== undefined,
  read: (bytes, { source }) => readGithub(textOf(bytes), source),
};

const most = 200;

function readGithub(text: string | undefined, source: string | undefined): Imported {
  const read = readYaml(text ?? '\u0000');
  if (!read.ok) return read;
  const root = read.value;
  const { messages, fates: ofMessages } = messagesIn(root);
  if (!isMap(root) || messages.length === 0) return { ok: false, reason: 'This file has no `messages`.' };
  const name = scalarText(root.get('name')) ?? (stemOf(source) || 'Prompt');
  const { system, greeting, example, asked } = readMessages(messages);
  const rows = listOf(root.get('testData')).filter(isMap);
  const { expected, fates } = evaluatorsOf(listOf(root.get('evaluators')));
  const without = new Map<string, Set<string>>();
  const prompt = [system, greeting, ...example.map(({ text: line }) => line)].join('\n');
  const used = new Set([...prompt.matchAll(/\{\{\s*([\w-]+)\s*\}\}/gu)].map(([, variable]) => variable ?? ''));
  const tests = rows.slice(0, most).flatMap((row, index) => {
    const values = new Map([...row].map(([key, value]) => [key, valueText(value)]));
    const said = asked.map((each) => ({ speaker: 'user' as const, text: filled(each, values) }));
    if (said.length === 0) return [];
    const given = new Map([...values].filter(([key]) => used.has(key)));
    const title = `case ${index + 1}`;
    const asks = expected.filter(({ evaluator, value }) => {
      const unknown = namesIn(value).filter((column) => !values.has(column));
      for (const column of unknown)
        without.set(evaluator, (without.get(evaluator) ?? new Set()).add(`${title}: ${column}`));
      return unknown.length === 0;
    });
    const clauses = asks.map(({ phrase, value }) => ({ name: 'must', text: phrase(filled(value, values)) }));
    return [testOf(title, said, clauses, given)];
  });
  const written = writePrompt({
    name,
    head: [],
    source: source ?? 'a GitHub prompt',
    messages,
    inputs: [...used].map((variable) => ({ name: variable, value: scalarText(fieldOf(rows[0], variable)) })),
    tests,
  });
  for (const [evaluator, cases] of without)
    fates.push(
      kept(`${evaluator} (${cases.size} of its cases)`, `Their rows do not say what it asks for: ${[...cases][0]}.`),
    );
  if (tests.length > 0) fates.push(mapped(`testData (${tests.length})`, '`test` blocks'));
  if (rows.length > tests.length)
    fates.push(
      kept(`testData (${rows.length - tests.length} more)`, 'Nobody is asked anything, or there are too many.'),
    );
  for (const key of root.keys()) {
    if (key === 'description') fates.push(kept(key, 'It describes the file to its readers.'));
    else if (key === 'model' || key === 'modelParameters')
      fates.push(kept(key, 'Which model plays, and how it samples, is chosen in Dramatis.'));
    else if (!['name', 'messages', 'testData', 'evaluators'].includes(key))
      fates.push(kept(key, 'A persona has no place for it.'));
  }
  return {
    ok: true,
    name,
    text: written.text,
    fates: [mapped('name', 'title of `persona`'), ...ofMessages, ...fates, ...written.fates],
  };
}

/** Texts with their roles; what else a message holds is told. */
function messagesIn(root: YamlValue): { readonly messages: readonly PromptMessage[]; readonly fates: readonly Fate[] } {
  const fates: Fate[] = [];
  const messages = listOf(fieldOf(root, 'messages')).flatMap((each, index): PromptMessage[] => {
    const role = scalarText(fieldOf(each, 'role'));
    const content = fieldOf(each, 'content');
    const parts = listOf(content);
    const texts = parts.flatMap((part) => scalarText(part) ?? scalarText(fieldOf(part, 'text')) ?? []);
    const text = parts.length > 0 ? texts.join('\n') : scalarText(content);
    if (parts.length > texts.length) fates.push(kept(`parts of message ${index + 1}`, 'Only text is taken over.'));
    if (role !== undefined && text) return [{ role, content: text }];
    fates.push(kept(`message ${index + 1}`, role === undefined ? 'It does not say whose it is.' : 'It has no text.'));
    return [];
  });
  return { messages, fates };
}

/** A clause that one evaluator asks for. */
interface Asked {
  readonly evaluator: string;
  readonly phrase: (value: string) => string;
  /** With columns of a row in braces. */
  readonly value: string;
}

/** What evaluators ask of a row's answer. */
function evaluatorsOf(list: readonly YamlValue[]): { readonly expected: readonly Asked[]; readonly fates: Fate[] } {
  const expected: Asked[] = [];
  const fates: Fate[] = [];
  for (const [index, each] of list.entries()) {
    const evaluator = `evaluator ${scalarText(fieldOf(each, 'name')) ?? index + 1}`;
    const string = fieldOf(each, 'string');
    const asked = [...(isMap(string) ? string : [])].flatMap(([kind, raw]) => {
      const value = scalarText(raw);
      const phrase = phrases[kind];
      return value === undefined || !phrase ? [] : [{ evaluator, phrase, value }];
    });
    expected.push(...asked);
    fates.push(
      asked.length > 0
        ? mapped(evaluator, '`must` in each test')
        : kept(evaluator, 'It asks a model or a program of GitHub’s.'),
    );
  }
  return { expected, fates };
}

/** To the letter, as GitHub compares. */
const phrases: Readonly<Record<string, (value: string) => string>> = {
  equals: (value) => `say ${literally(value, { start: true, end: true })}`,
  contains: (value) => `say ${literally(value)}`,
  startsWith: (value) => `say ${literally(value, { start: true })}`,
  endsWith: (value) => `say ${literally(value, { end: true })}`,
};
