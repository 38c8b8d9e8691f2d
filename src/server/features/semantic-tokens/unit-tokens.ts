// The tokens of one unit of a file: the lines above the first block, a header with its prose, an entry or item with all that is under it.
// What other units say matters only through the names they give. Offsets are those of the unit's home.
import { type Range, range } from '../../../base/range.ts';
import { elements } from '../../../lang/check-value.ts';
import type { Entry, Member } from '../../../lang/tree.ts';
import type { Unit } from '../../../lang/unit.ts';
import { clauseRow, type EntryRow, memberRow } from '../../../lang/vocabulary.ts';
import { Names } from '../../names/names.ts';
import { defineIn, useAbove, useIn } from '../../names/names-in-file.ts';
import type { NameKind, Occurrence } from '../../names/occurrence.ts';
import type { Token, TokenType } from './legend.ts';
import { keyTokens, phraseTokens } from './phrase-tokens.ts';
import { Tokens } from './tokens.ts';

/** What a unit has to know of the others: values with a dot in their name, and who may be named in a condition. */
export interface NamesElsewhere {
  readonly dotted: readonly string[];
  readonly cast: readonly string[];
}

/** What a unit tells the others. */
export function namesFor({ row, member }: Unit): NamesElsewhere {
  const names = new Names();
  if (row && member) defineIn(names, row.word, member);
  return { dotted: [...names.declared].filter((key) => key.includes('.')), cast: [...names.cast] };
}

/** In the order of the text. */
export function unitTokens(unit: Unit, { dotted, cast }: NamesElsewhere): readonly Token[] {
  const tokens = new Tokens();
  const names = new Names(dotted, cast);
  const { row, header, member } = unit;
  for (const comment of unit.comments) tokens.add(comment.range, 'comment');
  if (row && header && row.word === header.name.text) {
    const { name, title, range: line } = header;
    tokens.add(name.range, 'keyword');
    if (title)
      tokens.add(
        range(title.range.start, Math.min(title.range.end, line.end)),
        row.word === 'persona' ? 'class' : 'namespace',
      );
  }
  if (row && header) useAbove(names, row.word, header.title, unit.prose);
  if (row && member) {
    addMember(tokens, member, memberRow(row, wordOf(member), member.kind));
    defineIn(names, row.word, member);
    useIn(names, row.word, member);
  }
  for (const name of names.found) addName(tokens, name);
  return tokens.inOrder();
}

function wordOf(member: Member): string | undefined {
  return member.kind === 'entry' ? member.word : undefined;
}

function addMember(tokens: Tokens, member: Member, row: EntryRow | undefined): void {
  if (!row) return;
  if (member.kind === 'entry') {
    if (member.word !== undefined) addWord(tokens, member, member.word, row);
    addValue(tokens, member, row);
  }
  for (const child of member.children) {
    const word = wordOf(child);
    if (word !== undefined) addMember(tokens, child, clauseRow(row, word));
  }
}

/** The word itself; what follows it in `given passphrase` is a name. */
function addWord(tokens: Tokens, { name }: Entry, word: string, row: EntryRow): void {
  const { start } = name.range;
  if (!row.speaker) tokens.add(range(start, row.named ? start + word.length : name.range.end), 'property');
  else if (word === 'self thinks') tokens.add(name.range, 'type', 'defaultLibrary');
}

function addValue(tokens: Tokens, entry: Entry, row: EntryRow): void {
  const { text } = entry;
  const whole = (type: TokenType) => tokens.addIn(text, 0, text.value.length, type);
  switch (row.type) {
    case 'number':
    case 'share':
      if (/^-?\d*\.?\d+$/.test(text.value)) whole('number');
      break;
    case 'level':
      if (/^\d*\.?\d+$/.test(text.value)) whole('number');
      else if (row.values.includes(text.value)) whole('enumMember');
      break;
    case 'yes or no':
      if (text.value === 'yes' || text.value === 'no') whole('enumMember');
      break;
    case 'choice':
      if (row.values.includes(text.value)) whole('enumMember');
      break;
    case 'choices':
      for (const one of elements(entry)) if (row.values.includes(one.value)) tokens.add(one.range, 'enumMember');
      break;
    case 'path':
      whole('string');
      break;
    case 'paths':
    case 'cast':
      for (const one of elements(entry)) addPath(tokens, one.range, one.value);
      break;
    case 'phrase':
    case 'condition':
    case 'binding':
      phraseTokens(tokens, text);
      break;
    case 'list':
      for (const one of [text, ...entry.children.map((child) => child.text)]) keyTokens(tokens, one);
      break;
    default:
      break;
  }
}

/** `./watson.persona as doctor`: the path, and the word between. */
function addPath(tokens: Tokens, { start, end }: Range, written: string): void {
  const as = /\sas\s/u.exec(written);
  const pathEnd = as ? start + as.index : end;
  if (/^\.\.?\//.test(written)) tokens.add(range(start, pathEnd), 'string', 'path');
  if (as) tokens.add(range(pathEnd + 1, pathEnd + 3), 'operator');
}

const typeOfKind: Readonly<Record<NameKind, TokenType>> = {
  rule: 'function',
  stage: 'function',
  move: 'function',
  tool: 'function',
  fact: 'variable',
  aspect: 'variable',
  trait: 'variable',
  value: 'variable',
  slot: 'variable',
  bound: 'variable',
  speaker: 'type',
  section: 'namespace',
  example: 'namespace',
};

function addName(tokens: Tokens, { kinds, key, range: place, role, builtIn, by, inherited }: Occurrence): void {
  // A sentence is prose, a stem part of a path, a title a token of its block.
  if (by !== 'name' || kinds[0] === 'section' || kinds[0] === 'example') return;
  const type = inherited || kinds.length > 1 ? 'variable' : typeOfKind[kinds[0] ?? 'value'];
  const language = builtIn && (type !== 'type' || key === 'self');
  tokens.add(place, type, language ? 'defaultLibrary' : role === 'definition' ? 'declaration' : undefined);
}
