// Standard input as lines that are asked for one at a time, with a prompt where somebody sits there.

import { lines } from '../base/lines.ts';
import type { Terminal } from './command.ts';

export interface LineReader {
  /** The next line, or undefined at the end of the input. */
  next(prompt: string): Promise<string | undefined>;
  /** A question answered with y or yes; anything else is no. */
  confirm(question: string): Promise<boolean>;
}

export function lineReader(terminal: Terminal): LineReader {
  const source = lines(terminal.input)[Symbol.asyncIterator]();
  const next = async (prompt: string): Promise<string | undefined> => {
    if (terminal.interactive) terminal.out(prompt);
    const { done, value } = await source.next();
    return done ? undefined : value;
  };
  return {
    next,
    confirm: async (question) => /^y(?:es)?$/i.test(((await next(`${question} [y/N] `)) ?? '').trim()),
  };
}
