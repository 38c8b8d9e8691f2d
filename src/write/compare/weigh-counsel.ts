// *Which reply is better? Ask the model*: two replies to one line, held against the judge's own answer, votes in both orders, and a grade for each. In:
// the ids of two replies, a judge. Out: a counsel, whose note says which, how strongly, or that the judge cannot tell. Picks nothing.
import type { DigitScore } from '../../measure/digit-score.ts';
import type { ChatModel, ModelFailure } from '../../model/port.ts';
import type { RunPlace } from '../../play/call.ts';
import { type Counsel, cannotCounsel } from '../../play/counsel.ts';
import type { WeighedNote } from '../../play/counsel-notes.ts';
import type { PlayEvent, Turn } from '../../play/events.ts';
import { messagesOf } from '../../play/judge-turns.ts';
import type { SessionState } from '../../play/session.ts';
import { pathTo } from '../../play/tree.ts';
import type { WriteDeps } from '../deps.ts';
import { callsOf } from '../events.ts';
import { selfJudge } from './self-judge.ts';
import { selfReference } from './self-reference.ts';

export interface Weighing {
  /** Ids of A and B, which follow the same line. */
  readonly turns: readonly [string, string];
  /** Undefined: the model that plays judges its own replies, and the note says so. */
  readonly judge: ChatModel | undefined;
  readonly random: () => number;
}

/** What decides, in one general sentence. */
export const replyPrinciple =
  'the reply that is more like the one who speaks and serves the talk better, in what it says and in how it says it';

/** One request for the judge's own answer, votes in both orders; a grade for each where that is one token with its log probabilities. */
export function weighCounsel({ turns: [one, other], judge, random }: Weighing): Counsel {
  return async function* weigh(state, place, deps, signal) {
    const [a, b] = [one, other].map((id) => state.tree.find((turn) => turn.id === id));
    if (!a || !b || a === b || a.after !== b.after || a.speaker !== b.speaker) return undefined;
    const judging: WriteDeps = { ...deps, model: judge ?? deps.model, random };
    const note = { kind: 'weighed', turns: [a.id, b.id], judge: judging.model.identity.label } as const;
    const nobody = cannotCounsel(judging);
    if (nobody) return { note: { ...note, ...failed(nobody) } };
    const prompt = promptOf(state, a, b);
    const pair = { prompt, a: a.text, b: b.text, principle: replyPrinciple };
    const compared = yield* callsOf(selfReference(pair, place, judging, signal));
    if (!compared.ok) return { note: { ...note, ...failed(compared.failure) } };
    const { reference, kept, positionBiased, margin, marginLabel, votes, why } = compared;
    const grades = yield* gradesOf(state, [a, b], reference, place, judging, signal);
    return {
      note: {
        ...note,
        ...(kept === undefined ? {} : { better: kept === 'A' ? a.id : b.id }),
        votes: votes.map(({ order, for: vote, critique }) => ({ order, ...(vote ? { for: vote } : {}), critique })),
        positionBiased,
        ...(margin === undefined || marginLabel === undefined ? {} : { margin: { value: margin, label: marginLabel } }),
        ...(grades ? { grades } : {}),
        reference,
        why: judge ? why : `${why} The model judged its own replies.`,
      },
    };
  };
}

/** What was sent for A, where both were asked for with it; else the talk alone, for either version's prompt would speak for its own reply. */
function promptOf(state: SessionState, a: Turn, b: Turn) {
  const [sent, other] = [a, b].map(({ request }) => state.requests.find(({ id }) => id === request));
  if (sent && !sent.version && !other?.version) return sent.messages;
  return messagesOf(pathTo(state.tree, a.after));
}

/** Undefined where a grade would take samples: somebody waits for this, and the votes have said which. */
async function* gradesOf(
  state: SessionState,
  [a, b]: readonly [Turn, Turn],
  reference: string,
  place: RunPlace,
  judging: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, WeighedNote['grades']> {
  if (!judging.model.capabilities.logprobs) return undefined;
  const graded = { prompt: messagesOf(pathTo(state.tree, a.after)), reference };
  const first = yield* callsOf(selfJudge({ step: 'grade A', ...graded, answer: a.text }, place, judging, signal));
  if (!first.ok) return undefined;
  const second = yield* callsOf(selfJudge({ step: 'grade B', ...graded, answer: b.text }, place, judging, signal));
  return second.ok ? [gradeOf(first), gradeOf(second)] : undefined;
}

function gradeOf({ score, label }: DigitScore) {
  return { ...(score === undefined ? {} : { score }), label };
}

function failed({
  message,
  action,
}: ModelFailure): Pick<WeighedNote, 'votes' | 'positionBiased' | 'reference' | 'why' | 'action'> {
  return { votes: [], positionBiased: false, reference: '', why: message, action };
}
