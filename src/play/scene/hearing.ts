// Who hears what, and a talk as one actor has it: its own lines are `assistant`, all others `user`. In: turns. Out: messages, for a model or
// for rules. The one place that decides what of a talk reaches an actor.

import type { Message } from '../../lang/prompt.ts';
import { saysMark, thinksMark } from '../../lang/thinking.ts';
import type { TalkMessage } from '../../rules/verdict.ts';
import type { Turn } from '../events.ts';

/** Whether `key` knows of a turn: it spoke or thought it itself, or it is said aloud and `key` is among those who hear it. */
export function hears(turn: Turn, key: string): boolean {
  if (turn.speaker === key) return true;
  return !turn.thought && (turn.heardBy?.includes(key) ?? true);
}

export interface ViewOptions {
  /** What each speaker is called. */
  readonly name: (turn: Turn) => string;
  /** Names stand before the lines of others: needed where more than one other speaks. */
  readonly named: boolean;
  /** Its own thoughts stand in its lines with their marks; else they are told it as a remark. */
  readonly thinking: boolean;
}

/** What a model that plays `key` is sent of a talk. Messages of one side that follow each other are one. */
export function viewOf(turns: readonly Turn[], key: string, options: ViewOptions): readonly Message[] {
  const messages: { role: 'user' | 'assistant'; content: string }[] = [];
  for (const turn of turns) {
    if (!hears(turn, key)) continue;
    const remark = turn.speaker === key && turn.thought && !options.thinking;
    const role = turn.speaker === key && !remark ? 'assistant' : 'user';
    const content = remark ? `(You think: ${turn.text})` : shown(turn, key, options);
    const last = messages.at(-1);
    if (last?.role === role) last.content += `${role === 'assistant' && options.thinking ? '\n' : '\n\n'}${content}`;
    else messages.push({ role, content });
  }
  return messages;
}

function shown(turn: Turn, key: string, { name, named, thinking }: ViewOptions): string {
  if (turn.speaker === key) return thinking ? `${turn.thought ? thinksMark : saysMark} ${turn.text}` : turn.text;
  if (turn.speaker === 'narrator') return `(${turn.text})`;
  return named ? `${name(turn)}: ${turn.text}` : turn.text;
}

/**
 * The talk as the rules of `key` see it; thoughts are no lines. `known`: what its rules call the others; whoever they have no name for is
 * the user to them; so is the `partner`, the only other one there.
 */
export function heardMessages(
  turns: readonly Turn[],
  key: string,
  known: (speaker: string) => string | undefined = (speaker) => speaker,
  partner?: string,
): (TalkMessage & { readonly role: 'user' | 'assistant' })[] {
  return turns
    .filter((turn) => !turn.thought && hears(turn, key))
    .map(({ speaker, text: content }) => {
      if (speaker === key) return { role: 'assistant', content };
      const name = speaker === 'user' ? undefined : known(speaker);
      if (name === undefined) return { role: 'user', content };
      return { role: 'user', content, name, ...(speaker === partner ? { partner: true as const } : {}) };
    });
}
