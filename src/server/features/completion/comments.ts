// In a comment: the words that speak to lint and to the commands that write, and the codes that may be ignored.
import type * as lsp from 'vscode-languageserver-protocol';
import { staticRules } from '../../../lint/static/index.ts';
import { structuralCodes } from '../../../lint/static/structural-summaries.ts';
import { summaryOf } from '../../../lint/static/summary-of.ts';
import { valueItem } from './items.ts';
import type { Place } from './place.ts';

const directives = [
  {
    word: 'dramatis-ignore',
    doc: 'Silences one finding for the next line, or for the entry that begins there. Say why.',
  },
  {
    word: 'dramatis-keep',
    doc: 'The commands that write leave the next line, or the entry that begins there, as it is.',
  },
];

export function commentItems({ before, replaces }: Place): lsp.CompletionItem[] {
  const code = /^\s*#\s+dramatis-ignore\s+(?:[\w-]+,\s*)*([\w-]*)$/.exec(before)?.[1];
  if (code !== undefined) {
    const codes = [...staticRules.map(({ id }) => id), ...structuralCodes];
    return codes.map((id, index) => valueItem(id, summaryOf(id), replaces(code.length), index, `${id}: `));
  }
  const word = /^\s*#\s+([\w-]*)$/.exec(before)?.[1];
  if (word === undefined) return [];
  return directives.map((one, index) => valueItem(one.word, one.doc, replaces(word.length), index, `${one.word} `));
}
