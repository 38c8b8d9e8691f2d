// One play of one case: the talk through `play`, then every reply checked. Yields what happens in the talk, returns the run.
// Asks the model only for what the case leaves open; without a model, plays as far as the lines as written go.
import type { Measures } from '../lang/measures.ts';
import type { Judge, JudgeAnswer } from '../measure/judge.ts';
import { type ChatModel, type ModelFailure, plainChat } from '../model/port.ts';
import type { PlayCommand, PlayEvent, Turn } from '../play/events.ts';
import { apply, newSession, type PlayDeps, play } from '../play/session.ts';
import type { InterviewEnd } from '../play/simulated-user/interview-notes.ts';
import type { TalkMessage } from '../rules/verdict.ts';
import { checkReply, type ReplyAt } from './check-reply.ts';
import type { CaseRun, CheckResult, RunOutcome, SuiteEvent } from './events.ts';
import type { JudgeContext } from './judged-rule.ts';
import { isAnswered } from './steps-of.ts';
import type { Expected, SuiteCase, SuitePlan } from './suite-case.ts';

export interface CaseDeps {
  /** Undefined: only lines as written are judged. */
  readonly model: ChatModel | undefined;
  readonly judge: Judge | undefined;
  /** Who speaks for the simulated user, and with which numbers; undefined: the model. */
  readonly user?: UserModel | undefined;
  readonly measures: Measures;
  readonly clock: PlayDeps['clock'];
  readonly maxTokens: number;
  readonly temperature: number | undefined;
  readonly promptBudget: number | undefined;
}

/** The model of a simulated user's own. */
export interface UserModel {
  readonly model: ChatModel;
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly budget?: number;
}

/** Plays once. Never throws; a failure of model or judge is in the run, with all that was found before it. */
export async function* playCase(
  plan: SuitePlan,
  one: SuiteCase,
  repeat: number,
  deps: CaseDeps,
  signal: AbortSignal,
): AsyncGenerator<SuiteEvent, CaseRun> {
  const talk = `${one.id}#${repeat}`;
  const steps = deps.model ? one.steps : one.steps.slice(0, writtenUntil(one));
  const session = newSession(talk, plan.persona, plan.book, { values: one.values });
  const opening = steps.map(({ speaker, text, origin }) => ({ speaker, text, ...(origin ? { origin } : {}) }));
  let ids = 0;
  const playDeps: PlayDeps = {
    // With the steps cut no line is left for it to answer.
    model: deps.model ?? nobody,
    measures: deps.measures,
    clock: deps.clock,
    ids: () => `${talk}.${ids++}`,
    maxTokens: deps.maxTokens,
    ...(deps.temperature === undefined ? {} : { temperature: deps.temperature }),
    ...(deps.promptBudget === undefined ? {} : { budget: deps.promptBudget }),
  };
  const turns: Turn[] = [];
  const requests: Extract<PlayEvent, { type: 'asked' }>['request'][] = [];
  let failure: ModelFailure | undefined;
  let state = session;
  let cached = 0;
  let ended: string | undefined;
  for (const command of commandsOf(one, opening, deps)) {
    if (failure || signal.aborted) break;
    for await (const event of play(state, command, playDeps, signal)) {
      state = apply(state, event);
      if (event.type === 'turn' || event.type === 'replied') turns.push(event.turn);
      if (event.type === 'asked') requests.push(event.request);
      if (event.type === 'failed') failure = event.failure;
      if (isFromCache(event)) cached++;
      if (event.type === 'noted' && event.note.kind === 'interview') ended = endWords(event.note) ?? ended;
      yield { type: 'talk', case: one.id, repeat, event };
    }
  }
  // A reply that was stopped half-way is shown and not judged.
  const stopped = turns.at(-1)?.finish === 'stopped';
  if (one.simulated && deps.model && !turns.some(isAnswer)) failure ??= unheard;
  if (stopped) failure ??= { reason: 'cancelled', message: 'Stopped.', action: 'retry' };
  const context: JudgeContext = {
    book: plan.book,
    values: one.values,
    measures: deps.measures,
    judge: deps.judge,
    model: deps.model?.identity,
    signal,
  };
  const whole = stopped ? turns.slice(0, -1) : turns;
  const found = await checkAll(one, whole, context);
  failure ??= found.failure;
  const labels = new Set(turns.flatMap((turn) => turn.labels ?? []));
  if (ended !== undefined) labels.add(ended);
  for (const { judge } of found.checks) for (const label of judge?.labels ?? []) labels.add(label);
  return {
    talk,
    repeat,
    outcome: outcomeOf(
      found.checks,
      failure,
      !deps.model && (steps.length < one.steps.length || one.simulated !== undefined),
    ),
    turns: [...found.turns, ...turns.slice(whole.length)],
    requests,
    checks: found.checks,
    cached,
    failure,
    labels: [...labels],
  };
}

/** The lines as written, then the simulated user. */
function commandsOf(
  one: SuiteCase,
  opening: Extract<PlayCommand, { type: 'begin' }>['opening'],
  deps: CaseDeps,
): readonly PlayCommand[] {
  const begin: PlayCommand = { type: 'begin', opening: opening ?? [] };
  if (!one.simulated || !deps.model) return [begin];
  const { asker, turns } = one.simulated;
  return [begin, { type: 'interview', asker: { ...asker, ...deps.user }, turns }];
}

function isAnswer({ model, speaker }: Turn): boolean {
  return model !== undefined && speaker === 'self';
}

function isFromCache(event: PlayEvent): boolean {
  const labels = event.type === 'replied' ? event.turn.labels : event.type === 'answered' ? event.labels : undefined;
  return labels?.includes('from cache') ?? false;
}

/** Said where the user ended before its time. */
function endWords({ ended, said, turns }: { ended?: InterviewEnd; said: number; turns: number }): string | undefined {
  if (ended !== 'farewell' && ended !== 'context' && ended !== 'nothing new') return undefined;
  const why = { farewell: 'took leave', context: 'was at the context limit', 'nothing new': 'had nothing new to say' };
  return `the simulated user ${why[ended]} after ${said} of ${turns} turns`;
}

const unheard: ModelFailure = {
  reason: 'other',
  message: 'The simulated user ended the talk before anything was answered.',
  action: 'retry',
};

/** How many steps there are before the first that a model would have to answer. */
export function writtenUntil(one: SuiteCase): number {
  const first = one.steps.findIndex((_, index) => isAnswered(one.steps, index));
  return first < 0 ? one.steps.length : first;
}

async function checkAll(one: SuiteCase, turns: readonly Turn[], context: JudgeContext) {
  const checks: CheckResult[] = [];
  const judged: Turn[] = [];
  const replies = repliesOf(one, turns);
  let failure: ModelFailure | undefined;
  for (const turn of turns) {
    const at = replies.find((reply) => reply.turn === turn.id);
    if (!at || failure) {
      judged.push(turn);
      continue;
    }
    const expected = one.expected.filter((each) => each.step === undefined || meant(each, replies) === at);
    const found = await checkReply(one, at, expected, { ...context, model: at.answer ? context.model : undefined });
    checks.push(...found.checks);
    failure = found.checks.find(({ judge }) => judge?.failure)?.judge?.failure;
    judged.push({ ...turn, verdicts: found.verdicts });
  }
  return { checks, turns: judged, failure };
}

/** Each reply with the talk as rules see it. Steps come in order, and a turn of a model belongs to the step before it. */
function repliesOf(one: SuiteCase, turns: readonly Turn[]): readonly (ReplyAt & { readonly step: number })[] {
  const messages: TalkMessage[] = [];
  const places: { turn: string; index: number; answer: boolean; step: number }[] = [];
  let step = -1;
  for (const turn of turns) {
    const answer = isAnswer(turn);
    if (answer) messages.push({ role: 'assistant', content: turn.text });
    else if (turn.model) {
      // A simulated user goes on where the lines of the test end: what follows is the reply to none of them.
      messages.push({ role: 'user', content: turn.text });
      step = Number.POSITIVE_INFINITY;
    } else messages.push(...(one.steps[++step]?.heard ?? []));
    if (turn.speaker === 'self') places.push({ turn: turn.id, index: messages.length - 1, answer, step });
  }
  return places.map((place) => ({ ...place, messages: messages.slice(0, place.index + 1) }));
}

/** The reply that an expectation is about: that of its step, else the last one before it. */
function meant(each: Expected, replies: readonly (ReplyAt & { readonly step: number })[]) {
  return replies.findLast(({ step }) => step <= (each.step ?? -1));
}

function outcomeOf(checks: readonly CheckResult[], failure: ModelFailure | undefined, notAsked: boolean): RunOutcome {
  const counting = checks.filter(({ counts }) => counts);
  if (counting.some(({ state }) => state === 'failed')) return 'failed';
  if (failure) return 'unfinished';
  if (notAsked) return 'not-asked';
  return counting.some(({ state }) => state === 'unsure') ? 'unsure' : 'passed';
}

/** What judges of a run said, for the ledger. */
export function judgeAnswersOf(run: CaseRun): readonly JudgeAnswer[] {
  return [...new Set(run.checks.flatMap(({ judge }) => judge ?? []))];
}

const nobody: ChatModel = {
  identity: { provider: 'scripted', model: 'nobody', origin: undefined, label: 'nobody' },
  capabilities: plainChat,
  async *chat() {
    const failure: ModelFailure = { reason: 'other', message: 'No model was given.', action: 'select-model' };
    yield { type: 'failed', failure };
  },
};
