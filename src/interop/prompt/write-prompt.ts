// A prompt file's parts as the text of a persona, and what became of each: system messages are a section, a dialogue an example, inputs `given`. Templates
// other than a value in braces are run by nobody: they stay as words, and are listed.
import { spokenText } from '../../lang/edit/spoken.ts';
import type { NewBlock, NewMember } from '../../lang/edit.ts';
import { nameKey, readName } from '../../lang/name.ts';
import { onOneLine } from '../../lang/one-line.ts';
import { type Fate, kept, mapped } from '../fate.ts';
import { proseOf } from '../prose.ts';
import { type Part, writeParts } from '../write-blocks.ts';
import type { PromptInput, PromptParts } from './prompt-parts.ts';
import { isSaid, isSystem, readMessages } from './read-messages.ts';

/** Names that mean something already. */
const reserved = new Set(['user', 'self', 'turn', 'stage']);

export function writePrompt(parts: PromptParts): { readonly text: string; readonly fates: readonly Fate[] } {
  const { system, greeting, example, asked, otherRoles } = readMessages(parts.messages);
  const { inputs, fates } = usable(parts.inputs);
  const head: NewMember[] = [...parts.head, { name: 'source', text: parts.source }];
  const blocks: Part[] = [
    { what: 'name', block: { word: 'persona', title: onOneLine(parts.name) || 'Somebody', children: head } },
  ];
  const add = (what: string, where: string, block: NewBlock, text: string) => {
    if (text === '' && !block.children?.length) return;
    blocks.push({ what, block });
    fates.push(mapped(what, where));
  };
  const prose = proseOf(system);
  add('system messages', '`section`', { word: 'section', prose }, prose);
  const firstSaid = parts.messages.findIndex(isSaid);
  if (firstSaid >= 0 && parts.messages.slice(firstSaid).some(isSystem))
    fates.push(mapped('a later system message', '`section`: it is sent before everything that is said'));
  const values = inputs.map(({ name, value }): NewMember => {
    if (typeof value === 'object')
      return { name, text: '', children: value.map((text) => ({ text: onOneLine(text) })) };
    return { name, text: value === undefined ? '' : onOneLine(value) };
  });
  if (values.length > 0) blocks.push({ what: 'inputs', block: { word: 'given', children: values } });
  for (const { name, value } of inputs) {
    const unknown = '`given`, without a value: what uses it is not sent until it has one';
    fates.push(mapped(`input ${name}`, value === undefined ? unknown : '`given`'));
  }
  const first = proseOf(greeting);
  add('the first answer', '`greeting`', { word: 'greeting', prose: first }, first);
  const children = example.map(({ speaker, text }) => {
    const said = proseOf(text);
    return { name: speaker, text: spokenText('example', said) ?? said };
  });
  add('user and assistant messages', '`example`', { word: 'example', children }, '');
  for (const test of parts.tests) blocks.push({ what: `test ${test.title ?? ''}`, block: test });
  if (asked.length > 0) fates.push(kept('the last user message', 'What a user says comes from the talk.'));
  for (const role of otherRoles) fates.push(kept(`messages of ${role}`, 'A persona has no such messages.'));
  const known = new Set([...inputs.map(({ name }) => nameKey(name)), ...reserved]);
  const said = [system, greeting, ...example.map(({ text }) => text)].join('\n');
  for (const value of new Set(said.match(/\{\{\s*(?:user|self|turn|stage)\s*\}\}/giu)))
    fates.push(mapped(value, 'Filled in here; words in the file.'));
  for (const template of templatesIn(said, known)) {
    fates.push(mapped(template, 'Nobody here runs it: the model reads the words as they stand.'));
  }
  const written = writeParts(blocks);
  return { text: written.text, fates: [...fates, ...written.fates] };
}

/** Inputs whose names can be values of ours, each once. */
function usable(wanted: readonly PromptInput[]): { inputs: readonly PromptInput[]; fates: Fate[] } {
  const fates: Fate[] = [];
  const taken = new Set<string>();
  const inputs = wanted.filter(({ name }) => {
    const key = nameKey(name);
    const why = taken.has(key)
      ? 'Another is called so but for capitals.'
      : reserved.has(key)
        ? 'It stands for a value that is always there.'
        : readName(`${name}:`, 0, name.length + 1)?.name.text === name
          ? undefined
          : 'Its name can be none of a value.';
    taken.add(key);
    if (why !== undefined) fates.push(kept(`input ${name}`, why));
    return why === undefined;
  });
  return { inputs, fates };
}

/** Everything in braces that is no known value, each once, at most fifty. */
function templatesIn(text: string, known: ReadonlySet<string>): readonly string[] {
  const found = text.match(/\{\{[^{}\n]*\}\}|\{%[^\n]*?%\}|\$\{[^{}\n]*\}/gu) ?? [];
  const other = found.filter((each) => !(each.startsWith('{{') && known.has(nameKey(each.slice(2, -2).trim()))));
  return [...new Set(other)].slice(0, 50);
}
