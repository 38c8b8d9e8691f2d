// *End session*: two questions, what the persona wants to remember of its partner and of itself, written into its memories. In: a talk.
// Out: events; where it cannot be done, the last one says why. Of a session ended twice nothing is remembered twice.
import { nameKey } from '../../lang/name.ts';
import type { ModelFailure } from '../../model/port.ts';
import { newRun } from '../call.ts';
import { tell } from '../follow.ts';
import type { PlayDeps, Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { askMemory, canAsk } from './ask-memory.ts';
import { changeMemories, freeId, type MemoryChange, sameMemory } from './change-memories.ts';
import { estimateTokens, exchangesOf, exchangeText } from './exchanges.ts';
import { type Memory, readMemoryFile } from './memory-file.ts';
import { rememberRequest } from './memory-prompts.ts';
import { memorySettings } from './memory-settings.ts';
import { readMemories } from './read-memories.ts';
import { sessionNumber } from './recall.ts';
import { summaryOf } from './summaries.ts';

/** Tokens of a session that are read word for word, the newest first; of what is older only summaries. */
const longestSession = 8000;

/** Yields two steps, then a note for each new memory and one for the session. */
export async function* endSession(state: SessionState, deps: PlayDeps, signal: AbortSignal): Run {
  const partner = state.user;
  const refused = refusal(state, deps);
  if (refused || partner === undefined || !deps.memories) return yield* fail(state, refused ?? noName);
  if (!state.turns.some(({ speaker }) => speaker === 'user')) return state;
  const { persona } = state;
  const self = persona.name;
  const place = newRun(deps);
  const talk = sessionText(state, partner, deps);
  const written: Omit<Memory, 'id' | 'session'>[] = [];
  const requests: string[] = [];
  let now = state;
  for (const about of ['partner', 'self'] as const) {
    const asked = yield* askMemory(now, place, 'remember', rememberRequest(self, partner, about, talk), deps, signal);
    now = asked.state;
    // Half of a session is not remembered: whoever asks again gets all of it.
    if (!asked.answer) return now;
    for (const one of readMemories(asked.answer.text, about === 'self' ? self : partner, self)) {
      if (written.some((other) => sameMemory(one, other))) continue;
      written.push({ ...one, from: partner });
      requests.push(asked.answer.request);
    }
  }
  const read = await deps.memories.read();
  if (!read.ok) return yield* fail(now, { reason: 'other', message: read.error.message, action: 'none' });
  const before = readMemoryFile(read.text);
  const session = sessionNumber(before, state.id);
  const at = new Date(deps.clock.now()).toISOString();
  const change = (text: string) => {
    const taken = [...readMemoryFile(text).memories];
    const adds = written.map((one): MemoryChange => {
      const { about, from, text: said } = one;
      const memory: Memory = { id: freeId(taken), about, from, session, text: said };
      taken.push(memory);
      return { type: 'add', memory };
    });
    return changeMemories(
      text,
      [...adds, { type: 'session', session: { session, partner, talk: state.id, at } }],
      self,
    );
  };
  const changed = await deps.memories.change(change);
  if (!changed.ok) return yield* fail(now, { reason: 'other', message: changed.error.message, action: 'none' });
  const old = new Set(before.memories.map(({ id }) => id));
  const added = readMemoryFile(changed.text).memories.filter(
    (memory) => !old.has(memory.id) && written.some((one) => sameMemory(one, memory)),
  );
  for (const memory of added) {
    const request = requests[written.findIndex((one) => sameMemory(one, memory))] ?? '';
    now = yield* tell(now, { type: 'noted', note: { kind: 'memory', memory, request } });
  }
  return yield* tell(now, { type: 'noted', note: { kind: 'session', session, partner, memories: added.length } });
}

const noName: ModelFailure = {
  reason: 'other',
  message: 'The persona does not know with whom it talked. Say who you are, then end the session.',
  action: 'none',
};

function refusal({ persona, user }: SessionState, deps: PlayDeps): ModelFailure | undefined {
  if (!memorySettings(persona)?.partners) {
    const message = 'This persona remembers nobody. Write `partners: yes` under `memory` in its file.';
    return { reason: 'other', message, action: 'none' };
  }
  if (!deps.memories) return { reason: 'other', message: 'Memories cannot be kept here.', action: 'none' };
  if (user === undefined) return noName;
  if (nameKey(user) === nameKey(persona.name)) {
    return { reason: 'other', message: 'The partner is called like the persona. Take another name.', action: 'none' };
  }
  if (canAsk(deps)) return undefined;
  const message =
    'The understudy cannot say what is worth remembering: that needs a model. Select one, then end the session.';
  return { reason: 'other', message, action: 'select-model' };
}

async function* fail(state: SessionState, failure: ModelFailure): Run {
  return yield* tell(state, { type: 'failed', turn: undefined, failure, partial: '' });
}

/** The session as text, within what a model can be given to read. */
function sessionText(state: SessionState, user: string, { measures }: PlayDeps): string {
  const names = { user, self: state.persona.name };
  let left = longestSession;
  const parts: string[] = [];
  for (const exchange of exchangesOf(state.turns, measures.tokens ?? estimateTokens).toReversed()) {
    left -= exchange.tokens;
    const summary = summaryOf(state, exchange);
    if (left >= 0) parts.push(exchangeText(exchange, names));
    else if (summary !== undefined) parts.push(`(In short: ${summary})`);
  }
  return parts.reverse().join('\n');
}
