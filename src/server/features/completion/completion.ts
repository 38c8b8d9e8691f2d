// What can be written at the cursor: blocks at column 0, entries and clauses by where the line would stand, values behind a colon.
import type * as lsp from 'vscode-languageserver-protocol';
import { readCast } from '../../../lang/cast.ts';
import { elements } from '../../../lang/check-value.ts';
import { traitWords } from '../../../lang/compile/trait-words.ts';
import type { Persona } from '../../../lang/persona.ts';
import type { Entry, Member, Tree } from '../../../lang/tree.ts';
import { clauseRow, type EntryRow, entryRow, memberRow, vocabulary } from '../../../lang/vocabulary.ts';
import { blockItem, entryItem, type Replaces } from './items.ts';
import { nameItems } from './names.ts';
import { type OpenAt, openAt } from './open-at.ts';
import { valueItems } from './values.ts';

/** @param offset of the cursor in the tree's text. */
export function completion(persona: Persona, offset: number): lsp.CompletionItem[] {
  const { tree } = persona;
  const cursor = tree.lines.positionAt(offset);
  const start = tree.lines.startOf(cursor.line);
  const before = tree.text.slice(start, offset).replace(/^\ufeff/, '');
  const replaces = (length: number): Replaces => ({
    start: { line: cursor.line, character: cursor.character - length },
    end: cursor,
  });

  const braces = /\{\{([^{}]*)$/.exec(before);
  const indent = /^\s*/.exec(before)?.[0].length ?? 0;
  const open = openAt(tree, cursor.line, indent);
  if (braces)
    return nameItems(persona, open.outermost, replaces(braces[1]?.length ?? 0), tree.text.startsWith('}}', offset));

  if (/^[^\s#]*$/.test(before)) return blockItems(tree, replaces(before.length));
  if (!open.blockRow || open.blockRow.prose) return [];

  const entry = /^\s*(?:-\s+)?([^\s:-][^:]*?)\s*[:：]\s*(.*)$/.exec(before);
  if (entry) {
    const row = rowOf(open, entry[1] ?? '');
    return row ? valueItems(persona, row, entry[2] ?? '', replaces, open) : [];
  }
  const word = /^\s*([\p{L}\p{N} .'_-]*)$/u.exec(before)?.[1];
  if (word === undefined || word.startsWith('-')) return [];
  return memberItems(open, cursor.line, tree, replaces(word.length));
}

function rowOf(open: OpenAt, word: string): EntryRow | undefined {
  if (open.ownerRow) return clauseRow(open.ownerRow, word);
  if (!open.blockRow) return undefined;
  return entryRow(open.blockRow, word) ?? memberRow(open.blockRow, word, 'entry');
}

/** Blocks that may still come: those allowed once and already there are left out. */
function blockItems(tree: Tree, range: Replaces): lsp.CompletionItem[] {
  const here = new Set(
    tree.blocks.filter((b) => tree.lines.positionAt(b.range.start).line !== range.start.line).map((b) => b.word),
  );
  const rows = vocabulary.filter((row) => row.many || !here.has(row.word));
  return rows.map((row, order) => blockItem(row, range, order));
}

function memberItems(open: OpenAt, line: number, tree: Tree, range: Replaces): lsp.CompletionItem[] {
  const siblings = open.owner ? open.owner.children : (open.block?.children ?? []);
  const rows = open.owner ? (open.ownerRow?.clauses ?? []) : (open.blockRow?.entries ?? []);
  const there = new Set(wordsOf(siblings, tree, line));
  const known = rows
    .filter((row) => row.many || row.named || !there.has(row.word))
    .map((row, order) => entryItem(row, range, order));
  return open.owner ? known : [...known, ...freeItems(open, line, tree, range, known.length)];
}

/** Names that the block does not know by itself: who stands in the cast, and the traits that have sentences of their own. */
function freeItems(open: OpenAt, line: number, tree: Tree, range: Replaces, from: number): lsp.CompletionItem[] {
  const { block, blockRow } = open;
  if (!block || !blockRow) return [];
  const speaker = blockRow.entries.find((row) => row.word === 'user');
  if (blockRow.dialogue && speaker) {
    const lists = block.children.filter((member): member is Entry => member.kind === 'entry' && member.word === 'with');
    const cast = lists.flatMap((list) => elements(list)).map((element) => readCast(element.value).name);
    return cast.map((word, order) => entryItem({ ...speaker, word, doc: 'In the cast.' }, range, from + order));
  }
  const { free } = blockRow;
  if (free?.type !== 'level') return [];
  const there = new Set(
    block.children.flatMap((m) =>
      m.kind === 'entry' && tree.lines.positionAt(m.range.start).line !== line ? [m.name.key] : [],
    ),
  );
  const words = Object.entries(traitWords).filter(([word]) => !there.has(word));
  return words.map(([word, { low, high }], order) =>
    entryItem({ ...free, word, doc: `Low: ${low}. High: ${high}.`, example: `${word}: high` }, range, from + order),
  );
}

function wordsOf(members: readonly Member[], tree: Tree, line: number): string[] {
  return members.flatMap((m) =>
    m.kind === 'entry' && m.word !== undefined && tree.lines.positionAt(m.range.start).line !== line ? [m.word] : [],
  );
}
