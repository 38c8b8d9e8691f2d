// What may come next in a phrase that is still being written: the reader itself is run on what is there, and whatever it looks for at the
// end of the text is what may follow. So what is offered and what is read cannot differ.
import { range } from '../base/range.ts';
import type { SourceText } from '../lang/source-text.ts';
import { Cursor, type Expectable } from './cursor.ts';
import { readLet } from './read-let.ts';
import { readLine, type Speakers } from './read-phrase.ts';

/** Words stand as they would be written next: `at most`, `says`. The rest is told by its sort. */
export interface Expected {
  readonly words: readonly string[];
  readonly sorts: ReadonlySet<Exclude<Expectable, object>>;
}

/** @param text whole words of a phrase, without the one that is being written. */
export function expectedNext(text: string, of: 'reply' | 'condition' | 'binding', speakers: Speakers = []): Expected {
  const cursor = new Listener(asSource(text));
  if (of === 'binding') readLet(cursor, speakers);
  else readLine(cursor, of, speakers);
  return { words: wordsFor([...cursor.words], text, of), sorts: cursor.sorts };
}

class Listener extends Cursor {
  readonly words = new Set<string>();
  readonly sorts = new Set<Exclude<Expectable, object>>();

  override take(...words: readonly string[]): boolean {
    const start = this.at;
    for (const [index, word] of words.entries()) {
      if (!this.more()) this.words.add(words.slice(index).join(' '));
      if (this.word() !== word) {
        this.at = start;
        return false;
      }
      this.at += word.length;
    }
    return true;
  }

  override takeChar(char: string): boolean {
    if (char === '=' && !this.more()) this.words.add(char);
    return super.takeChar(char);
  }

  override expects(what: Expectable): void {
    if (this.more()) return;
    if (typeof what === 'string') this.sorts.add(what);
    else for (const word of what.words) this.words.add(word);
  }
}

function asSource(value: string): SourceText {
  const place = range(0, value.length);
  return { uri: '', value, range: place, segments: [{ at: 0, start: 0, length: value.length }] };
}

/** Forms of each verb as they stand of a reply, of a message or value, and of what was said earlier. */
const verbs: readonly (readonly [string, string, string])[] = [
  ['say', 'says', 'said'],
  ['be', 'is', 'was'],
  ['ask', 'asks', 'asked'],
  ['start with', 'starts with', 'started with'],
  ['end with', 'ends with', 'ended with'],
];
/** Read, and not offered: other ways of writing the same. */
const sameAsOthers = new Set([
  'any of',
  'valid json',
  'first',
  'for the user',
  'speak for the user',
  'speaks for the user',
  'repeats itself',
  'speaks for user',
  'breaks character',
]);
const ofReplyOnly = new Set(['repeat itself', 'speak for user', 'break character']);

function wordsFor(found: readonly string[], text: string, of: 'reply' | 'condition' | 'binding'): readonly string[] {
  const past = /(?:^|\s)self\s*$/i.test(text);
  // `where did is "…"`: the group is a value.
  const form = /\bwhere\s+\S+\s*$/i.test(text) ? 1 : of === 'reply' ? 0 : past ? 2 : 1;
  const others = new Set(verbs.flatMap((forms) => forms.filter((word) => word !== forms[form])));
  const words = found.filter((word) => {
    if (others.has(word) || sameAsOthers.has(word)) return false;
    if (of === 'binding' && verbs.some((forms) => forms.includes(word))) return false;
    if (word === 'where') return /\(\?P?</.test(text);
    return of === 'reply' || !ofReplyOnly.has(word);
  });
  const shown = words.map((word) => (word === 'json' ? 'JSON' : word));
  return /\bask(?:s|ed)?\s*$/i.test(text) ? ['a question', ...shown] : shown;
}
