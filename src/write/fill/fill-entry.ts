// Words for the place of the cursor: what is asked, and what of the answer may be shown there. In: a text, an offset. Out: a request, and the words that
// read as the language where they would stand; else none. Asks nobody.
import { type Directive, directives } from '../../lang/directives.ts';
import { parse } from '../../lang/parse.ts';
import { primer } from '../../lang/primer.ts';
import type { Message } from '../../lang/prompt.ts';
import type { Block, Member } from '../../lang/tree.ts';
import { blockRow, memberRow } from '../../lang/vocabulary.ts';
import { fence, fenceRule } from '../fence.ts';
import { headerOf } from '../locate.ts';
import { type FindProblems, structuralProblems } from '../make-patch.ts';

export interface FillPlace {
  readonly text: string;
  readonly uri: string;
  readonly offset: number;
  /** Header of the block; undefined: before the first. */
  readonly block: string | undefined;
  /** Of the entry, or of the block where a new line begins: what it is for, with an example. */
  readonly doc: string;
}

/** Characters of the file that go along, on each side. */
const around = 6000;
/** An answer is cut behind so many lines. */
const mostLines = 12;

/** Undefined where nothing can be filled in: in the middle of a line, in a comment, in what is marked to be kept. */
export function fillPlace(text: string, uri: string, offset: number): FillPlace | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(start, offset);
  const rest = /^[^\r\n]*/u.exec(text.slice(offset))?.[0] ?? '';
  if (rest.trim() !== '' || line.trimStart().startsWith('#')) return undefined;
  const tree = parse(text, uri);
  const isKept = ({ kind, covers }: Directive) => kind === 'keep' && covers.start <= offset && offset <= covers.end;
  if (directives(tree).some(isKept)) return undefined;
  const block = tree.blocks.findLast(({ range }) => range.start <= offset);
  if (!block) return { text, uri, offset, block: undefined, doc: '' };
  return { text, uri, offset, block: headerOf(block), doc: docOf(block, line, start) };
}

/** The primer, the file with a mark where the cursor is, and what the entry is for. */
export function fillMessages({ text, offset, block, doc }: FillPlace, random: () => number): readonly Message[] {
  const before = text.slice(Math.max(0, offset - around), offset);
  const after = text.slice(offset, offset + around);
  const fenced = fence(`${before}${cursor}${after}`, random);
  const where = block === undefined ? 'The file begins there.' : `It stands in the block \`${block}\`.`;
  const content = `Write what belongs at ${cursor} in this file, and nothing else: the rest of that line and, where the entry needs them, the lines under it. Do not repeat what stands before it.\n${where}${doc === '' ? '' : `\n${doc}`}\n\n${fenced.text}\n\n${fenceRule(fenced)}`;
  return [
    {
      role: 'system',
      content: `You fill in entries of persona files, written in a small language of their own.\n\n${primer()}`,
    },
    { role: 'user', content },
  ];
}

/** What may be shown at that place; undefined where it is empty, or brings a problem that was not there. */
export function readFill(
  answer: string,
  place: FillPlace,
  find: FindProblems = structuralProblems,
): string | undefined {
  const { text, offset, uri } = place;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(start, offset);
  const fenced = /```[^\n]*\n([\s\S]*?)```/u.exec(answer)?.[1] ?? answer;
  const lines = fenced.replaceAll(cursor, '').replace(/\r\n?/gu, '\n').trimEnd().split('\n').slice(0, mostLines);
  let words = lines.join('\n').replace(/^\n+/u, '');
  if (words.trimStart().startsWith(line.trim()) && line.trim() !== '')
    words = words.trimStart().slice(line.trim().length);
  if (line.trim() !== '') words = /\s$/u.test(line) ? words.trimStart() : words;
  if (words.trim() === '') return undefined;
  const known = new Set(errorsOf(find, text, uri));
  const filled = text.slice(0, offset) + words + text.slice(offset);
  const blocks = (of: string) => parse(of, uri).blocks.length;
  // More blocks than one new header brings are another file, not this entry.
  if (blocks(filled) > blocks(text) + (line.trim() === '' && line === '' ? 1 : 0)) return undefined;
  return errorsOf(find, filled, uri).some((one) => !known.has(one)) ? undefined : words;
}

const cursor = '⟦here⟧';

function errorsOf(find: FindProblems, text: string, uri: string): readonly string[] {
  return find(text, uri)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, message }) => `${code}\n${message}`);
}

function docOf(block: Block, line: string, start: number): string {
  const row = block.word && blockRow(block.word);
  if (!row) return '';
  const member = block.children.find(({ range }) => range.start <= start + line.length && start <= range.end);
  const entry = member && line.trim() !== '' ? rowOf(block, member) : undefined;
  const { doc, example } = entry ?? row;
  return `${doc} As in:\n${example}`;
}

function rowOf(block: Block, member: Member) {
  const row = block.word && blockRow(block.word);
  return row ? memberRow(row, member.kind === 'entry' ? member.word : undefined, member.kind) : undefined;
}
