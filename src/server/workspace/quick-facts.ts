// What a persona says of itself and of other files, read from as little of its text as can be: by a glance at the `persona` block where that is
// written plainly, by its tree where it is not, by the whole tree where other blocks may name files. Equal to the facts of the whole tree
// but for names of entries that are misspelt outside of that block.
import { parse } from '../../lang/parse.ts';
import { blockRow } from '../../lang/vocabulary.ts';
import { factsOf } from '../facts-of.ts';
import { uriOfPath } from '../uri-paths.ts';
import type { FileFacts } from '../workspace-files.ts';

/** What no text has that names files outside of its `persona` block. */
const mayName = /\b(?:with|from)\s*[:：]/i;

export function quickFacts(text: string, uri: string): FileFacts {
  const block = mayName.test(text) ? undefined : personaBlock(text);
  return (block === undefined ? undefined : plainFacts(block, uri)) ?? factsOf(parse(block ?? text, uri));
}

/** The one `persona` block and nothing else; undefined where it does not look as it should. */
function personaBlock(text: string): string | undefined {
  const start = text.startsWith('persona ') ? 0 : text.indexOf('\npersona ') + 1;
  if (start === 0 && !text.startsWith('persona ')) return undefined;
  const next = /\n(?=[^\s#])/g;
  next.lastIndex = start;
  const end = next.exec(text)?.index ?? text.length;
  return ['\npersona', '\nPersona'].some((header) => text.includes(header, end)) ? undefined : text.slice(start, end);
}

const plainTitle = /^persona +([\p{L}\p{N}](?:[\p{L}\p{N} .'-]*[\p{L}\p{N}.])?)(?=\n|$)/u;
/** `extends` as deep as the first entry, paths of plain letters on its line, and nothing behind it that is deeper. */
const plainExtends = /^[^\n]*\n( +)(?! )[\s\S]*(?<=\n\1)extends: +(\.[\w./-]*(?:, *\.[\w./-]*)*)(?=\n|$)(?!\s*\n\1 )/;
/** What may be the name of an entry, however it is written. */
const anyName = /\n\s*([^\s:：][^:：\n]*)[:：]/g;
const otherNames = new Set(
  (blockRow('persona')?.entries ?? []).map(({ word }) => word).filter((word) => word !== 'extends'),
);

/** Undefined where something is written in a way that only a parser reads. */
function plainFacts(block: string, uri: string): FileFacts | undefined {
  const name = plainTitle.exec(block)?.[1];
  if (name === undefined || /[\r\t`]/.test(block)) return undefined;
  let mentions = 0;
  for (const [, word = ''] of block.matchAll(anyName)) if (!otherNames.has(word)) mentions++;
  if (mentions === 0) return { uri, name, parents: none, files: none };
  const paths = mentions === 1 ? plainExtends.exec(block)?.[2]?.split(/, */) : undefined;
  if (!paths) return undefined;
  const files = paths.flatMap((path) => uriOfPath(path, uri) ?? []);
  return { uri, name, parents: files, files: [...new Set(files)] };
}

const none: readonly string[] = [];
