// Whether a line of the simulated user asks: by the program; where that cannot tell, and a judge is given, by the judge. In: the line and the
// talk before it. Out: its form, and the judge's step as events.
import type { RunPlace } from '../call.ts';
import type { PlayEvent } from '../events.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { type AskForm, askForm } from './answers-instead.ts';
import { askedAside } from './asked-aside.ts';
import type { Asker } from './asker.ts';

/** What the judge says that begins neither with yes nor with no lets the line pass. */
export async function* formOf(
  text: string,
  state: SessionState,
  place: RunPlace,
  { judge }: Pick<Asker, 'judge'>,
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, AskForm> {
  const before = state.turns.findLast(({ speaker }) => speaker === 'self')?.text;
  const form = askForm(text, before, state.persona.name);
  if (form !== 'unclear' || !judge) return form;
  const content = `Here is one message of a conversation:\n\n<message>\n${text}\n</message>\n\nIs it written by somebody who came with questions or wishes of their own, rather than by an assistant who answers or explains? Reply with yes or no.`;
  const messages = [{ role: 'user' as const, content }];
  const what = { step: 'does it ask?', actor: 'user', model: judge, messages, temperature: 0 };
  const answer = yield* askedAside(place, what, deps, signal);
  return answer.ok && /^\W*no\b/i.test(answer.replies[0].text) ? 'answers' : 'asks';
}
