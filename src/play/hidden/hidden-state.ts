// How far the finding out has got: read from the journal alone. In: the two sides, the parts, what happened. Out: what comes next. Pure.
// After MentalArena: exchanges, guesses at every part, then one more exchange with a hint for as long as a part is not found, five at most.
import type { JournalEntry } from '../protocol/journal.ts';
import type { HiddenNote, Proposal } from './hidden-notes.ts';

export const mostExtraExchanges = 5;
export const mostAttempts = 7;
export const goodScore = 9;
/** Exchanges before the first guess, where the scene names no number of turns. */
export const usualExchanges = 4;

export interface HiddenPlan {
  readonly interviewer: string;
  readonly counterpart: string;
  readonly parts: readonly string[];
  /** Exchanges before the first guess. */
  readonly exchanges: number;
  readonly proposes: boolean;
}

export interface HiddenState {
  /** Lines of the two, those of the file not counted. */
  readonly lines: number;
  readonly lastSpeaker: string | undefined;
  /** The latest guess at each part, and after how many lines it was made. */
  readonly guesses: Readonly<
    Record<string, { readonly likeness: number; readonly found: boolean; readonly at: number }>
  >;
  readonly hints: number;
  /** For the interviewer's next line. */
  readonly hint: string | undefined;
  readonly attempts: readonly { readonly text: string; readonly score: number | undefined; readonly scored: boolean }[];
}

export type HiddenStep =
  | { readonly step: 'question' | 'answer' }
  | { readonly step: 'decode' | 'hint'; readonly part: string }
  | { readonly step: 'propose'; readonly attempt: number }
  | { readonly step: 'score'; readonly attempt: number; readonly text: string }
  | { readonly step: 'over' };

export function hiddenState(plan: HiddenPlan, journal: readonly JournalEntry<HiddenNote>[]): HiddenState {
  let state: HiddenState = { lines: 0, lastSpeaker: undefined, guesses: {}, hints: 0, hint: undefined, attempts: [] };
  for (const entry of journal) {
    if ('note' in entry) state = noted(state, entry.note);
    else if (entry.turn.origin === undefined && [plan.interviewer, plan.counterpart].includes(entry.turn.speaker)) {
      const { speaker } = entry.turn;
      const hint = speaker === plan.interviewer ? undefined : state.hint;
      // Two lines of one side in a row are one side's turn still.
      state = { ...state, lines: state.lines + (speaker === state.lastSpeaker ? 0 : 1), lastSpeaker: speaker, hint };
    }
  }
  return state;
}

function noted(state: HiddenState, note: HiddenNote): HiddenState {
  switch (note.kind) {
    case 'decoded': {
      const { part, likeness, found } = note;
      return { ...state, guesses: { ...state.guesses, [part]: { likeness, found, at: state.lines } } };
    }
    case 'hint':
      return { ...state, hints: state.hints + 1, hint: note.text };
    case 'proposal': {
      // One that says nothing is not put before the counterpart.
      const attempt = { text: note.text, score: undefined, scored: note.text === '' };
      return { ...state, attempts: [...state.attempts, attempt] };
    }
    case 'proposal-score':
      return {
        ...state,
        attempts: state.attempts.map((attempt, index) =>
          index === note.attempt - 1 ? { ...attempt, score: note.score, scored: true } : attempt,
        ),
      };
  }
}

export function nextHiddenStep(plan: HiddenPlan, state: HiddenState): HiddenStep {
  const due = 2 * (plan.exchanges + state.hints);
  if (state.lines < due) return { step: state.lines % 2 === 0 ? 'question' : 'answer' };
  const open = plan.parts.filter((part) => !state.guesses[part]?.found);
  const unguessed = open.find((part) => state.guesses[part]?.at !== state.lines);
  if (unguessed !== undefined) return { step: 'decode', part: unguessed };
  if (open.length > 0 && state.hints < mostExtraExchanges) return { step: 'hint', part: furthest(open, state) };
  return plan.proposes ? nextProposal(state) : { step: 'over' };
}

function furthest(open: readonly string[], { guesses }: HiddenState): string {
  const far = (part: string) => guesses[part]?.likeness ?? -1;
  return open.reduce((worst, part) => (far(part) < far(worst) ? part : worst));
}

function nextProposal({ attempts }: HiddenState): HiddenStep {
  const last = attempts.at(-1);
  if (last && !last.scored) return { step: 'score', attempt: attempts.length, text: last.text };
  if ((last?.score ?? 0) >= goodScore || attempts.length >= mostAttempts) return { step: 'over' };
  return { step: 'propose', attempt: attempts.length + 1 };
}

/** Number of the proposal with the highest score, from 1; the first of equals; undefined where none has a score. */
export function bestAttempt(attempts: HiddenState['attempts']): Proposal['attempt'] | undefined {
  const scores = attempts.map(({ score }) => score ?? 0);
  const best = Math.max(0, ...scores);
  return best === 0 ? undefined : scores.indexOf(best) + 1;
}

/** The most requests that a whole run takes. `parts`: how many. */
export function mostHiddenRequests(parts: number, exchanges: number, proposes: boolean): number {
  const tries = proposes ? 2 * mostAttempts : 0;
  return 2 * exchanges + parts + mostExtraExchanges * (1 + 2 + parts) + tries;
}
