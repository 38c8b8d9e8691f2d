// The knobs of asking as words and as a plan: which line leans on the talk, which turns away from it. The same knobs plan the same lines:
// nothing here looks at chance.
import type { Manner } from './asker.ts';
import type { AskFault, Wanted } from './interview-notes.ts';

/** What line `index` of the interview (from 0) is meant to do. A first line, to which nothing was said, is as it comes. */
export function wantedAt(index: number, { leaning, shifting }: Manner, anythingSaid: boolean): Wanted {
  if (!anythingSaid) return 'free';
  if (isDue(index, shifting)) return 'shift';
  return isDue(index, leaning) ? 'lean' : 'free';
}

/** Spreads a share evenly: of n lines, about n·share are due, beginning in the middle of the first stretch. */
function isDue(index: number, share: number): boolean {
  const rate = Math.min(1, Math.max(0, share));
  return Math.floor((index + 1) * rate + 0.5) > Math.floor(index * rate + 0.5);
}

/** How long the lines are. */
export const lengths: Readonly<Record<Manner['terseness'], string>> = {
  terse: 'You type in a hurry: a few words, seldom a whole sentence.',
  plain: 'You write one short sentence, two at most.',
  wordy: 'You write two to four sentences, and say something of yourself with it.',
};

/** What is asked of the next line alone; it is in no later request. */
export function instruction(wanted: Wanted, persona: string): string {
  if (wanted === 'lean') {
    return `Write your next line to ${persona}. It leans on what was said last: point back with a word such as it, that, there or they, or leave out what is understood, so that nobody could follow the line without the talk.`;
  }
  if (wanted === 'shift') {
    return `Write your next line to ${persona}. Leave what was talked about and turn to something you have not touched yet; name it, so that the line stands on its own.`;
  }
  return `Write your next line to ${persona}.`;
}

/** Told with the next attempt, after one that was dropped. */
export function again(text: string, why: AskFault): string {
  const shown = text.length > 300 ? `${text.slice(0, 300)}…` : text;
  return `You were about to write “${shown}”. That ${why}. Write another line, as the one who asks.`;
}
