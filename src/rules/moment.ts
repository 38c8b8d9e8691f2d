// One reply of a talk and what was said before it: which messages a condition looks at. Reads nothing but roles and names.
import type { Measures } from '../lang/measures.ts';
import type { Value, Values } from '../lang/value.ts';
import type { Subject } from './phrase.ts';
import type { TalkMessage } from './verdict.ts';

/** Everything that judging one reply may look at. */
export interface Moment {
  readonly messages: readonly TalkMessage[];
  /** Index of the reply; where there is none yet (`until:`, `ends when:`), the number of messages. */
  readonly index: number;
  readonly values: Values;
  readonly measures: Measures;
  /** 1 for the first reply after somebody spoke; a greeting is 0. */
  readonly turn: number;
}

/** The moment of the message at `index`; `{{turn}}` is among its values. `turn`: where the caller has counted already. */
export function momentAt(
  messages: readonly TalkMessage[],
  index: number,
  values: Values,
  measures: Measures = {},
  turn = turnOf(messages, index),
): Moment {
  const all: Record<string, Value> = { ...values, turn };
  return { messages, index, values: all, measures, turn };
}

function turnOf(messages: readonly TalkMessage[], index: number): number {
  let turn = 0;
  let spoken = false;
  for (let i = 0; i <= index; i++) {
    const message = messages[i];
    if (message && speaksTo(message)) spoken = true;
    else if ((i >= messages.length || message?.role === 'assistant') && spoken) turn++;
  }
  return turn;
}

/** Whether a message is somebody's to the persona: what a narrator tells is nobody's, and begins no turn. */
export function speaksTo({ role, name }: TalkMessage): boolean {
  return role === 'user' && name !== 'narrator';
}

/** The texts a subject means at a moment, newest first. */
export function textsOf(subject: Subject, moment: Moment): readonly string[] {
  const found: string[] = [];
  for (let i = Math.min(moment.index, moment.messages.length) - 1; i >= 0; i--) {
    const message = moment.messages[i];
    if (!message || message.role === 'system') continue;
    const reply = message.role === 'assistant';
    if (reply && subject.who !== 'self' && !subject.ever) break;
    if (reply ? subject.who === 'self' : isOf(message, subject.who)) {
      found.push(message.content);
      if (subject.last) break;
    }
  }
  return found;
}

/** The earlier replies, newest first. */
export function earlierReplies(moment: Moment): readonly string[] {
  return textsOf({ who: 'self', ever: true, last: false }, moment);
}

function isOf({ name = 'user', partner }: TalkMessage, who: string): boolean {
  return name === who || (who === 'user' && partner === true);
}
