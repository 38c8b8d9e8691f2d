// What the vocabulary says of a block or an entry, as Markdown. Says what nothing plays yet.
import type { BlockRow, EntryRow } from '../../../lang/vocabulary.ts';

const notPlayed = '\n\n*Not yet played: it is read, checked and compiled, and nothing acts on it when you play.*';

export function blockDoc(row: BlockRow): string {
  return `**${row.word}** · ${row.group}\n\n${row.doc}${row.played ? '' : notPlayed}\n\n\`\`\`persona\n${row.example}\n\`\`\``;
}

/** `free`: the name is the author's, the row what it stands for. */
export function entryDoc(row: EntryRow, free: boolean, block: BlockRow | undefined): string {
  const facts = [
    free ? `a name of yours${block ? ` in \`${block.word}\`` : ''}` : row.type,
    ...(row.values.length > 0 ? [`one of ${row.values.map((v) => `\`${v}\``).join(', ')}`] : []),
    ...(row.default === undefined ? [] : [`default \`${row.default}\``]),
  ];
  const played = row.played && (block?.played ?? true) ? '' : notPlayed;
  return `**${row.word}** · ${facts.join(' · ')}\n\n${row.doc}${played}\n\n\`\`\`persona\n${row.example}\n\`\`\``;
}
