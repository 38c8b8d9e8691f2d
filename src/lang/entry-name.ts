// The name of a line directly under a header: which known entry it is or is meant to be, and what is odd about it.
import { range } from '../base/range.ts';
import { looksLikeEntry } from './line-problems.ts';
import { bareWord } from './name.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './problems.ts';
import type { Name } from './tree.ts';
import { type BlockRow, type EntryRow, entryMeant, entryRow } from './vocabulary.ts';

/** A known entry, met exactly or as meant. */
export interface NamedEntry {
  readonly row: EntryRow;
  readonly exact: boolean;
}

/** From five words on, the name of a rule reads like a sentence. */
const sentenceWords = 5;

/** The known entry a name stands for; undefined: a free name, a speaker, or an unknown entry. */
export function namesEntry(block: BlockRow, name: Name): NamedEntry | undefined {
  const exact = entryRow(block, bareWord(name.text));
  if (exact) return { row: exact, exact: true };
  if (block.free) return undefined;
  // In a dialogue any other name may be a speaker's, so only the case of a known entry is forgiven.
  const found =
    entryRow(block, name.key) ??
    (block.dialogue ? undefined : (entryMeant(block.entries, name.key) ?? nearestEntry(block, name.key)));
  return found && { row: found, exact: false };
}

/** What is wrong or odd with the name of an entry under the header of `block`; `follows`: an entry or item stands before it. */
export function entryNameProblem(
  block: BlockRow,
  name: Name,
  meant: NamedEntry | undefined,
  follows: boolean,
): Problem | undefined {
  if (meant) return meant.exact ? undefined : misspeltEntry(block, name, meant.row);
  if (block.free) return oddFreeName(block, block.free, name, follows);
  if (block.dialogue) return undefined;
  return {
    code: 'unknown-entry',
    severity: 'error',
    range: name.range,
    message: `\`${block.word}\` has no entry \`${name.text}\`. It has ${block.entries.map((row) => `\`${row.word}\``).join(', ')}.`,
  };
}

/** The known entry with the word nearest to `key`. */
export function nearestEntry(block: BlockRow, key: string): EntryRow | undefined {
  const rows = block.entries.filter((row) => !row.named);
  const word = nearest(
    key,
    rows.map((row) => row.word),
  );
  return rows.find((row) => row.word === word);
}

function misspeltEntry(block: BlockRow, name: Name, row: EntryRow): Problem {
  const written = row.named ? name.key : row.word;
  return {
    code: 'unknown-entry',
    severity: 'error',
    range: name.range,
    message: `\`${block.word}\` has no entry \`${name.text}\`; it is read as \`${written}\`.`,
    fixes: [{ title: `Write \`${written}\``, edits: [{ range: name.range, text: written }], preferred: true }],
  };
}

function oddFreeName(block: BlockRow, free: EntryRow, name: Name, follows: boolean): Problem | undefined {
  const clause = free.clauses.find((row) => row.word === name.key);
  if (clause && follows) return looksLikeClause(name, clause, free);
  if (block.word !== 'rules') return undefined;
  const words = name.text.split(/\s+/u).length;
  if (words < sentenceWords && !/^\p{Lu}/u.test(bareWord(name.text))) return undefined;
  return {
    code: 'looks-like-item',
    severity: 'hint',
    range: name.range,
    message: 'This is read as the name of a rule, and a name is not sent. Is a `- ` missing?',
    fixes: [{ title: 'Begin it with `- `', edits: [{ range: range(name.range.start, name.range.start), text: '- ' }] }],
  };
}

function looksLikeClause(name: Name, clause: EntryRow, free: EntryRow): Problem {
  const problem = looksLikeEntry(name.range, clause, true);
  return {
    ...problem,
    message: `This is read as a ${free.word} called “${name.text}”. If it is the clause \`${clause.word}:\` of the ${free.word} above, indent it deeper.`,
    fixes: [
      {
        title: `Indent it as a clause`,
        edits: [{ range: range(name.range.start, name.range.end), text: `  ${clause.word}` }],
        preferred: true,
      },
    ],
  };
}
