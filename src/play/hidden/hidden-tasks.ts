// What each step of finding out asks, in words. In: names, parts by name, what was tried. Out: tasks. No task but the counterpart's own
// score and answer is given anything of the truth, and those have it from their own persona.
import type { Task } from '../protocol/steps.ts';
import type { HiddenState } from './hidden-state.ts';

/** `hint`: what somebody who listened suggests; for this one request. */
export function questionTask(counterpart: string, parts: readonly string[], hint: string | undefined): Task {
  const goal = `You want to find out about ${counterpart}, without being told what the answers are: ${parts.join(', ')}.`;
  const helped = hint ? `\nSomebody who listens along suggests for what you say next:\n${hint}` : '';
  return {
    knows: goal + helped,
    ask: 'Say the next thing you say to them: at most three sentences and one question. Only your spoken words.',
  };
}

export function answerTask(interviewer: string, parts: readonly string[]): Task {
  return {
    knows: `What you know of these is your own, and ${interviewer} has not been told it: ${parts.join(', ')}. Do not recite it. Let it show as far as you would let it show to somebody who asks as they ask.`,
    ask: 'Answer as you would. At most five sentences, only your spoken words.',
  };
}

export function decodeTask(counterpart: string, part: string): Task {
  return {
    ask: `Step out of the talk for a moment. From what was said so far, what do you take to be ${counterpart}’s ${part}? Answer with that alone, in one to three sentences, as a description of them. Where you cannot know, say what is most likely.`,
  };
}

export function hintTask(counterpart: string, part: string): Task {
  return {
    ask: `Step out of the talk for a moment. What was said so far does not yet show ${counterpart}’s ${part}. In one or two sentences: what should be asked next, and how, so that it comes out?`,
  };
}

export function proposeTask(counterpart: string, what: string, attempts: HiddenState['attempts']): Task {
  const before = attempts.map(({ text, score }, index) => {
    const scored = score === undefined ? 'no score' : `${score} of 10`;
    return `${index + 1}. (${scored}) ${text}`;
  });
  const tried =
    before.length > 0 ? `What you proposed before, and what ${counterpart} gave it:\n${before.join('\n')}` : '';
  return {
    ...(tried === '' ? {} : { knows: tried }),
    ask: `Propose to ${counterpart}: ${what}\nAnswer with the proposal alone, in at most four sentences${tried === '' ? '' : ', another one than before'}.`,
  };
}

export function scoreTask(interviewer: string, proposal: string): Task {
  return {
    ask: `${interviewer} proposes to you:\n${proposal}\n\nHow much would that really help you, as you are? Give one whole number from 1 (not at all) to 10 (it is just what I need), and nothing else.`,
  };
}
