// A talk that is played so as to see what one side of it says. In: a persona, who talks with it. Out: the events of the talk, then the lines of that side.
// Requests are counted as the player makes them.
import type { Persona } from '../../lang/persona.ts';
import type { Usage } from '../../model/port.ts';
import type { PlayEvent } from '../../play/events.ts';
import { newSession } from '../../play/session-state.ts';
import { type Interview, interview } from '../../play/simulated-user/interview.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import type { RecipeEnd } from '../run-recipe.ts';

export type Played =
  | { readonly ok: true; readonly lines: readonly string[] }
  | Extract<RecipeEnd, { readonly ok: false }>;

/** Of the persona (`self`) what it replies, no greeting of the file; of the user what it says. */
export async function* playedLines(
  side: 'user' | 'self',
  persona: Persona,
  book: RuleBook,
  talk: Pick<Interview, 'asker' | 'turns'>,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Played> {
  const lines: string[] = [];
  for await (const event of interview(newSession(deps.ids(), persona, book), talk, deps, signal)) {
    yield { type: 'call', event };
    const usage = usageOf(event);
    if (usage) yield { type: 'spent', requests: 1, usage };
    if (event.type === 'failed') return { ok: false, failure: event.failure };
    const kind = side === 'user' ? 'turn' : 'replied';
    if (event.type === kind && event.turn.speaker === side) lines.push(event.turn.text);
  }
  return { ok: true, lines };
}

function usageOf(event: PlayEvent): Usage | undefined {
  return event.type === 'answered' || event.type === 'replied' ? (event.usage ?? { input: 0, output: 0 }) : undefined;
}
