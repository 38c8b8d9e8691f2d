// The value of one entry against the sort its row asks for. Phrases are left to the rules, whether a file exists to `resolve`.
import type { Range } from '../base/range.ts';
import { isPath, readCast } from './cast.ts';
import { closest, nearest } from './nearest.ts';
import type { Problem } from './problems.ts';
import { splitCommas, trimText } from './slice-text.ts';
import type { SourceText } from './source-text.ts';
import type { Entry } from './tree.ts';
import type { EntryRow } from './vocabulary.ts';

/** Problems of what stands behind the name of `entry`, and of its list items. */
export function checkValue(entry: Entry, row: EntryRow): Problem[] {
  const { text } = entry;
  if (text.value === '' && entry.children.every((child) => child.kind !== 'item')) return emptyValue(entry, row);
  switch (row.type) {
    case 'line':
      return oneLine(text, row);
    case 'number':
      return number(text, row);
    case 'share':
      return share(text, row);
    case 'text':
      return row.known.length > 0 ? knownWords(entry, row) : [];
    case 'yes or no':
      return choice(text, ['yes', 'no'], row);
    case 'choice':
      return choice(text, row.values, row);
    case 'choices':
      return elements(entry).flatMap((element) => choice(element, row.values, row));
    case 'level':
      return level(text);
    case 'path':
      return path(text);
    case 'paths':
      return elements(entry).flatMap((element) => path(element));
    case 'cast':
      return elements(entry).flatMap((element) => cast(element));
    default:
      return [];
  }
}

/** Elements of a list: split at commas on the line, one an item. */
export function elements(entry: Entry): SourceText[] {
  const items = entry.children.flatMap((child) => (child.kind === 'item' ? [trimText(child.text)] : []));
  return [...splitCommas(entry.text), ...items.filter((item) => item.value !== '')];
}

function emptyValue(entry: Entry, row: EntryRow): Problem[] {
  // An empty phrase is told by who reads phrases, with an example of one.
  if (['value', 'phrase', 'condition', 'binding'].includes(row.type)) return [];
  const prose = row.type === 'text' || row.type === 'level';
  const message = prose
    ? `\`${entry.name.text}\` says nothing yet.`
    : `\`${entry.name.text}\` needs a value, as in \`${row.example}\`.`;
  return [{ code: 'wrong-value', severity: prose ? 'hint' : 'error', range: entry.name.range, message }];
}

function wrong(range: Range, message: string, instead?: string): Problem {
  const fixes =
    instead === undefined
      ? []
      : [{ title: `Write \`${instead}\``, edits: [{ range, text: instead }], preferred: true }];
  return { code: 'wrong-value', severity: 'error', range, message, fixes };
}

function oneLine(text: SourceText, row: EntryRow): Problem[] {
  return text.value.includes('\n') ? [wrong(text.range, `\`${row.word}\` stands on one line.`)] : [];
}

function number(text: SourceText, row: EntryRow): Problem[] {
  const { min, max } = row;
  if (!/^-?\d{1,9}$/u.test(text.value)) {
    return [wrong(text.range, `\`${row.word}\` is a whole number, as in \`${row.example}\`.`)];
  }
  const value = Number(text.value);
  if (min !== undefined && value < min) return [wrong(text.range, `\`${row.word}\` is at least ${min}.`, String(min))];
  if (max !== undefined && value > max) return [wrong(text.range, `\`${row.word}\` is at most ${max}.`, String(max))];
  return [];
}

function choice(text: SourceText, values: readonly string[], row: EntryRow): Problem[] {
  if (values.includes(text.value)) return [];
  const lower = text.value.toLowerCase();
  const instead = values.includes(lower) ? lower : nearest(lower, values);
  const allowed = values.map((value) => `\`${value}\``).join(', ');
  return [wrong(text.range, `\`${row.word}\` is one of ${allowed}.`, instead)];
}

/** From 0 to 1; a percentage has its fix. */
function share(text: SourceText, row: EntryRow): Problem[] {
  if (/^(?:0|1|[01]?\.\d{1,9})$/u.test(text.value) && Number(text.value) <= 1) return [];
  const percent = /^(\d{1,3}) ?%$/u.exec(text.value)?.[1];
  const instead = percent !== undefined && Number(percent) <= 100 ? String(Number(percent) / 100) : undefined;
  return [wrong(text.range, `\`${row.word}\` is a number from 0 to 1, as in \`${row.example}\`.`, instead)];
}

/** Single words that are not among those offered: allowed, with a hint. What has several words is prose. */
function knownWords(entry: Entry, row: EntryRow): Problem[] {
  if (entry.text.value.includes('\n')) return [];
  return splitCommas(entry.text).flatMap((element): Problem[] => {
    const word = element.value.replace(/[.!]$/u, '').toLowerCase();
    if (word === '' || /\s|\{\{/u.test(word) || row.known.includes(word)) return [];
    const instead = nearest(word, row.known) ?? closest(word, row.known);
    const message = `\`${element.value}\` is none of the words usual for \`${row.word}\` (${row.known.join(', ')}); it is sent all the same.`;
    const edits = [{ range: element.range, text: instead }];
    const fixes = [{ title: `Write \`${instead}\``, edits }];
    return [{ code: 'unusual-word', severity: 'hint', range: element.range, message, fixes }];
  });
}

/** Longest word of a level, in words: `attachment: anxious and avoidant`. */
const longestLevel = 3;

function level(text: SourceText): Problem[] {
  const { value } = text;
  if (/^[+-]?[\d.,]+ ?%?$/u.test(value)) {
    if (/^(?:0|1|[01]?\.\d+)$/u.test(value) && Number(value) <= 1) return [];
    const percent = /^(\d{1,3}) ?%$/u.exec(value)?.[1];
    const instead = percent !== undefined && Number(percent) <= 100 ? String(Number(percent) / 100) : undefined;
    return [wrong(text.range, 'A level is a number from 0 to 1, `low`, `medium`, `high`, or a word.', instead)];
  }
  const lower = value.toLowerCase();
  if (value !== lower && ['low', 'medium', 'high'].includes(lower)) {
    return [wrong(text.range, 'Levels are lower case.', lower)];
  }
  if (!value.includes('\n') && value.split(/\s+/u).length <= longestLevel) return [];
  const message = 'A trait is a level or a word. What needs a sentence stands under `about` or `voice`.';
  return [{ ...wrong(text.range, message), severity: 'warning' }];
}

function path(text: SourceText): Problem[] {
  if (isPath(text.value) && !text.value.includes('\n')) return [];
  const instead = /^[^\s/\\:][^\n:]*$/u.test(text.value) ? `./${text.value.replaceAll('\\', '/')}` : undefined;
  return [wrong(text.range, 'A path begins with `./` or `../`.', instead)];
}

function cast(text: SourceText): Problem[] {
  const { path: file } = readCast(text.value);
  if (file === undefined || isPath(file)) return [];
  return [wrong(text.range, 'A path begins with `./` or `../`.', `./${text.value}`)];
}
