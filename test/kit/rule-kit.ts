// Rules from a few lines of text, and what they say of a reply: for tests that care for nothing else of a persona.

import type { Measures } from '../../src/lang/measures.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import type { Values } from '../../src/lang/value.ts';
import { judge } from '../../src/rules/judge.ts';
import { type RuleBook, readRules } from '../../src/rules/rule-book.ts';
import type { TalkMessage, Verdict } from '../../src/rules/verdict.ts';
import { noFiles } from './memory-source.ts';

/** A persona with these blocks (from column 0) behind its header. */
export function bookOf(blocks: string): RuleBook {
  return readRules(readPersona(`persona Tester\n\n${blocks}`, '/p/tester.persona', noFiles));
}

/** A book with one rule called `r` that has these clauses, one a line. */
export function ruleOf(...clauses: readonly string[]): RuleBook {
  return bookOf(`rules\n  r: A rule.\n${clauses.map((clause) => `    ${clause}\n`).join('')}`);
}

/** `user: …`, `self: …`, `system: …` or `name: …` lines as messages. */
export function talkOf(...lines: readonly string[]): readonly TalkMessage[] {
  return lines.map((line) => {
    const [, speaker = '', content = ''] = /^(\w+): ?([\s\S]*)$/.exec(line) ?? [];
    if (speaker === 'self') return { role: 'assistant', content };
    if (speaker === 'system') return { role: 'system', content };
    return speaker === 'user' ? { role: 'user', content } : { role: 'user', content, name: speaker };
  });
}

/** The verdict on the last reply of a talk by the book's only rule. */
export function verdictOf(
  book: RuleBook,
  talk: readonly TalkMessage[],
  options: { values?: Values; measures?: Measures } = {},
): Verdict {
  const verdict = judge(book, talk, options).turns.at(-1)?.verdicts[0];
  if (!verdict) throw new Error('the talk has no reply, or the book no rule');
  return verdict;
}

/** Whether `must: <phrase>` is kept by a reply; throws where it is neither kept nor broken. */
export function holds(phrase: string, reply: string, values: Values = {}, measures: Measures = {}): boolean {
  const book = ruleOf(`must: ${phrase}`);
  if (book.problems.length > 0) throw new Error(`${phrase}: ${book.problems[0]?.message}`);
  const { state, why } = verdictOf(book, talkOf('user: hello', `self: ${reply}`), { values, measures });
  if (state !== 'kept' && state !== 'broken') throw new Error(`${phrase}: ${state}, ${why}`);
  return state === 'kept';
}
