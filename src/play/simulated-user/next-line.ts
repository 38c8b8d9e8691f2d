// The simulated user's next line: asks, looks at what came, drops and asks again within a bound, and tells the line. What is dropped is
// noted with the reason; it is never said.
import type { ChatModel } from '../../model/port.ts';
import type { RunPlace } from '../call.ts';
import type { PlayEvent, Turn } from '../events.ts';
import { follow, tell } from '../follow.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import type { AskForm } from './answers-instead.ts';
import { askedAside } from './asked-aside.ts';
import type { Asker } from './asker.ts';
import { askerCall, limitOf } from './asker-call.ts';
import { isFarewell } from './farewell.ts';
import { formOf } from './form-of.ts';
import type { AskFault, InterviewEnd, Wanted } from './interview-notes.ts';
import { leaningOf } from './leaning.ts';
import { again, instruction } from './manner.ts';
import { rougeL } from './self-rouge.ts';

/** So many lines that repeat or say nothing are dropped; then the user has nothing new to say. */
export const mostDropped = 2;
/** So many requests a line can need: the first, one for an answer in its place, and those for lines that were dropped. */
export const mostAsksPerLine = 2 + mostDropped;
/** From here on a line repeats an earlier one of the user (ROUGE-L). */
const repeated = 0.8;

/** On every line that a model said as the user. */
export const simulated = 'simulated user';
/** On a line that stayed an answer when it was asked for again. */
export const flagged = 'answers instead of asking';

export interface Said {
  readonly state: SessionState;
  /** Undefined: the line is said, and the talk goes on. */
  readonly ended: InterviewEnd | undefined;
}

/** What a line may take. */
export interface LineBounds {
  /** Whether the persona could be asked with the line said. */
  readonly fits: (said: SessionState) => boolean;
  /** How many requests may still be made. */
  readonly left: (at: SessionState) => number;
}

/** Yields steps and notes, and the line as a `turn`; none where it ends before. */
export async function* nextLine(
  state: SessionState,
  place: RunPlace,
  asker: Asker,
  wanted: Wanted,
  { fits, left }: LineBounds,
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, Said> {
  let now = state;
  let told = instruction(wanted, state.persona.name);
  let answers = 0;
  let dropped = 0;
  for (;;) {
    if (left(now) < 2) return { state: now, ended: 'budget' };
    const what = askerCall(now, asker, told, deps);
    const limit = limitOf(asker, deps);
    if (limit !== undefined && what.tokens > limit) return { state: now, ended: 'context' };
    const { state: after, value } = yield* follow(now, askedAside(place, what, deps, signal));
    now = after;
    if (!value.ok) return { state: now, ended: value.failure.reason === 'cancelled' ? 'stopped' : 'failed' };
    const { request, labels } = value;
    const text = tidied(value.replies[0].text, asker);
    const farewell = isFarewell(text);
    const judged = left(now) > 1 ? asker : { ...asker, judge: undefined };
    const found = farewell ? undefined : yield* follow(now, formOf(text, now, place, judged, deps, signal));
    now = found?.state ?? now;
    if (signal.aborted) return { state: now, ended: 'stopped' };
    // The judge could not be asked: its trouble is told, and is the last that is.
    if (now.failure) return { state: now, ended: 'failed' };
    const fault = found && faultOf(text, found.value, now);
    const answersTwice = fault === 'answers instead of asking' && ++answers > 1;
    if (fault && !answersTwice) {
      now = yield* tell(now, { type: 'noted', note: { kind: 'dropped ask', request: request.id, text, why: fault } });
      if (fault !== 'answers instead of asking' && ++dropped > mostDropped) return { state: now, ended: 'nothing new' };
      told = `${again(text, fault)}\n\n${instruction(wanted, state.persona.name)}`;
      continue;
    }
    const line = turnOf(text, now, asker, request, [...(answersTwice ? [flagged] : []), ...labels], deps);
    if (!fits({ ...now, turns: [...now.turns, line] })) {
      const why = 'is over the limit';
      now = yield* tell(now, { type: 'noted', note: { kind: 'dropped ask', request: request.id, text, why } });
      return { state: now, ended: 'context' };
    }
    now = yield* tell(now, { type: 'turn', turn: line });
    const leaning = leaningOf(text, deps.measures.language);
    now = yield* tell(now, { type: 'noted', note: { kind: 'ask', turn: line.id, wanted, leaning } });
    return { state: now, ended: farewell ? 'farewell' : undefined };
  }
}

function turnOf(
  text: string,
  state: SessionState,
  asker: Asker,
  request: { readonly id: string; readonly model: ChatModel['identity'] },
  labels: readonly string[],
  deps: PlayDeps,
): Turn {
  const after = state.turns.at(-1)?.id;
  return {
    id: deps.ids(),
    ...(after === undefined ? {} : { after }),
    speaker: 'user',
    name: asker.name,
    text,
    model: request.model,
    request: request.id,
    labels: [simulated, ...labels],
  };
}

/** Without the name and the quotation marks that models put around a line. */
function tidied(text: string, asker: Asker): string {
  let line = text.trim();
  for (const name of ['user', 'you', 'me', asker.name]) {
    const begins = line.slice(0, name.length).toLowerCase() === name.toLowerCase();
    const rest = line.slice(name.length);
    if (begins && /^\s*[:：]/.test(rest)) line = rest.replace(/^\s*[:：]\s*/, '');
  }
  const quoted = /^["“”](.*)["“”]$/s.exec(line);
  return (quoted?.[1] && !/["“”]/.test(quoted[1]) ? quoted[1] : line).trim();
}

function faultOf(text: string, form: AskForm, state: SessionState): AskFault | undefined {
  if (form === 'answers') return 'answers instead of asking';
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (words === 0 || (words === 1 && !/[?？؟]/.test(text) && !hasNoSpaces(text))) return 'is too short';
  const said = state.turns.filter(({ speaker }) => speaker === 'user');
  return said.some((turn) => rougeL(text, turn.text) >= repeated) ? 'says again what was said' : undefined;
}

/** A run of letters of a script without spaces is more than a word. */
function hasNoSpaces(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{3}/u.test(text);
}
