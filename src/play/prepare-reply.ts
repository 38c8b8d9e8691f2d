// Everything before the request for the persona's next line: what of the talk is sent, what is remembered and advised, the prompt of this very
// moment. In: the state. Out: events of the questions asked on the way, then the call. It asks for no line itself.
import { compile } from '../lang/compile.ts';
import type { LoreTrace, Message, Section } from '../lang/prompt.ts';
import { render as renderPrompt } from '../lang/render.ts';
import type { Values } from '../lang/value.ts';
import { valuesOf } from '../rules/judge.ts';
import { momentAt } from '../rules/moment.ts';
import { speakersOf } from '../rules/rule-book.ts';
import { stageNow } from '../rules/stage.ts';
import type { Call, RunPlace } from './call.ts';
import type { PlayEvent, Turn } from './events.ts';
import { messagesOf } from './judge-turns.ts';
import { chooseContext } from './memory/choose-context.ts';
import type { SentLore } from './memory/context-report.ts';
import { recall } from './memory/recall.ts';
import type { PlayDeps } from './session.ts';
import type { SessionState } from './session-state.ts';
import { advise } from './strategies/advise.ts';

export interface PreparedReply {
  readonly state: SessionState;
  readonly call: Call;
  /** The player stopped while memory was asking. */
  readonly stopped: boolean;
}

/** Compiled for this very reply, since `{{turn}}`, lore and memory depend on the talk. */
export async function* prepareReply(
  state: SessionState,
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, PreparedReply> {
  const chosen = yield* chooseContext(state, place, deps, signal);
  if (chosen.stopped) return { state: chosen.state, call: { step: 'reply', messages: [] }, stopped: true };
  const recalled = yield* recall(chosen.state, place, deps, signal);
  const { state: now, stopped } = recalled;
  const notes = [...(chosen.report.notes ?? []), ...recalled.notes];
  const context = { ...chosen.report, ...recalled.report, ...(notes.length > 0 ? { notes } : {}) };
  const { section, sent } = await advise(now, deps, signal);
  const more = [recalled.section, section].filter((one) => one !== undefined);
  const strategies = sent ? { strategies: sent } : {};
  return { state: now, call: { ...render(now, chosen.messages, more, deps), context, ...strategies }, stopped };
}

/** The call for the whole talk, nothing cut, nothing remembered: what measures by it asks nobody. */
export function replyCall(state: SessionState, deps: PlayDeps): Call {
  return render(state, messagesOf(state.turns), [], deps);
}

function render(state: SessionState, talk: readonly Message[], more: readonly Section[], deps: PlayDeps): Call {
  const said = messagesOf(state.turns);
  const { turn } = momentAt(said, said.length, {});
  const values = { turn, ...stageValue(state, deps), ...state.values };
  const prompt = compile(state.persona, { values, user: state.user });
  const whole = { ...prompt, sections: [...prompt.sections, ...more] };
  const { messages, dropped, lore, folded, tokens } = renderPrompt(whole, talk, {
    budget: deps.budget,
    tokens: deps.measures.tokens,
    systemRole: deps.model.capabilities.systemRole,
    said,
  });
  const traces = lore.length > 0 ? { lore: lore.map((trace) => sentLore(trace, state.turns)) } : {};
  return { step: 'reply', messages, dropped, folded, tokens, ...traces };
}

/** `{{stage}}` as the talk has brought it, which also says which stage's text is sent. */
function stageValue({ persona, book, turns, values, user }: SessionState, deps: PlayDeps): Values {
  const known = valuesOf(book, user === undefined ? values : { user, ...values });
  const stage = stageNow(persona, speakersOf(persona), messagesOf(turns), known, deps.measures);
  return stage ? { stage: stage.name.text } : {};
}

function sentLore({ message, ...trace }: LoreTrace, turns: readonly Turn[]): SentLore {
  const turn = message === undefined ? undefined : turns[message]?.id;
  return turn === undefined ? trace : { ...trace, turn };
}
