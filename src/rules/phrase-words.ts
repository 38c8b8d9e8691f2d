// The words of the check phrases, for colours: those of the phrase table, and the forms they take beside a message.
import { phraseTable } from './phrase-table.ts';

/** Forms that the table shows once for all: `starts with` for `start with`, amounts other than words. */
const forms = [
  'said',
  'starts',
  'ends',
  'repeats',
  'speaks',
  'breaks',
  'characters',
  'lines',
  'tokens',
  'word',
  'or',
  'exactly',
  'one',
  'of',
];
/** What stands in the table for any language, group or amount. */
const examples = new Set(['French']);

/** Every word once, the longest first, so that no word hides a longer one. */
export function phraseWords(): string[] {
  const words = phraseTable.flatMap(({ phrase }) =>
    phrase
      .replace(/"[^"]*"|\/[^/]*\/|\{\{[^}]*\}\}/gu, ' ')
      .split(/[^A-Za-z]+/u)
      .filter((word) => word !== '' && !examples.has(word)),
  );
  return [...new Set([...words, ...forms])].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
