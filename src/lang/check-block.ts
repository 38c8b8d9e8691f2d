// One block in, problems of its title, names, speakers and values out. Needs no other block, so it can be done block by block.
import { append } from '../base/append.ts';
import { type Range, range } from '../base/range.ts';
import { readCast } from './cast.ts';
import { checkValue, elements } from './check-value.ts';
import { nearestEntry } from './entry-name.ts';
import { type Memory, recallAll } from './memory.ts';
import type { Problem } from './problems.ts';
import type { Block, Entry, Member } from './tree.ts';
import {
  type BlockRow,
  blockRow,
  builtInValues,
  clauseRow,
  type EntryRow,
  entryMeant,
  memberRow,
} from './vocabulary.ts';

/** Problems of one block that need no other block. */
export function checkBlock(block: Block, memory: Memory | undefined): readonly Problem[] {
  const row = block.word && blockRow(block.word);
  if (!row) return [];
  const problems = [...title(block, row), ...duplicates(block.children, row.free, row.entries)];
  if (row.dialogue) append(problems, speakers(block, row));
  append(problems, recallAll(memory, checkChild, block.children, row));
  return problems;
}

function checkChild(child: Member, row: BlockRow): readonly Problem[] {
  const of = memberRow(row, child.kind === 'entry' ? child.word : undefined, child.kind);
  const isReserved = child.kind === 'entry' && (row.word === 'given' || row.word === 'state');
  const found = isReserved ? reserved(child) : [];
  return of ? [...found, ...checkMember(child, of)] : found;
}

/** Recursion is as deep as clauses and maps nest, which is bounded (`deepestMap`). */
function checkMember(member: Member, row: EntryRow): Problem[] {
  const problems: Problem[] = [];
  if (member.kind === 'entry') {
    append(problems, checkValue(member, row));
    if (row.word === 'slot') append(problems, choiceWithoutValues(member));
    if (row.type === 'value') append(problems, duplicates(member.children, row, []));
  } else if (member.text.value === '') {
    const where = range(member.range.start, Math.max(member.range.end, member.range.start));
    problems.push({ code: 'wrong-value', severity: 'hint', range: where, message: 'This item says nothing yet.' });
  }
  append(problems, duplicates(member.children, undefined, row.clauses));
  for (const child of member.children) {
    if (child.kind !== 'entry') continue;
    const of =
      (child.word === undefined ? undefined : clauseRow(row, child.word)) ?? (row.type === 'value' ? row : undefined);
    if (of) append(problems, checkMember(child, of));
  }
  return problems;
}

function title(block: Block, row: BlockRow): Problem[] {
  if (row.title !== 'needed' || block.title) return [];
  const what = row.word === 'persona' ? 'name' : 'title';
  const message = `\`${row.word}\` needs a ${what} behind it: \`${row.example.split('\n')[0]}\`.`;
  return [{ code: 'missing-title', severity: 'warning', range: block.name.range, message }];
}

/** Names twice: of free entries by key, of known ones that may stand once by word. */
function duplicates(members: readonly Member[], free: EntryRow | undefined, known: readonly EntryRow[]): Problem[] {
  const problems: Problem[] = [];
  if (members.length < 2) return problems;
  const seen = new Map<string, Entry>();
  for (const member of members) {
    if (member.kind !== 'entry') continue;
    const row = member.word === undefined ? free : known.find((each) => each.word === member.word);
    if (!row || (row.many && !row.named)) continue;
    const key = member.word === undefined || row.named ? member.name.key : member.word;
    const before = seen.get(key);
    if (before) problems.push(duplicate(member, before));
    else seen.set(key, member);
  }
  return problems;
}

function duplicate(entry: Entry, before: Entry): Problem {
  return {
    code: 'duplicate-name',
    severity: 'error',
    range: entry.name.range,
    message: `\`${entry.name.text}\` stands here twice.`,
    related: [{ origin: { uri: before.text.uri, range: before.name.range }, message: 'The first is here.' }],
  };
}

function reserved(entry: Entry): Problem[] {
  if (!builtInValues.includes(entry.name.key)) return [];
  const message = `\`{{${entry.name.key}}}\` always stands for something else; choose another name.`;
  return [{ code: 'bad-name', severity: 'error', range: entry.name.range, message }];
}

function choiceWithoutValues(slot: Entry): Problem[] {
  const clauses = slot.children.filter((child): child is Entry => child.kind === 'entry');
  const type = clauses.find((clause) => clause.word === 'type' && clause.text.value === 'choice');
  if (!type || clauses.some((clause) => clause.word === 'values')) return [];
  const message = 'A choice needs `values:`, the values to choose from.';
  return [{ code: 'missing-entry', severity: 'error', range: type.range, message }];
}

function speakers(block: Block, row: BlockRow): Problem[] {
  const cast = new Set<string>();
  for (const child of block.children) {
    if (child.kind !== 'entry' || child.word !== 'with') continue;
    for (const element of elements(child)) cast.add(readCast(element.value).key);
  }
  const problems: Problem[] = [];
  const meantBy = new Map<string, EntryRow | undefined>();
  for (const child of block.children) {
    if (child.kind !== 'entry' || child.word !== undefined || cast.has(child.name.key)) continue;
    const { key } = child.name;
    if (!meantBy.has(key)) meantBy.set(key, entryMeant(row.entries, key) ?? nearestEntry(row, key));
    problems.push(unknownSpeaker(row, child.name.text, child.name.range, meantBy.get(key)));
  }
  return problems;
}

function unknownSpeaker(row: BlockRow, written: string, where: Range, meant: EntryRow | undefined): Problem {
  const hint = meant ? ` Did you mean \`${meant.word}\`?` : '';
  const advice = row.entries.some((each) => each.word === 'with')
    ? 'Who speaks is `user`, `self`, `narrator`, or stands in `with:`.'
    : 'Who speaks is `user`, `self` or `narrator`.';
  return {
    code: 'unknown-speaker',
    severity: 'error',
    range: where,
    message: `\`${written}\` is nobody here. ${advice}${hint}`,
    fixes: meant
      ? [{ title: `Write \`${meant.word}\``, edits: [{ range: where, text: meant.word }], preferred: true }]
      : [],
  };
}
