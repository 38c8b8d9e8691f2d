// A place in a clause's text that moves on word by word, and the problems met on the way, each with its range in the file.
// Knows white space, words, numbers and braces; what they mean is the readers' business.
import { type Range, range } from '../base/range.ts';
import type { Fix, Problem, ProblemCode } from '../lang/problems.ts';
import { isBlank } from '../lang/slice-text.ts';
import { type SourceText, sourceRange } from '../lang/source-text.ts';
import type { ValueUse } from './phrase.ts';

const numberWords = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'.split(' ').map((word, n) => [word, n]),
);

/** What may stand in a phrase beside the words that are asked for one by one. */
export type Expectable =
  | 'text'
  | 'pattern'
  | 'value'
  | 'number'
  | 'unit'
  | 'language'
  | 'table'
  | { readonly words: readonly string[] };

export class Cursor {
  readonly source: SourceText;
  readonly text: string;
  readonly problems: Problem[] = [];
  readonly values: ValueUse[] = [];
  at = 0;
  /** The word that stands at `#wordAt`: readers ask for one after the other what it may be. */
  #word = '';
  #wordAt = -1;

  constructor(source: SourceText) {
    this.source = source;
    this.text = source.value;
  }

  /** Told by readers what else could stand here than a word. Of no use to reading itself: `expected.ts` listens. */
  expects(_what: Expectable): void {}

  /** Skips white space and says whether anything is left. */
  more(): boolean {
    while (this.at < this.text.length && isBlank(this.text.charCodeAt(this.at))) this.at++;
    return this.at < this.text.length;
  }

  /** The character ahead, behind white space; empty at the end. */
  peek(): string {
    return this.more() ? (this.text[this.at] ?? '') : '';
  }

  /** The word ahead, in lower case, not taken; empty where something else stands. */
  word(): string {
    this.more();
    if (this.#wordAt !== this.at) {
      this.#word = wordAt(this.text, this.at);
      this.#wordAt = this.at;
    }
    return this.#word;
  }

  /** Takes these words if they stand ahead one after the other. */
  take(...words: readonly string[]): boolean {
    const start = this.at;
    // By index: readers ask for dozens of words where one stands.
    for (let index = 0; index < words.length; index++) {
      const word = words[index] as string;
      if (this.word() !== word) {
        this.at = start;
        return false;
      }
      this.at += word.length;
    }
    return true;
  }

  /** Takes the first phrase of several words that stands ahead. */
  takeAny<T extends string>(phrases: readonly T[]): T | undefined {
    const start = this.at;
    const ahead = this.word();
    this.at = start;
    return phrases.find((phrase) => phrase.startsWith(ahead) && this.take(...phrase.split(' ')));
  }

  /** Takes one character. */
  takeChar(char: string): boolean {
    if (this.peek() !== char) return false;
    this.at++;
    return true;
  }

  /** Takes a number in digits or as a word up to twelve; `a` and `an` are one. */
  takeNumber(): number | undefined {
    this.expects('number');
    this.more();
    const digits = matchAt(/-?\d+(?:\.\d+)?(?![\p{L}\p{N}])/uy, this.text, this.at);
    if (digits) {
      this.at += digits.length;
      return Number(digits);
    }
    const word = this.word();
    const n = word === 'a' || word === 'an' ? 1 : numberWords.get(word);
    if (n !== undefined) this.at += word.length;
    return n;
  }

  /** Takes `{{path}}`. */
  takeValue(): ValueUse | undefined {
    this.expects('value');
    this.more();
    const found = matchAt(/\{\{[^{}]*\}\}/y, this.text, this.at);
    if (!found) return undefined;
    this.at += found.length;
    return this.use(found.slice(2, -2).trim(), this.at - found.length, this.at);
  }

  /** Notes that a value is named. */
  use(path: string, start: number, end: number): ValueUse {
    const use = { path, range: range(start, end) };
    this.values.push(use);
    return use;
  }

  /** From `start` to behind what was last taken. */
  rangeFrom(start: number): Range {
    return range(start, Math.max(start, this.at));
  }

  /** The next word, or the next character: what a message points at. */
  ahead(): Range {
    this.more();
    const word = matchAt(/[\p{L}\p{N}_'’-]+|[^\s]/uy, this.text, this.at);
    if (word) return range(this.at, this.at + word.length);
    const end = this.text.trimEnd().length;
    return range(Math.max(0, end - 1), end);
  }

  /** Records what cannot be read; returns undefined, so that readers can end with it. */
  fail(where: Range, message: string, options: { code?: ProblemCode; replacement?: string } = {}): undefined {
    const inFile = sourceRange(this.source, where.start, where.end);
    const fixes: Fix[] | undefined =
      options.replacement === undefined
        ? undefined
        : [
            {
              title: `Change to \`${options.replacement}\``,
              edits: [{ range: inFile, text: options.replacement }],
              preferred: true,
            },
          ];
    const problem: Problem = { code: options.code ?? 'bad-phrase', severity: 'error', range: inFile, message };
    this.problems.push(fixes ? { ...problem, fixes } : problem);
    return undefined;
  }

  /** Records something read all the same, with the edit that mends it. */
  warn(where: Range, code: ProblemCode, message: string, title: string, replacement: string): void {
    const inFile = sourceRange(this.source, where.start, where.end);
    const fixes = [{ title, edits: [{ range: inFile, text: replacement }], preferred: true }];
    this.problems.push({ code, severity: 'warning', range: inFile, message, fixes });
  }
}

const wordCharacters = /[\p{L}\p{N}_'’-]+/uy;

/** In lower case; what is written in plain letters is found without the tables of Unicode. */
function wordAt(text: string, start: number): string {
  let end = start;
  while (isPlainInWord(text.charCodeAt(end))) end++;
  const word = text.charCodeAt(end) >= 0x80 ? matchAt(wordCharacters, text, start) : text.slice(start, end);
  return word.toLowerCase();
}

/** Of ASCII: a letter, a digit, `_`, `'` or `-`. */
function isPlainInWord(code: number): boolean {
  if (code >= 0x61) return code <= 0x7a;
  if (code >= 0x41) return code <= 0x5a || code === 0x5f;
  return (code >= 0x30 && code <= 0x39) || code === 0x27 || code === 0x2d;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
