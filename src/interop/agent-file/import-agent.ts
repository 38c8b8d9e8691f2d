// An agent file as the text of a persona: its name is the title, its description the summary, its body a section word for word. Everything else in the
// front matter stays in the file and is named. Text in, persona and fates out; follows no link and reads no bullet as more than words.
import { readName } from '../../lang/name.ts';
import { onOneLine } from '../../lang/one-line.ts';
import { dropped, type Fate, kept, mapped } from '../fate.ts';
import type { Imported } from '../format.ts';
import { proseOf } from '../prose.ts';
import { writeParts } from '../write-blocks.ts';
import type { AgentFileKind } from './agent-file.ts';
import { fileNameOf, folderNameOf } from './file-names.ts';
import { readAgentText, textUnder } from './read-agent-text.ts';

const ofModels = 'Which model plays is chosen in Dramatis.';
const ofTools = 'Tools of other programs are not called.';
const ofAgents = 'Agents of other programs are not called.';
const ofLists = 'It says where the file is offered.';
const why: Readonly<Record<string, string>> = {
  model: ofModels,
  tools: ofTools,
  disallowedTools: ofTools,
  'allowed-tools': ofTools,
  'mcp-servers': ofTools,
  mcpServers: ofTools,
  agents: ofAgents,
  handoffs: ofAgents,
  agent: ofAgents,
  hooks: 'Nothing of a file is run.',
  applyTo: 'A persona answers, whatever file is open.',
  target: ofLists,
  infer: ofLists,
  'user-invocable': ofLists,
  'disable-model-invocation': ofLists,
  'argument-hint': ofLists,
};

/**
 * @param text undefined: no text. @param source how the file is called, its folders included where they are known.
 * @param otherwise who it is where the file does not say.
 */
export function importAgent(
  text: string | undefined,
  kind: AgentFileKind,
  source: string | undefined,
  otherwise?: string,
): Imported {
  const read = readAgentText(text);
  if (!read.ok) return read;
  const { entries, body } = read;
  const title = onOneLine(textUnder(entries, 'name') ?? '');
  const called = kind === 'skill' ? folderNameOf(source ?? '') || 'Skill' : fileNameOf(source ?? '') || 'Agent';
  const name = title || otherwise || called;
  const description = onOneLine(textUnder(entries, 'description') ?? '');
  const prose = proseOf(body);
  const { text: persona, fates: lost } = writeParts([
    {
      what: 'name and description',
      block: {
        word: 'persona',
        title: name,
        children: [
          ...(description === '' ? [] : [{ name: 'summary', text: description }]),
          { name: 'source', text: source ?? 'an agent file' },
        ],
      },
    },
    ...(prose === '' ? [] : [{ what: 'body', block: { word: 'section' as const, prose } }]),
  ]);
  // On one line, Markdown is another text.
  if (lost.some(({ what }) => what === 'body')) {
    return { ok: false, reason: 'The body of this file cannot be written in a persona word for word.' };
  }
  const fates: Fate[] = [
    title === '' ? mapped('name of the file', 'title of `persona`') : mapped('name', 'title of `persona`'),
  ];
  if (description !== '') fates.push(mapped('description', '`summary`'));
  if (prose !== '') fates.push(mapped('body', '`section`, word for word'));
  for (const { key, value } of entries) {
    const taken = (key === 'name' || key === 'description') && value.type === 'string';
    if (!taken)
      fates.push(kept(key, (Object.hasOwn(why, key) ? why[key] : undefined) ?? 'A persona has no place for it.'));
  }
  for (const value of filledIn(prose)) fates.push(mapped(value, 'Filled in here; words in the file.'));
  return {
    ok: true,
    name,
    text: persona,
    fates: [
      ...fates,
      ...lost.filter(({ fate }) => fate === 'dropped').map(({ what, why: reason }) => dropped(what, reason)),
    ],
  };
}

/** Values that every persona has, where the body happens to name them. */
function filledIn(prose: string): readonly string[] {
  const found = prose.match(/\{\{\s*[\p{L}.]+\s*\}\}/gu) ?? [];
  return [...new Set(found)].filter((each) => {
    const inner = each.slice(2, -2).trim();
    return /^(?:user|self|turn|stage)$/iu.test(readName(`${inner}:`, 0, inner.length + 1)?.name.text ?? '');
  });
}
