// Whether words of the user take the floor, by a rule that a model looks at: one request for each slice in which the user says something
// while the persona speaks. An answer that is neither yes nor no counts as no: the persona goes on.
import type { Call } from '../call.ts';
import type { TurnSettings } from './turn-settings.ts';

/** `saying`: what the persona has said of its line so far. */
export function listenCall(heard: string, saying: string, { rule, cap }: TurnSettings): Call {
  const system =
    'You listen to a talk in which one side is speaking. You decide one thing: whether what the other side just said takes the floor. ' +
    'Signs of listening, fillers and stray keys do not. Answer with one word, yes or no.';
  const asked = [
    `The speaker is saying: ${saying}`,
    `The listener just said: ${heard}`,
    `The speaker has to stop when this holds: ${rule}`,
    'Does it hold?',
  ];
  return {
    step: 'listen',
    actor: 'listener',
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: asked.join('\n') },
    ],
    temperature: 0,
    maxTokens: cap,
  };
}

export type Verdict = 'yes' | 'no' | 'unclear';

/** The first yes or no of the answer. */
export function readVerdict(answer: string): Verdict {
  const word = /\b(yes|no)\b/iu.exec(answer)?.[1]?.toLowerCase();
  return word === 'yes' || word === 'no' ? word : 'unclear';
}
