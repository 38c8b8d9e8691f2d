// What became of an export, as lines to read. In: a tally, the files. Out: text.
import { join } from 'node:path';
import { plainText } from '../../base/plain-text.ts';
import { type Reason, reasonsIn, type Tally } from '../../data/tally.ts';

export function tallyAsText(tally: Tally, files: Readonly<Record<string, string>>, folder: string): string {
  const rows = Object.entries(files).map(
    ([part, name]) => `${join(folder, name)}: ${counted(tally.rows[part] ?? 0, 'row')}`,
  );
  return plainText(
    [
      ...rows,
      `${counted(tally.used, 'talk')} of ${tally.talks} gave rows.`,
      ...(tally.replaced > 0 ? [`Identifiers replaced: ${tally.replaced}.`] : []),
      ...reasons('Left out of talks', reasonsIn(tally.left)),
      ...reasons('Rows removed', reasonsIn(tally.removed)),
      '',
    ].join('\n'),
  );
}

function reasons(head: string, all: readonly Reason[]): readonly string[] {
  return all.length === 0 ? [] : [`${head}:`, ...all.map(({ why, times }) => `  ${times} × ${why}`)];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
