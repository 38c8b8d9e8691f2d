// A talk and one reply more, put before the rules. Gives the reply's verdicts; what the rules say of earlier ones is left alone.
import type { Measures } from '../lang/measures.ts';
import { judge } from '../rules/judge.ts';
import type { TalkMessage } from '../rules/verdict.ts';
import type { Turn } from './events.ts';
import { heardMessages } from './scene/hearing.ts';
import type { SessionState } from './session-state.ts';

/** The turns as the persona has them: its own lines, and what it heard. */
export function messagesOf(turns: readonly Turn[]): { role: 'user' | 'assistant'; content: string; name?: string }[] {
  return heardMessages(turns, 'self');
}

/** Verdicts of every rule on `reply`, said after the turns of `state`; with a label where the user broke the declared form. */
export function judgeTurns(state: SessionState, reply: Turn, measures: Measures): Pick<Turn, 'verdicts' | 'labels'> {
  const messages: TalkMessage[] = messagesOf([...state.turns, reply]);
  const from = messages.length - 1;
  const values = state.user === undefined ? state.values : { user: state.user, ...state.values };
  const judgement = judge(state.book, messages, { values, measures, from });
  const verdicts = judgement.turns.find((turn) => turn.message === from)?.verdicts ?? [];
  const invalid = judgement.invalid && judgement.at !== undefined && judgement.at >= lastReply(state.turns);
  const labels = [...(reply.labels ?? []), ...(invalid ? ['the message before it breaks the declared form'] : [])];
  return labels.length > 0 ? { verdicts, labels } : { verdicts };
}

function lastReply(turns: readonly Turn[]): number {
  return turns.findLastIndex((turn) => turn.speaker === 'self');
}
