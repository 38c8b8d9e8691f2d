// A simulated user talks with the persona: free (it opens), seeded (its first line is given), or as the author wrote in this talk. Ends at
// so many lines, at the limit of either side's requests, at a bare goodbye, at a stop. What was said stays, however it ends.
import { ask } from '../ask.ts';
import { newRun } from '../call.ts';
import type { PlayEvent } from '../events.ts';
import { tell } from '../follow.ts';
import { replyCall } from '../prepare-reply.ts';
import type { PlayDeps, Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { type Asker, writtenLines } from './asker.ts';
import { modelOf, roughTokens } from './asker-call.ts';
import { boundedModel, newAllowance } from './bounded-model.ts';
import type { InterviewEnd, InterviewMode, InterviewNote } from './interview-notes.ts';
import { wantedAt } from './manner.ts';
import { mostAsksPerLine, nextLine, type Said } from './next-line.ts';

export interface Interview {
  readonly asker: Asker;
  /** Lines of the user at most, the seed included. 1: *ask as the user*. */
  readonly turns: number;
  readonly seed?: string;
  /** The user writes as the author did in this talk. */
  readonly asMe?: boolean;
  /** Requests of both sides that the interview may make; a line is asked for only where its reply is within it, too. */
  readonly mostRequests?: number;
}

/** Said where only the understudy is there: it never pretends to be a user. */
export const needsModel =
  'A simulated user needs a language model. The offline understudy answers from the file and never pretends to be a user.';

/** How many requests such an interview makes, at least (they take leave at once) and at most (each line asked for four times and judged). */
export function interviewRequests({ turns, seed, asker }: Pick<Interview, 'turns' | 'seed' | 'asker'>): {
  readonly least: number;
  readonly most: number;
} {
  const asked = seed?.trim() ? turns - 1 : turns;
  return { least: 1, most: asked * mostAsksPerLine * (asker.judge ? 2 : 1) + turns };
}

/** Plays it. Where a model fails, `failed` is the last event; otherwise, after a stop too, the last one is a note that says how it ended. */
export async function* interview(state: SessionState, what: Interview, given: PlayDeps, signal: AbortSignal): Run {
  // A scene has a schedule of its own.
  if (state.scene) return state;
  const { asker, deps } = bounded(what.asMe ? asMe(what.asker, state) : what.asker, what.mostRequests, given);
  const model = modelOf(asker, deps);
  if (model.identity.provider === 'understudy') {
    const failure = { reason: 'other' as const, message: needsModel, action: 'select-model' as const };
    return yield* tell(state, { type: 'failed', turn: undefined, failure, partial: '' });
  }
  const place = newRun(deps);
  const seed = what.seed?.trim();
  const mode: InterviewMode = seed ? 'seeded' : what.asMe ? 'as me' : 'free';
  const about = { kind: 'interview' as const, run: place.run, asker: asker.name, model: model.identity.label, mode };
  const progress = (said: number, ended?: InterviewEnd): Extract<PlayEvent, { type: 'noted' }> => {
    const note: InterviewNote = { ...about, turns: what.turns, said, ...(ended ? { ended } : {}) };
    return { type: 'noted', note };
  };
  const fits = fitsPersona(deps);
  const left = (at: SessionState) =>
    (what.mostRequests ?? Number.POSITIVE_INFINITY) - (at.requests.length - state.requests.length);
  let now = yield* tell(state, progress(0));
  // A line that nobody answered yet is answered first.
  if (now.turns.at(-1)?.speaker === 'user') {
    now = yield* ask(now, place, deps, signal);
    if (now.failure) return now;
  }
  for (let said = 0; said < what.turns; ) {
    if (signal.aborted) return yield* tell(now, progress(said, 'stopped'));
    if (left(now) < 1) return yield* tell(now, progress(said, 'budget'));
    const spoken: Said =
      said === 0 && seed
        ? yield* sayFirst(now, seed, fits, deps)
        : yield* nextLine(
            now,
            place,
            asker,
            wantedAt(said, asker.manner, now.turns.length > 0),
            { fits, left },
            deps,
            signal,
          );
    now = spoken.state;
    if (now.failure) return now;
    if (spoken.ended === undefined || spoken.ended === 'farewell') said++;
    if (spoken.ended !== undefined) return yield* tell(now, progress(said, spoken.ended));
    now = yield* tell(now, progress(said));
    now = yield* ask(now, place, deps, signal);
    if (now.failure) return now;
  }
  return yield* tell(now, progress(what.turns, signal.aborted ? 'stopped' : 'turns'));
}

/** The line that was given to begin with. */
async function* sayFirst(
  state: SessionState,
  text: string,
  fits: (said: SessionState) => boolean,
  deps: PlayDeps,
): AsyncGenerator<PlayEvent, Said> {
  const after = state.turns.at(-1)?.id;
  const turn = { id: deps.ids(), ...(after === undefined ? {} : { after }), speaker: 'user', text };
  if (!fits({ ...state, turns: [...state.turns, turn] })) return { state, ended: 'context' };
  return { state: yield* tell(state, { type: 'turn', turn }), ended: undefined };
}

/** All models of an interview share one allowance; each has its own limit. */
function bounded(
  asker: Asker,
  most: number | undefined,
  deps: PlayDeps,
): { readonly asker: Asker; readonly deps: PlayDeps } {
  const spend = newAllowance(most);
  const tokens = deps.measures.tokens ?? roughTokens;
  const within = (model: PlayDeps['model'], limit: number | undefined) => boundedModel(model, { spend, limit, tokens });
  return {
    asker: {
      ...asker,
      ...(asker.model ? { model: within(asker.model, asker.budget) } : {}),
      ...(asker.judge ? { judge: within(asker.judge, undefined) } : {}),
    },
    deps: { ...deps, model: within(deps.model, deps.budget) },
  };
}

/** Whether the persona's next request would be within its limit, the examples and lore that may go gone. */
function fitsPersona(deps: PlayDeps): (said: SessionState) => boolean {
  const { budget } = deps;
  if (budget === undefined) return () => true;
  const measured = { ...deps, measures: { ...deps.measures, tokens: deps.measures.tokens ?? roughTokens } };
  // A memory cuts the talk to what fits.
  return (said) => said.persona.memory.size > 0 || (replyCall(said, measured).tokens ?? 0) <= budget;
}

/** Conditioned on what the author wrote here; where that is nothing yet, on what the asker brings. */
function asMe(asker: Asker, state: SessionState): Asker {
  const lines = writtenLines(state.turns);
  return { ...asker, persona: undefined, name: 'you, simulated', lines: lines.length > 0 ? lines : asker.lines };
}
