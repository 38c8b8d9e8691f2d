// GitHub's `.prompt.yml` (in only): messages become a section and an example, each row of `testData` a `test` with what the evaluators that a program
// can decide ask for. Source: docs.github.com, "Storing prompts in GitHub repositories".
import { type Fate, kept, mapped } from './fate.ts';
import { stemOf } from './file-name.ts';
import type { Format, Imported } from './format.ts';
import type { PromptMessage } from './prompt/prompt-parts.ts';
import { readMessages } from './prompt/read-messages.ts';
import { type Expected, filled, literally, testOf } from './prompt/test-of.ts';
import { writePrompt } from './prompt/write-prompt.ts';
import { textOf } from './text-of.ts';
import { fieldOf, isMap, listOf, readYaml, scalarText, valueText, type YamlMap, type YamlValue } from './yaml-text.ts';

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
  const messages = listOf(fieldOf(root, 'messages')).flatMap((each): PromptMessage[] => {
    const role = scalarText(fieldOf(each, 'role'));
    const content = scalarText(fieldOf(each, 'content'));
    return role === undefined || content === undefined ? [] : [{ role, content }];
  });
  if (!isMap(root) || messages.length === 0) return { ok: false, reason: 'This file has no `messages`.' };
  const name = scalarText(root.get('name')) ?? (stemOf(source) || 'Prompt');
  const { system, greeting, example, asked } = readMessages(messages);
  const rows = listOf(root.get('testData')).filter(isMap);
  const { expected, fates } = evaluatorsOf(listOf(root.get('evaluators')));
  const prompt = [system, greeting, ...example.map(({ text: line }) => line)].join('\n');
  const used = new Set([...prompt.matchAll(/\{\{\s*([\w-]+)\s*\}\}/gu)].map(([, variable]) => variable ?? ''));
  const tests = rows.slice(0, most).flatMap((row, index) => {
    const values = new Map([...row].map(([key, value]) => [key, valueText(value)]));
    const said = asked.map((each) => ({ speaker: 'user' as const, text: filled(each, values) }));
    if (said.length === 0) return [];
    const given = new Map([...values].filter(([key]) => used.has(key)));
    return [
      testOf(
        `case ${index + 1}`,
        said,
        expected.flatMap((each) => each(values)),
        given,
      ),
    ];
  });
  const written = writePrompt({
    name,
    head: [],
    source: source ?? 'a GitHub prompt',
    messages,
    inputs: [...used].map((variable) => ({ name: variable, value: scalarText(fieldOf(rows[0], variable)) })),
    tests,
  });
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
    fates: [mapped('name', 'title of `persona`'), ...fates, ...written.fates],
  };
}

/** What evaluators ask of a row's answer. */
function evaluatorsOf(list: readonly YamlValue[]): {
  expected: ((row: ReadonlyMap<string, string>) => readonly Expected[])[];
  fates: Fate[];
} {
  const expected: ((row: ReadonlyMap<string, string>) => readonly Expected[])[] = [];
  const fates: Fate[] = [];
  for (const [index, each] of list.entries()) {
    const what = `evaluator ${scalarText(fieldOf(each, 'name')) ?? index + 1}`;
    const string = fieldOf(each, 'string');
    const clauses = isMap(string) ? stringClauses(string) : [];
    if (clauses.length > 0) {
      expected.push(...clauses);
      fates.push(mapped(what, '`must` in each test'));
    } else fates.push(kept(what, 'It asks a model or a program of GitHub’s.'));
  }
  return { expected, fates };
}

function stringClauses(string: YamlMap): readonly ((row: ReadonlyMap<string, string>) => readonly Expected[])[] {
  return [...string].flatMap(([kind, raw]) => {
    const value = scalarText(raw);
    const phrase = phrases[kind];
    if (value === undefined || !phrase) return [];
    return [(row: ReadonlyMap<string, string>) => [{ name: 'must', text: phrase(filled(value, row)) }]];
  });
}

/** To the letter, as GitHub compares. */
const phrases: Readonly<Record<string, (value: string) => string>> = {
  equals: (value) => `say ${literally(value, { start: true, end: true })}`,
  contains: (value) => `say ${literally(value)}`,
  startsWith: (value) => `say ${literally(value, { start: true })}`,
  endsWith: (value) => `say ${literally(value, { end: true })}`,
};
