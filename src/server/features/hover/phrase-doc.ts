// What a check phrase means: the row of the table of phrases that fits what stands at the cursor.
import { type Range, range, touches } from '../../../base/range.ts';
import { type SourceText, sourceRange } from '../../../lang/source-text.ts';
import type { EntryRow } from '../../../lang/vocabulary.ts';
import { type PhraseRow, phraseTable } from '../../../rules/phrase-table.ts';

const kinds: Partial<Record<EntryRow['type'], PhraseRow['of']>> = {
  phrase: 'reply',
  condition: 'condition',
  binding: 'binding',
};

export function phraseDoc(
  text: SourceText,
  row: EntryRow,
  offset: number,
): { readonly range: Range; readonly doc: string } | undefined {
  const of = kinds[row.type];
  if (!of) return undefined;
  for (const part of alternatives(text.value)) {
    const place = sourceRange(text, part.start, part.end);
    if (!touches(place, offset)) continue;
    const found = rowFor(text.value.slice(part.start, part.end), of);
    return (
      found && { range: place, doc: `**${found.phrase}**\n\n${found.doc}\n\n\`\`\`persona\n${found.example}\n\`\`\`` }
    );
  }
  return undefined;
}

const piece = /"(?:[^"\\]|\\.)*"|(?<!\S)\/(?:[^/\\]|\\.)+\/[a-z]*|\{\{[^{}]*\}\}|[^\s"]+/gu;

/** What stands between one `or` and the next; `one of "a" or "b"` is one. */
function alternatives(text: string): readonly Range[] {
  const parts: Range[] = [];
  let start = -1;
  let end = 0;
  for (const word of text.matchAll(piece)) {
    if (word[0] === 'or') {
      if (start >= 0) parts.push(range(start, end));
      start = -1;
    } else {
      if (start < 0) start = word.index;
      end = word.index + word[0].length;
    }
  }
  if (start >= 0) parts.push(range(start, end));
  return parts;
}

/** What a word of a phrase is compared as: a text, a pattern, a value, an amount, or itself. */
function sort(word: string): string {
  if (word.startsWith('"')) return '"';
  if (word.startsWith('/')) return '/';
  if (word.startsWith('{{')) return '{';
  return /^(?:\d+|…)$/.test(word) ? '#' : word.toLowerCase();
}

function sorts(text: string): readonly string[] {
  return [...text.matchAll(piece)].map(([word]) => sort(word));
}

/** The row that has the most words of the phrase, of those whose words all stand in it in their order; the earlier one of two. */
function rowFor(phrase: string, of: PhraseRow['of']): PhraseRow | undefined {
  const written = sorts(phrase);
  let best: PhraseRow | undefined;
  let most = 0;
  for (const row of phraseTable) {
    if (row.of !== of) continue;
    // A name may stand for the ellipsis of a binding, and any language for the one of the table.
    const wanted = sorts(row.phrase.replace(of === 'binding' ? /…/g : /\bFrench\b/g, ' '));
    let at = 0;
    const all = wanted.every((word) => {
      const next = written.indexOf(word, at);
      if (next >= 0) at = next + 1;
      return next >= 0;
    });
    if (all && wanted.length > most) {
      best = row;
      most = wanted.length;
    }
  }
  return best;
}
