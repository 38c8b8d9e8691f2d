// Whether words of the user take the floor, as far as a program can say: commands as whole words, anything that is no sign of listening.
// In: text and settings. Out: yes or no. Words still being written count only once nothing that may follow makes them harmless.

import { bareWords } from '../bare-words.ts';
import type { TurnSettings } from './turn-settings.ts';

export interface Heard {
  readonly text: string;
  /** The words of the slice before, where they lead on to these: a command may be cut in two. */
  readonly before?: string;
  /** False: more may come in this slice. */
  readonly ended: boolean;
}

/** Whether the persona is to stop. Always false where a rule decides, which is a model's to say. */
export function takesFloor({ text, before = '', ended }: Heard, settings: TurnSettings): boolean {
  if (settings.interruptOn === 'command') return saysCommand(before + text, settings.commands, ended);
  if (settings.interruptOn === 'rule') return false;
  return !isNoise(text, settings.backchannels, ended);
}

/** Whether one of the commands stands in the text as whole words. A word at the very end may still grow, unless the text has ended. */
export function saysCommand(text: string, commands: readonly string[], ended = true): boolean {
  const words = wordsOf(text);
  if (!ended && /[\p{L}\p{M}\p{N}'’-]$/u.test(text)) words.pop();
  return commands.some((command) => {
    const asked = wordsOf(command);
    if (asked.length === 0) return false;
    return words.some((_, at) => asked.every((word, index) => words[at + index] === word));
  });
}

/**
 * Whether it is no more than a sign of listening: backchannels, one or several in a row; a stray key (no letter at all, or one Latin
 * letter or digit, however often). Text that has not ended is noise as long as it may still become a backchannel.
 */
export function isNoise(text: string, backchannels: readonly string[], ended = true): boolean {
  const said = bareWords(text);
  if (said === '') return true;
  if (/^([a-z0-9])(?: ?\1)*$/u.test(said)) return true;
  return isMadeOf(said, backchannels.map(bareWords), !ended);
}

/** Whether `said` is a row of these phrases; `open`: the last may be the beginning of one. */
function isMadeOf(said: string, phrases: readonly string[], open: boolean): boolean {
  const reached = new Set([0]);
  for (const at of reached) {
    const rest = said.slice(at);
    for (const phrase of phrases) {
      if (phrase === '') continue;
      if (rest === phrase || (open && phrase.startsWith(rest))) return true;
      if (rest.startsWith(`${phrase} `)) reached.add(at + phrase.length + 1);
    }
  }
  return false;
}

/** Lower case; a hyphen or an apostrophe is inside a word. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*/gu) ?? []
  );
}
