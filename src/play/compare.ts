// *Compare*: two contestants answer the same line of the same talk, both at once. Out: the events of both, told apart by the id of their
// reply; two alternatives in the tree. One that fails does not end the other; a stop ends both.
import { compile } from '../lang/compile.ts';
import { personaHash } from '../lang/hash.ts';
import type { Persona } from '../lang/persona.ts';
import type { ChatModel } from '../model/port.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import { ask, type Seat } from './ask.ts';
import type { RunPlace } from './call.ts';
import { tell } from './follow.ts';
import type { PlayDeps, Run } from './session.ts';
import { apply, type SessionState } from './session-state.ts';
import { together } from './together.ts';

/** The second contestant: another model, or another version of the persona, or both. */
export interface Rival {
  readonly model: ChatModel;
  readonly budget?: number;
  readonly temperature?: number;
  readonly maxTokens?: number;
  /** The version that answers and judges instead of the one that plays; its name as people read it, as in `HEAD`. */
  readonly version?: { readonly name: string; readonly persona: Persona; readonly book: RuleBook };
}

/** The next reply: of one, or of two where the deps name a rival. */
export function answer(state: SessionState, place: RunPlace, deps: PlayDeps, signal: AbortSignal): Run {
  return deps.rival ? askBoth(state, place, deps, deps.rival, signal) : ask(state, place, deps, signal);
}

/** The talk goes on with the first one's reply; with the rival's where the first one gave none. */
async function* askBoth(state: SessionState, place: RunPlace, deps: PlayDeps, rival: Rival, signal: AbortSignal): Run {
  const turn = deps.ids();
  const { version, ...asked } = rival;
  const { rival: _rival, budget: _budget, temperature: _temperature, maxTokens: _maxTokens, ...shared } = deps;
  const theirs = version ? { ...state, persona: version.persona, book: version.book } : state;
  const beside: Seat = { beside: turn, ...(version ? { version: versionOf(version, state) } : {}) };
  const runs = [ask(state, place, deps, signal, { turn }), ask(theirs, place, { ...shared, ...asked }, signal, beside)];
  let now = state;
  for await (const event of together(runs)) {
    now = apply(now, event);
    yield event;
  }
  const other = now.tree.findLast((one) => one.beside === turn);
  if (!other || now.tree.some(({ id }) => id === turn)) return now;
  return yield* tell(now, { type: 'moved', to: other.id });
}

function versionOf({ name, persona }: NonNullable<Rival['version']>, { values, user }: SessionState) {
  return { name, hash: personaHash(compile(persona, { values, user })) };
}
