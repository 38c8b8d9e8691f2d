// What can be written at the cursor: blocks at column 0, entries and clauses by where the line would stand, values behind a colon and in
// the items of a list, words of comments. Works by the line alone, so that an unfinished file is no hindrance.
import type * as lsp from 'vscode-languageserver-protocol';
import type { Persona } from '../../../lang/persona.ts';
import type { Source } from '../../../lang/source.ts';
import { clauseRow, type EntryRow, entryRow, memberRow } from '../../../lang/vocabulary.ts';
import { completionKind } from '../../to-lsp.ts';
import { blockItems } from './blocks.ts';
import { bracedItems } from './braced.ts';
import { commentItems } from './comments.ts';
import { order } from './items.ts';
import { memberItems } from './members.ts';
import { nextMembers } from './next-members.ts';
import { type Place, placeAt } from './place.ts';
import { valueItems } from './values.ts';

/** @param offset of the cursor in the text of the tree. `source`: where paths are looked for. `insertsOrReplaces`: as `Place` says. */
export function completion(
  persona: Persona,
  offset: number,
  source: Source,
  insertsOrReplaces = false,
): lsp.CompletionItem[] {
  const place = placeAt(persona, offset, insertsOrReplaces);
  const { before, open } = place;
  const comment = /^\s*#\s/.test(before) && (!open.owner || /^#/.test(before));
  if (comment) return commentItems(place);
  const braces = /\{\{([^{}]*)$/.exec(before)?.[1];
  if (braces !== undefined) return isLiteral(place) ? [] : bracedItems(place, braces);
  if (/^[^\s#]*$/.test(before)) return blockItems(place);
  // Behind a block's word stands its title.
  if (/^\S/.test(before) || !open.blockRow || inFence(place)) return [];
  if (open.blockRow.prose) return nextBlocks(place);

  const item = /^\s*-(?:\s+(.*))?$/.exec(before);
  if (item) return open.owner && open.ownerRow ? inItem(place, open.ownerRow, item[1], source) : [];
  const entry = /^\s*([^\s:-][^:]*?)\s*[:：]\s*(.*)$/.exec(before);
  if (entry) {
    const row = rowOf(place, entry[1] ?? '');
    return row ? valueItems({ place, row, typed: entry[2] ?? '', source, inItem: false }) : [];
  }
  const word = /^\s*([\p{L}\p{M}\p{N} .'_-]*)$/u.exec(before)?.[1];
  if (word === undefined) return [];
  const members = [...memberItems(place, word), ...nextMembers(place)];
  const blocks = nextBlocks(place);
  if (blocks.length === 0) return inOrder(members);
  const isShape = ({ kind }: lsp.CompletionItem) => kind === completionKind.snippet;
  return inOrder([...members.filter(isShape), ...blocks, ...members.filter((item) => !isShape(item))]);
}

function inOrder(items: readonly lsp.CompletionItem[]): lsp.CompletionItem[] {
  return items.map((item, index) => ({ ...item, sortText: order(index) }));
}

/**
 * Behind a blank line editors indent like the line above it, and a new block is more likely than a further entry of the one that is open: its
 * item takes the indentation away. Where prose may go on, a word begun has to be one of ours: no list opens over a sentence.
 */
function nextBlocks(place: Place): lsp.CompletionItem[] {
  const { persona, line, open, before, behind } = place;
  const { tree } = persona;
  if (behind.trim() !== '' || line === 0) return [];
  if (tree.text.slice(tree.lines.startOf(line - 1), tree.lines.startOf(line)).trim() !== '') return [];
  const blocks = blockItems(place);
  return open.owner || open.blockRow?.prose ? blocks.filter(({ label }) => label.startsWith(before.trim())) : blocks;
}

/** Whether braces are text to the letter here: in a title that is not a section's, in `given`, in a fence. */
function isLiteral(place: Place): boolean {
  const { before, open } = place;
  if (/^\S/.test(before)) return !before.startsWith('section ');
  const isGiven = open.outermost
    ? open.outermost.kind === 'entry' && open.outermost.word === 'given'
    : /^\s*given\s/.test(before) && open.blockRow?.word === 'test';
  return open.blockRow?.word === 'given' || isGiven || fence.test(before) || inFence(place);
}

/** A line at which a fence begins or ends. */
const fence = /^[^\S\n]*(?:-[^\S\n]+|[^\n:]*:[^\S\n]+)?```/;
const fences = new RegExp(fence, 'gm');

/** Whether a fence was opened in the text that the line would go on with: one left open ends with its entry. */
function inFence({ persona: { tree }, line, open }: Place): boolean {
  const text = open.outermost ?? (open.blockRow?.prose ? open.block : undefined);
  if (!text) return false;
  const above = tree.text.slice(text.range.start, tree.lines.startOf(line));
  return (above.match(fences)?.length ?? 0) % 2 === 1;
}

const listTypes: readonly EntryRow['type'][] = ['list', 'names', 'choices', 'paths', 'cast'];

/** An item of a list that stands under its entry; `- ` right under a header begins prose. */
function inItem(place: Place, row: EntryRow, typed: string | undefined, source: Source): lsp.CompletionItem[] {
  if (!listTypes.includes(row.type) || typed === undefined) return [];
  return valueItems({ place, row, typed, source, inItem: true });
}

function rowOf({ open }: Place, word: string): EntryRow | undefined {
  if (open.ownerRow) return clauseRow(open.ownerRow, word);
  if (!open.blockRow) return undefined;
  return entryRow(open.blockRow, word) ?? memberRow(open.blockRow, word, 'entry');
}
