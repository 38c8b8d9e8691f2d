// Problems of single lines as values, in plain words and with their fixes. Decides nothing: whoever reads the line does.
import { type Range, range } from '../base/range.ts';
import type { Problem } from './problems.ts';
import { columnsUpTo, type Line } from './scan.ts';
import type { BlockRow, EntryRow } from './vocabulary.ts';

/** A line at column 0 that is no header, or an indented one before the first. */
export function strayLine(line: Line): Problem {
  return {
    code: 'stray-line',
    severity: 'error',
    range: range(line.ink, line.end),
    message:
      'This line belongs to nothing: text stands deeper than its block, and a block begins with one of the block words.',
    fixes: [
      { title: 'Indent the line', edits: [{ range: range(line.ink, line.ink), text: '  ' }] },
      { title: 'Make it a comment', edits: [{ range: range(line.ink, line.ink), text: '# ' }] },
    ],
  };
}

/** Indentation that is not spaces, from the line's start to `end`. */
export function badIndentation(text: string, line: Line, end: number): Problem {
  const width = columnsUpTo(text, line, end);
  const where = range(line.start, end);
  return {
    code: 'bad-indentation',
    severity: 'warning',
    range: where,
    message: 'Indentation is spaces; a tab counts as four.',
    fixes: [{ title: 'Indent with spaces', edits: [{ range: where, text: ' '.repeat(width) }], preferred: true }],
  };
}

/** An indented line above the first header: nothing can stand there but comments. `header`: it would be one at column 0. */
export function beforeBlocks(line: Line, header: boolean): Problem {
  const fixes = header
    ? [{ title: 'Begin it at column 0', edits: [{ range: range(line.start, line.ink), text: '' }], preferred: true }]
    : [];
  return {
    code: 'stray-line',
    severity: 'error',
    range: range(line.ink, line.end),
    message: header
      ? 'A block begins at column 0: take out the white space before its word.'
      : 'No block has begun yet, so this line belongs to nothing. A persona file begins with `persona` and a name at column 0.',
    fixes,
  };
}

/** A line directly under a header that is neither entry nor item. */
export function neitherEntryNorItem(text: string, line: Line, row: BlockRow): Problem {
  const bullet = /^(?:[-*+•–—]|\d+[.)])(?=\s|[^\s\d])/u.exec(text.slice(line.ink, line.ink + 8))?.[0];
  const edits = bullet
    ? [
        {
          range: range(line.ink, line.ink + bullet.length + (text[line.ink + bullet.length] === ' ' ? 1 : 0)),
          text: '- ',
        },
      ]
    : [{ range: range(line.ink, line.ink), text: '- ' }];
  const message = row.dialogue
    ? `A line of \`${row.word}\` begins with who speaks: \`user: …\`, \`self: …\`.`
    : row.item
      ? `An item of \`${row.word}\` begins with \`- \`, an entry with its name and a colon.`
      : `An entry of \`${row.word}\` begins with its name and a colon.`;
  const fixes = row.item ? [{ title: 'Begin it with `- `', edits, preferred: true }] : [];
  return { code: 'misplaced-text', severity: 'error', range: range(line.ink, line.end), message, fixes };
}

/** A `- ` in a block that takes entries only. */
export function misplacedItem(where: Range, row: BlockRow): Problem {
  const message = row.dialogue
    ? `\`${row.word}\` has no items: a line begins with who speaks.`
    : `\`${row.word}\` has no items: each line is \`name: text\`.`;
  return { code: 'misplaced-item', severity: 'error', range: where, message };
}

/** Text after a clause, list item or map entry of the same owner. */
export function textAfterClauses(line: Line, owner: string): Problem {
  return {
    code: 'misplaced-text',
    severity: 'error',
    range: range(line.ink, line.end),
    message: `The text of ${owner} stands before its clauses: move this line up, or indent it under the clause it goes on with.`,
  };
}

/** Text where a list has one item a line. */
export function textInList(line: Line, owner: string): Problem {
  return {
    code: 'misplaced-text',
    severity: 'error',
    range: range(line.ink, line.end),
    message: `Each line under ${owner} is an item and begins with \`- \`.`,
    fixes: [
      { title: 'Begin it with `- `', edits: [{ range: range(line.ink, line.ink), text: '- ' }], preferred: true },
    ],
  };
}

/** A line of text that looks like a clause of its owner, or like an entry of the block. It is sent. */
export function looksLikeEntry(where: Range, meant: EntryRow, isClause: boolean): Problem {
  const what = isClause ? `the clause \`${meant.word}:\`` : `the entry \`${meant.word}:\``;
  const advice = isClause ? '' : ' An entry stands directly under its block’s header.';
  return {
    code: 'misspelt-clause',
    severity: 'hint',
    range: where,
    message: `This is text and is sent as it stands. Is it meant to be ${what}?${advice}`,
    fixes: isClause
      ? [{ title: `Write \`${meant.word}:\``, edits: [{ range: where, text: `${meant.word}` }], preferred: true }]
      : [],
  };
}

/** A line of text that begins with `# `. It is sent. */
export function looksLikeComment(line: Line): Problem {
  return {
    code: 'looks-like-comment',
    severity: 'hint',
    range: range(line.ink, line.end),
    message: 'Inside a text this is no comment: it is sent. A comment here begins at column 0.',
    fixes: [{ title: 'Make it a comment', edits: [{ range: range(line.start, line.ink), text: '' }] }],
  };
}

/** A ``` whose text ends before the next one. */
export function openFence(at: number): Problem {
  return {
    code: 'open-fence',
    severity: 'warning',
    range: range(at, at + 3),
    message: 'This fence is not closed; it ends with its text. Close it with a line of ```.',
  };
}
