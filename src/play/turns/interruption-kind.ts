// What an interruption was for, by comparing words: asks no model, and is a guess of a program. In: the interrupting words, the user's
// earlier lines. Out: one of four kinds.
import { saysCommand, wordsOf } from './hear.ts';
import type { Interruption } from './slice.ts';

/** So large a share of the interrupting words makes it the same question. */
const sameQuestion = 0.5;

/** `lines`: the user's lines before it, the oldest first. Words of fewer than four letters do not count, unless there are no others. */
export function interruptionKind(text: string, lines: readonly string[], commands: readonly string[]): Interruption {
  if (saysCommand(text, commands)) return 'stop';
  const asked = contentOf(text);
  const same = (line: string) => shareOf(asked, contentOf(line)) >= sameQuestion;
  const last = lines.at(-1);
  if (last !== undefined && same(last)) return 'regenerate';
  return lines.slice(0, -1).some(same) ? 'return' : 'new topic';
}

function contentOf(text: string): ReadonlySet<string> {
  const words = wordsOf(text);
  const long = words.filter((word) => word.length >= 4);
  return new Set(long.length > 0 ? long : words);
}

function shareOf(asked: ReadonlySet<string>, line: ReadonlySet<string>): number {
  if (asked.size === 0) return 0;
  return [...asked].filter((word) => line.has(word)).length / asked.size;
}
