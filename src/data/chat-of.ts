// A talk as chat messages to learn from: what the persona heard and said, its last line a reply. In: a talk. Out: lines, one of the user and one of the
// persona by turns, each with the turns it is of; and what was left out, in words. Never a thought, never what others said among themselves.
import type { Message } from '../lang/prompt.ts';
import { withoutExamplesSection } from '../lang/render/examples-section.ts';
import { render } from '../lang/render.ts';
import type { Turn } from '../play/events.ts';
import type { DataContext } from './format.ts';
import { type RecordedTalk, unfit } from './recorded-talk.ts';

export interface ChatLine {
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** Several where one side said more than one line at a time. */
  readonly turns: readonly Turn[];
}

export interface Chat {
  readonly lines: readonly ChatLine[];
  readonly left: readonly string[];
}

/**
 * Up to the first reply that is nothing to learn from, unless the context takes those, too. `greeting`: keep what the persona says before
 * anybody spoke.
 */
export function chatOf(talk: RecordedTalk, context: DataContext, greeting: boolean): Chat {
  if (talk.scene?.seat === 'self') return { lines: [], left: ['A person spoke for the persona.'] };
  const heard = heardBySelf(talk);
  const left: string[] = [];
  const bad = context.takeUnfit ? -1 : heard.findIndex((turn) => turn.speaker === 'self' && unfit(turn, talk));
  const first = bad < 0 ? undefined : heard[bad];
  if (first) left.push(`${unfit(first, talk) ?? ''} The talk is taken up to there.`);
  const lines = merged(bad < 0 ? heard : heard.slice(0, bad));
  if (!greeting && lines[0]?.role === 'assistant') {
    lines.shift();
    left.push('The greeting is left out: this format begins with the user.');
  }
  while (lines.at(-1)?.role === 'user') lines.pop();
  if (!lines.some(({ role }) => role === 'user'))
    return { lines: [], left: [...left, 'Nothing was answered in it that can be learnt from.'] };
  return { lines, left };
}

/** The path as the persona heard it, thoughts left out. */
export function heardBySelf({ state }: RecordedTalk): readonly Turn[] {
  return state.turns.filter(isHeard);
}

function isHeard({ thought, speaker, heardBy }: Turn): boolean {
  return !thought && (speaker === 'self' || !heardBy || heardBy.includes('self'));
}

/** The last words of somebody else on this path that the persona heard: what its next line answers. Empty where there are none. */
export function wordsBefore(path: readonly Turn[]): string {
  return path.findLast((turn) => turn.speaker !== 'self' && isHeard(turn))?.text ?? '';
}

/** The line as a model reads it: who is neither the user nor the persona is named. */
export function contentOf({ speaker, name = speaker, text }: Turn): string {
  return speaker === 'self' || speaker === 'user' ? text : `${name}: ${text}`;
}

function merged(turns: readonly Turn[]): ChatLine[] {
  const lines: ChatLine[] = [];
  for (const turn of turns) {
    const role = turn.speaker === 'self' ? 'assistant' : 'user';
    const last = lines.at(-1);
    if (last?.role === role)
      lines.splice(-1, 1, {
        role,
        content: `${last.content}\n\n${contentOf(turn)}`,
        turns: [...last.turns, turn],
      });
    else lines.push({ role, content: contentOf(turn), turns: [turn] });
  }
  return lines;
}

/**
 * The prompt as it was last sent for a reply; as it is compiled where nothing was sent, or where the model takes no system message. Without what it says of
 * examples: a row of a talk has none, since a trainer would learn the same author's lines anew from every row.
 */
export function systemOf({ state }: RecordedTalk): string {
  const sent = state.requests
    .findLast(({ step, actor, folded }) => step === 'reply' && (actor === undefined || actor === 'self') && !folded)
    ?.messages.find(({ role }) => role === 'system');
  const system = (sent ?? render(state.prompt, []).messages.find(({ role }) => role === 'system'))?.content ?? '';
  return withoutExamplesSection(system);
}

/** The system message, where there is one, and the lines. */
export function withSystem(talk: RecordedTalk, lines: readonly ChatLine[]): readonly Message[] {
  const system = systemOf(talk);
  const said = lines.map(({ role, content }): Message => ({ role, content }));
  return system === '' ? said : [{ role: 'system', content: system }, ...said];
}

/** What was sent for this reply, examples included; the prompt and the talk before it where nothing was. */
export function promptOf(talk: RecordedTalk, reply: Turn, before: readonly Turn[]): readonly Message[] {
  const sent = talk.state.requests.find(({ id }) => id === reply.request);
  if (sent) return sent.messages;
  const heard = heardBySelf({ ...talk, state: { ...talk.state, turns: before } });
  return withSystem(talk, merged(heard));
}
