// What stands under the cursor, in words: a block, an entry, a clause, a value, a rule that is named. Says what nothing plays yet.
// Words of the file are shown to the letter: none becomes a link or a picture, which the editor would fetch.
import type * as lsp from 'vscode-languageserver-protocol';
import { plainMarkdown } from '../../base/plain-markdown.ts';
import { touches } from '../../base/range.ts';
import { nameKey } from '../../lang/name.ts';
import type { Persona } from '../../lang/persona.ts';
import type { BlockRow, EntryRow } from '../../lang/vocabulary.ts';
import { atCursor } from '../at-cursor.ts';
import { toRange } from '../to-lsp.ts';
import { valueAt } from '../value-at.ts';

/** Markdown on what `offset` touches, or null. */
export function hover(persona: Persona, offset: number): lsp.Hover | null {
  const { tree } = persona;
  const value = valueAt(tree, offset);
  if (value) {
    const doc = valueDoc(persona, value.name);
    return doc === undefined
      ? null
      : { contents: { kind: 'markdown', value: doc }, range: toRange(tree.lines, value.range) };
  }
  const { block, blockRow, path } = atCursor(tree, offset);
  const inner = path.at(-1);
  if (inner?.member.kind === 'entry' && touches(inner.member.name.range, offset)) {
    const text = inner.row ? entryDoc(inner.row, inner.member.word === undefined, blockRow) : undefined;
    return text === undefined
      ? null
      : { contents: { kind: 'markdown', value: text }, range: toRange(tree.lines, inner.member.name.range) };
  }
  if (inner?.member.kind === 'entry' && (inner.member.word === 'keeps' || inner.member.word === 'breaks'))
    return ruleHover(persona, inner.member.text.value);
  if (block && blockRow && touches(block.name.range, offset)) {
    return { contents: { kind: 'markdown', value: blockDoc(blockRow) }, range: toRange(tree.lines, block.name.range) };
  }
  return null;
}

const notPlayed = '\n\n*Not yet played: it is read, checked and compiled, and nothing acts on it when you play.*';

function blockDoc(row: BlockRow): string {
  return `**${row.word}** · ${row.group}\n\n${row.doc}${row.played ? '' : notPlayed}\n\n\`\`\`persona\n${row.example}\n\`\`\``;
}

function entryDoc(row: EntryRow, free: boolean, block: BlockRow | undefined): string {
  const facts = [
    free ? `a name of yours${block ? ` in \`${block.word}\`` : ''}` : row.type,
    ...(row.values.length > 0 ? [`one of ${row.values.map((v) => `\`${v}\``).join(', ')}`] : []),
    ...(row.default === undefined ? [] : [`default \`${row.default}\``]),
  ];
  const played = row.played && (block?.played ?? true) ? '' : notPlayed;
  return `**${row.word}** · ${facts.join(' · ')}\n\n${row.doc}${played}\n\n\`\`\`persona\n${row.example}\n\`\`\``;
}

function ruleHover(persona: Persona, text: string): lsp.Hover | null {
  const keys = new Set(text.split(/[,，、،]/).map((name) => nameKey(name.trim())));
  const rules = persona.rules.filter((rule) => keys.has(rule.key));
  if (rules.length === 0) return null;
  return {
    contents: {
      kind: 'markdown',
      value: rules.map((rule) => `**${shown(rule.id)}**: ${shown(rule.sentence.value)}`).join('\n\n'),
    },
  };
}

function valueDoc(persona: Persona, name: string): string | undefined {
  const key = nameKey(name);
  const head = `**${plainMarkdown(`{{${name}}}`)}**`;
  const given = persona.given.find((g) => g.name.key === key || key.startsWith(`${g.name.key}.`));
  if (given) {
    const from = given.origin.uri === persona.uri ? '' : ' (inherited)';
    const text = typeof given.value === 'object' ? JSON.stringify(given.value) : String(given.value);
    return `${head} · given${from}\n\n${given.value === null ? '*not known yet*' : shown(text)}`;
  }
  const slot = persona.state.find((s) => s.name.key === key);
  if (slot) return `${head} · slot, ${slot.type}\n\n${shown(slot.text.value)}`;
  return Object.hasOwn(builtIn, key) ? `${head}\n\n${builtIn[key]}` : undefined;
}

const builtIn: Readonly<Record<string, string>> = {
  user: 'The name of whoever talks with the persona.',
  self: 'The name of the persona.',
  turn: 'Which reply this is, the greeting not counted.',
  stage: 'The stage of `plan` that the talk is in.',
};

/** A hover is glanced at: what is longer than a screen is cut. */
const mostShown = 2000;

function shown(text: string): string {
  return plainMarkdown(text.length > mostShown ? `${text.slice(0, mostShown).toWellFormed()}…` : text);
}
