// What each step of a talk of seeker and supporter asks, in words. In: names, what came to mind. Out: tasks, and the answers as values. What
// comes to mind is put into the one request whose reply it is for.

import type { Aspect } from '../memory/aspects.ts';
import { readFields, readScore } from '../protocol/read-fields.ts';
import type { Task } from '../protocol/steps.ts';
import type { SupportRating } from './dyad-notes.ts';
import { meanRating } from './dyad-state.ts';

const mostSamples = 5;

export function toneTask(tone: string): Task {
  return {
    ask: `This is how you talk: ${tone}\nGive five samples of it, one a line, each in this form and nothing else:\nWhen (something that may happen in a talk), say: (what you say then)`,
  };
}

/** At most five lines that are samples. An answer without any gives none, and nothing is put behind the prompt. */
export function readSamples(answer: string): readonly string[] {
  const lines = answer.split(/\r?\n/u).map((line) => line.replace(/^[\s>*_#-]*(?:\d{1,2}[.)]\s*)?/u, '').trim());
  return lines.filter((line) => /^when\b.{3,}/iu.test(line)).slice(0, mostSamples);
}

/** Names alone: the text of one that is picked stands in the reply's request and nowhere else. */
export function selectTask(open: readonly Aspect[]): Task {
  return {
    ask: `Step out of the talk for a moment. Before you answer: does one of these parts of your life come to mind, because it fits what was just said?\n${open
      .map(({ id }) => `- ${id}`)
      .join('\n')}\nAnswer with its name alone, or with NONE.`,
  };
}

export interface ReplyParts {
  readonly samples: readonly string[];
  readonly aspect: Aspect | undefined;
  readonly worry: string | undefined;
}

export function replyTask(side: 'seeker' | 'supporter', other: string, { samples, aspect, worry }: ReplyParts): Task {
  const who =
    side === 'seeker'
      ? `You came to ${other} because something weighs on you. You may feel better or worse as the talk goes; you need not agree.`
      : `${other} came to you with something that weighs on them. Listen first, then help in your own way; you are no professional.`;
  const talk = samples.length > 0 ? `\nHow you talk:\n${samples.map((sample) => `- ${sample}`).join('\n')}` : '';
  const mind = aspect ? `\nWhat comes to your mind now, to use if it fits: ${aspect.id}: ${aspect.text}` : '';
  const told = worry ? `Now come out with what weighs on you: ${worry}\n` : '';
  return {
    knows: who + talk + mind,
    ask: `${told}Say what you say next, in at most four sentences, only your spoken words.`,
  };
}

export function farewellTask(side: 'seeker' | 'supporter', other: string, samples: readonly string[]): Task {
  const { knows = '' } = replyTask(side, other, { samples, aspect: undefined, worry: undefined });
  return { knows, ask: `The talk has done its work. Take leave of ${other} in one or two sentences.` };
}

export function moodTask(seeker: string, self: boolean): Task {
  const whom = self ? 'How do you feel' : `How does ${seeker} feel`;
  return {
    ask: `Step out of the talk for a moment. ${whom} now, after what was said? One whole number from 0 (very low) to 5 (light and well), and nothing else.`,
  };
}

export function ratingTask(seeker: string, supporter: string): Task {
  return {
    ask: `The talk is over. How did ${supporter} do for ${seeker}? Give the reason first, then a whole number from 1 (not at all) to 5 (fully) for each. Answer in these four lines and nothing else:
Reason: one or two sentences
Mood: is ${seeker}’s mood lifted?
Problem: was their problem addressed?
Engagement: did ${seeker} take part?`,
  };
}

export function readRating(
  answer: string,
): Pick<SupportRating, 'lifted' | 'addressed' | 'engaged' | 'mean' | 'reason'> {
  const {
    Mood,
    Problem,
    Engagement,
    Reason: reason = '',
  } = readFields(answer, ['Reason', 'Mood', 'Problem', 'Engagement']);
  const score = (text: string | undefined) => (text === undefined ? undefined : readScore(text, 1, 5));
  const [lifted, addressed, engaged] = [score(Mood), score(Problem), score(Engagement)];
  return { lifted, addressed, engaged, mean: meanRating([lifted, addressed, engaged]), reason };
}
