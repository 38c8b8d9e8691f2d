// What may begin a line under a header or under an entry: known entries and clauses, speakers, names that the block is known to have, and
// the shapes of whatever may be called anything, these first. What stands once and is there is not offered.
import type * as lsp from 'vscode-languageserver-protocol';
import { readCast } from '../../../lang/cast.ts';
import { elements } from '../../../lang/check-value.ts';
import { traitWords } from '../../../lang/compile/trait-words.ts';
import { nameKey } from '../../../lang/name.ts';
import type { Entry, Member } from '../../../lang/tree.ts';
import type { EntryRow } from '../../../lang/vocabulary.ts';
import { entryItem, snippetItem } from './items.ts';
import type { Place } from './place.ts';
import { shapesOf } from './shapes.ts';

/** @param word what is written of the line. */
export function memberItems(place: Place, word: string): lsp.CompletionItem[] {
  const { open, behind } = place;
  const rest = /^[\p{L}\p{M}\p{N} .'_-]*/u.exec(behind)?.[0] ?? '';
  const colon = /^\s*[:：]/.test(behind.slice(rest.length));
  const range = place.replaces(word.length, colon ? rest.trimEnd().length : 0);
  const siblings = otherMembers(place);
  const rows = open.owner ? (open.ownerRow?.clauses ?? []) : (open.blockRow?.entries ?? []);
  const known = rows.filter((row) => row.many || row.named || !siblings.some((one) => one.word === row.word));
  const named = known.flatMap((row) =>
    row.named ? namedRows(place, row, siblings) : [{ row, name: row.word, doc: row.doc }],
  );
  const free = open.owner ? [] : freeNames(place, siblings);
  const items = inOrder(place, [...named, ...free]).map(({ row, name, doc }, index) =>
    entryItem(row, range, index, { name, doc, colon }),
  );
  return colon ? items : [...shapeItems(place, range), ...items];
}

interface Offer {
  readonly row: EntryRow;
  readonly name: string;
  readonly doc: string;
}

/** Members of the same block or entry, without what stands on the cursor's line. */
function otherMembers({ open, persona: { tree }, line }: Place): readonly Entry[] {
  const all: readonly Member[] = open.owner ? open.owner.children : (open.block?.children ?? []);
  return all.filter(
    (one): one is Entry => one.kind === 'entry' && tree.lines.positionAt(one.range.start).line !== line,
  );
}

/** `given passphrase`, `position watson`: once for each name there is, less those that the block has. */
function namedRows(place: Place, row: EntryRow, siblings: readonly Entry[]): readonly Offer[] {
  const { persona } = place;
  const names = row.word === 'given' ? persona.given.map(({ name }) => name.text) : ['self', ...castOf(place)];
  const there = new Set(siblings.map((one) => one.name.key));
  return names
    .map((name) => ({ row, name: `${row.word} ${name}`, doc: row.doc }))
    .filter(({ name }) => !there.has(nameKey(name)));
}

/** Names that the block does not have by itself: who stands in the cast, traits with sentences of their own, usual aspects. */
function freeNames(place: Place, siblings: readonly Entry[]): readonly Offer[] {
  const { blockRow } = place.open;
  if (!blockRow) return [];
  const speaker = blockRow.entries.find((row) => row.word === 'user');
  if (blockRow.dialogue && speaker) return castOf(place).map((name) => ({ row: speaker, name, doc: 'In the cast.' }));
  const { free } = blockRow;
  if (!free) return [];
  const there = new Set(siblings.map((one) => one.name.key));
  const usual: readonly (readonly [string, string])[] =
    free.type === 'level'
      ? Object.entries(traitWords).map(([word, { low, high }]) => [word, `Low: ${low}. High: ${high}.`])
      : blockRow.word === 'about'
        ? usualAspects.map((word) => [word, free.doc])
        : [];
  return usual.filter(([name]) => !there.has(name)).map(([name, doc]) => ({ row: free, name, doc }));
}

const usualAspects = [
  'age',
  'career',
  'home',
  'family',
  'aspiration',
  'education',
  'appearance',
  'skills',
  'interests',
  'history',
];

function castOf({ open: { block } }: Place): readonly string[] {
  const lists = (block?.children ?? []).filter((one): one is Entry => one.kind === 'entry' && one.word === 'with');
  return lists.flatMap((list) => elements(list)).map((element) => readCast(element.value).name);
}

/** In a dialogue whoever did not speak last comes first; else as the vocabulary has it. */
function inOrder({ open, line, persona: { tree } }: Place, offers: readonly Offer[]): readonly Offer[] {
  if (!open.blockRow?.dialogue || open.owner) return offers;
  const before = open.block?.children.filter((one) => tree.lines.positionAt(one.range.start).line < line).at(-1);
  const last = before?.kind === 'entry' ? before.word : undefined;
  if (last !== 'user' && last !== 'self') return offers;
  const first = last === 'self' ? 'user' : open.blockRow.word === 'test' ? 'keeps' : 'self';
  return [...offers.filter(({ name }) => name === first), ...offers.filter(({ name }) => name !== first)];
}

function shapeItems({ open }: Place, range: lsp.Range): lsp.CompletionItem[] {
  const shapes = open.owner ? [] : shapesOf(open.blockRow);
  return shapes.map(({ label, doc, snippet }, index) => snippetItem(label, doc, snippet, range, index));
}
