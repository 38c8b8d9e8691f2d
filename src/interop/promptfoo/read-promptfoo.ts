// A configuration of promptfoo as a persona: the first prompt that stands in the file, and each test with assertions that a program or a judge can decide
// here as a `test` block. Files, scripts, environment and generated tests are never read or run. Text in, persona out.
import type { NewBlock } from '../../lang/edit.ts';
import { onOneLine } from '../../lang/one-line.ts';
import { type Fate, kept, mapped } from '../fate.ts';
import { stemOf } from '../file-name.ts';
import type { Imported } from '../format.ts';
import type { PromptMessage } from '../prompt/prompt-parts.ts';
import { readMessages } from '../prompt/read-messages.ts';
import { type Expected, filled, testOf } from '../prompt/test-of.ts';
import { writePrompt } from '../prompt/write-prompt.ts';
import { fieldOf, isMap, listOf, readYaml, scalarText, valueText, type YamlMap, type YamlValue } from '../yaml-text.ts';
import { clausesOf } from './clauses-of.ts';

/** Further tests are left in the file. */
const most = 500;

export function readPromptfoo(text: string | undefined, source: string | undefined): Imported {
  const read = readYaml(text ?? '\u0000');
  if (!read.ok) return read;
  const root = read.value;
  const prompt = isMap(root) ? promptOf(root.get('prompts')) : undefined;
  if (!isMap(root) || !prompt)
    return { ok: false, reason: 'This configuration has no prompt that stands in it; files are not read.' };
  const fates: Fate[] = [mapped('the first prompt in it', '`section`, and the lines of each `test`')];
  const name = scalarText(root.get('description')) ?? (stemOf(source) || 'Prompt');
  const { system, greeting, example, asked } = readMessages(prompt);
  const fixed = [system, greeting, ...example.map((line) => line.text)].join('\n');
  const used = new Set([...fixed.matchAll(/\{\{\s*([\w-]+)\s*\}\}/gu)].map(([, each]) => each ?? ''));
  const shared = root.get('defaultTest');
  const rows = listOf(root.get('tests'));
  const tests: NewBlock[] = [];
  for (const [index, row] of rows.entries()) {
    const what = `test ${onOneLine(scalarText(fieldOf(row, 'description')) ?? '') || index + 1}`;
    const test = tests.length < most ? caseOf(row, shared, what, asked, used, fates) : 'There are too many.';
    if (typeof test === 'string') fates.push(kept(what, test));
    else tests.push(test);
  }
  const defaults = fieldOf(shared, 'vars');
  const inputs = [...used].map((variable) => ({ name: variable, value: scalarText(fieldOf(defaults, variable)) }));
  const messages = prompt.filter(({ role }) => role !== 'user' || !asked.length || example.length > 0);
  const written = writePrompt({
    name,
    head: [],
    source: source ?? 'a promptfoo configuration',
    messages,
    inputs,
    tests,
  });
  if (tests.length > 0) fates.push(mapped(`tests (${tests.length})`, '`test` blocks'));
  for (const [key, value] of root) fates.push(...restOf(key, value));
  return { ok: true, name, text: written.text, fates: [...fates, ...written.fates] };
}

function restOf(key: string, value: YamlValue): readonly Fate[] {
  const others = listOf(value).length - 1;
  if (key === 'prompts') return others > 0 ? [kept(`prompts (${others} more)`, 'A persona is one prompt.')] : [];
  if (key === 'tests')
    return isMap(value) || Array.isArray(value) ? [] : [kept('tests', 'Files of tests are not read.')];
  if (key === 'defaultTest') return sharedRest(value);
  if (key === 'description') return [];
  if (key === 'providers') return [kept(key, 'Which model plays is chosen in Dramatis.')];
  return [kept(key, 'It is promptfoo’s own; nothing of it is run.')];
}

/** What `defaultTest` says beside values and assertions. */
function sharedRest(shared: YamlValue): readonly Fate[] {
  if (!isMap(shared)) return [kept('defaultTest', 'Files of tests are not read.')];
  const others = [...shared.keys()].filter((key) => !['vars', 'assert', 'description'].includes(key));
  return [
    ...others.map((key) => kept(`${key} of defaultTest`, 'A test here has no such thing.')),
    ...listOf(fieldOf(shared, 'assert')).flatMap((assertion) =>
      clausesOf(assertion, new Map())
        ? besideAssertion(assertion, `${scalarText(fieldOf(assertion, 'type')) ?? 'assertion'} of defaultTest`)
        : [],
    ),
  ];
}

/** `threshold`, `weight`, `metric` and their like, of an assertion that is taken over. */
function besideAssertion(assertion: YamlValue, what: string): readonly Fate[] {
  return [...mapOf(assertion).keys()]
    .filter((key) => key !== 'type' && key !== 'value')
    .map((key) => kept(`${key} of ${what}`, 'A clause holds or does not; it has no such thing.'));
}

/** Messages of the first prompt that is no file: a chat as JSON or YAML, else one text, whose last value is what a user says. */
function promptOf(prompts: YamlValue | undefined): readonly PromptMessage[] | undefined {
  for (const each of Array.isArray(prompts) ? prompts : [prompts ?? null]) {
    const text = scalarText(fieldOf(each, 'raw') ?? each);
    if (text === undefined || /^\s*(?:file|https?):\/\/|^[^\s{}]+\.(?:txt|json|ya?ml|js|ts|py|md|csv)$/iu.test(text))
      continue;
    const chat = readYaml(text);
    const messages = chat.ok ? listOf(chat.value).map(messageOf) : [];
    if (messages.length > 0 && messages.every((message) => message !== undefined)) return messages;
    const last = /^(.*?)\s*(\{\{\s*[\w-]+\s*\}\})\s*$/su.exec(text);
    const [, head = '', asked = text] = last ?? [];
    const user = { role: 'user', content: asked };
    return head.trim() === '' || head.includes('{{')
      ? [{ role: 'user', content: text }]
      : [{ role: 'system', content: head }, user];
  }
  return undefined;
}

function messageOf(value: YamlValue): PromptMessage | undefined {
  const role = scalarText(fieldOf(value, 'role'));
  const content = scalarText(fieldOf(value, 'content'));
  return role === undefined || content === undefined ? undefined : { role, content };
}

/** A `test` block, or why it is none. */
function caseOf(
  row: YamlValue,
  shared: YamlValue | undefined,
  what: string,
  asked: readonly string[],
  used: ReadonlySet<string>,
  fates: Fate[],
): NewBlock | string {
  if (!isMap(row)) return 'Files of tests are not read.';
  const vars: (readonly [string, YamlValue])[] = [...mapOf(fieldOf(shared, 'vars')), ...mapOf(row.get('vars'))];
  if (vars.some(([, value]) => Array.isArray(value))) return 'A list of values makes several tests there.';
  if (vars.some(([, value]) => /^file:\/\//u.test(scalarText(value) ?? ''))) return 'It takes a value from a file.';
  const values = new Map(vars.map(([key, value]) => [key, valueText(value)]));
  if (asked.length === 0) return 'No user asks anything in the prompt.';
  const expected: Expected[] = [];
  const own = listOf(row.get('assert'));
  for (const assertion of [...listOf(fieldOf(shared, 'assert')), ...own]) {
    const clauses = clausesOf(assertion, values);
    const type = scalarText(fieldOf(assertion, 'type')) ?? 'assertion';
    if (!clauses) fates.push(kept(`${type} of ${what}`, 'Nothing here means the same.'));
    else {
      expected.push(...clauses);
      // Those of `defaultTest` are told once, with it.
      if (own.includes(assertion)) fates.push(...besideAssertion(assertion, `${type} of ${what}`));
    }
  }
  for (const key of row.keys()) {
    if (!['vars', 'assert', 'description'].includes(key))
      fates.push(kept(`${key} of ${what}`, 'A test here has no such thing.'));
  }
  const said = asked.map((each) => ({ speaker: 'user' as const, text: filled(each, values) }));
  const given = new Map([...values].filter(([key]) => used.has(key)));
  return testOf(what.replace(/^test /u, ''), said, expected, given);
}

function mapOf(value: YamlValue | undefined): YamlMap {
  return isMap(value) ? value : new Map<string, YamlValue>();
}
