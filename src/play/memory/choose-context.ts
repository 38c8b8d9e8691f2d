// What of a talk goes into the next request. In: the state and the persona's `memory` block. Out: events of the questions asked on the way,
// then the messages and the report of how they were chosen. A stop ends it; a question that fails is answered by the rule for no answer.
import type { Message } from '../../lang/prompt.ts';
import { lexicalSimilarity, similarityOf } from '../../model/fallbacks/lexical.ts';
import type { RunPlace } from '../call.ts';
import type { PlayEvent } from '../events.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { alwaysSent } from './always-sent.ts';
import { askMemory, canAsk } from './ask-memory.ts';
import { ContextDraft } from './context-draft.ts';
import type { ContextReport } from './context-report.ts';
import { type Counter, type Exchange, estimateTokens, exchangesOf, exchangeText } from './exchanges.ts';
import { answersRequest, historyRequest, sufficesRequest } from './memory-prompts.ts';
import { type MemorySettings, memoryDefaults, memorySettings } from './memory-settings.ts';
import { type Candidate, type ContextPlan, planContext, type Verdict } from './plan-context.ts';
import { readYesNo } from './read-answer.ts';
import { clearedUpTo, summarise, summaryOf } from './summaries.ts';

export interface ChosenContext {
  readonly state: SessionState;
  readonly messages: readonly Message[];
  readonly report: ContextReport;
  /** The player stopped while memory was asking: nothing more is to be asked. */
  readonly stopped: boolean;
}

type Choosing<T> = AsyncGenerator<PlayEvent, T>;

interface Setting {
  readonly place: RunPlace;
  readonly deps: PlayDeps;
  readonly signal: AbortSignal;
  readonly settings: MemorySettings;
  readonly count: Counter;
  readonly names: { readonly user: string; readonly self: string };
}

/** Chooses. Without a `memory` block it is the whole talk, and nobody is asked. */
export async function* chooseContext(
  state: SessionState,
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
): Choosing<ChosenContext> {
  const count = deps.measures.tokens ?? estimateTokens;
  const exchanges = exchangesOf(state.turns, count);
  const draft = new ContextDraft(exchanges, count === estimateTokens);
  const settings = memorySettings(state.persona);
  const cleared = clearedUpTo(state, exchanges);
  for (const exchange of exchanges.slice(0, cleared)) draft.drop(exchange, 'The memory was cleared after it.');
  const left = exchanges.slice(cleared);
  if (!settings || (!settings.summaries && settings.recent === undefined && settings.budget === undefined)) {
    for (const exchange of left) draft.raw(exchange, 'The whole talk is sent.');
    return { state, ...draft.finish(), stopped: false };
  }
  const names = { user: state.user ?? 'user', self: state.persona.name };
  const setting: Setting = { place, deps, signal, settings, count, names };
  return yield* choose(state, left, draft, setting);
}

async function* choose(
  state: SessionState,
  left: readonly Exchange[],
  draft: ContextDraft,
  setting: Setting,
): Choosing<ChosenContext> {
  const { settings, deps, count, place, signal, names } = setting;
  draft.budget = settings.budget;
  const asks = settings.summaries && canAsk(deps);
  if (settings.summaries && !asks)
    draft.note('Nothing is summed up and no turn is judged: that needs a model. Select one.');
  let now = state;
  const { newest, before } = splitNewest(left);
  const previous = before.at(-1);
  // Every exchange is summed up as soon as it is one; what came before memory was switched on waits until it is wanted.
  if (asks && previous && needsSummary(previous)) {
    const summed = yield* summarise(now, previous, place, deps, signal, names);
    now = summed.state;
    if (summed.stopped) return { state: now, ...draft.finish(), stopped: true };
  }
  const fixed = alwaysSent(before, newest, settings, (exchange) => summaryOf(now, exchange));
  for (const one of fixed.sent) {
    if (one.as === 'raw') draft.raw(one.exchange, one.why);
    else draft.summary(one.exchange, one.summary, count(one.summary), one.why);
  }
  if (newest) draft.raw(newest, 'It is the newest.');
  const older = before.slice(0, fixed.from);
  if (!settings.summaries) {
    for (const exchange of older) draft.drop(exchange, fixed.why);
    return { state: now, ...draft.finish(), stopped: false };
  }
  if (older.length === 0) {
    if (draft.tokens > (settings.budget ?? Infinity)) draft.note(tooLong);
    return { state: now, ...draft.finish(), stopped: false };
  }
  return yield* lookBack(now, { older, newest, previous, asks }, draft, setting);
}

const tooLong = 'What is always sent is longer than memory’s budget by itself: it was sent all the same.';

/** The newest exchange where it waits for its answer, and those before it. */
function splitNewest(left: readonly Exchange[]): { newest: Exchange | undefined; before: readonly Exchange[] } {
  const last = left.at(-1);
  const waits = last?.turns.at(-1)?.speaker === 'user';
  return waits ? { newest: last, before: left.slice(0, -1) } : { newest: undefined, before: left };
}

function needsSummary({ tokens }: Exchange): boolean {
  return tokens > memoryDefaults.short;
}

interface Back {
  readonly older: readonly Exchange[];
  readonly newest: Exchange | undefined;
  readonly previous: Exchange | undefined;
  readonly asks: boolean;
}

/** Whether history is needed; if so which of it, and how. */
async function* lookBack(
  state: SessionState,
  { older, newest, previous, asks }: Back,
  draft: ContextDraft,
  setting: Setting,
): Choosing<ChosenContext> {
  const { settings, deps, signal, place, names } = setting;
  const line = newest?.turns.findLast(({ speaker }) => speaker === 'user')?.text ?? previous?.turns.at(-1)?.text ?? '';
  let now = state;
  if (asks) {
    const before = previous ? exchangeText(previous, names) : '';
    const asked = yield* askMemory(now, place, 'history', historyRequest(line, before), deps, signal);
    now = asked.state;
    if (asked.stopped) return { state: now, ...draft.finish(), stopped: true };
    // An answer that is neither yes nor no keeps the history: what is missing does more harm than what is not needed.
    if (asked.answer && readYesNo(asked.answer.text) === false) {
      for (const exchange of older) draft.drop(exchange, 'The model said that history is not needed.');
      return { state: now, ...draft.finish(), stopped: false };
    }
  }
  const found = yield* mostAlike(older, line, draft, setting);
  const candidate = ({ exchange, similarity }: Alike): Candidate => {
    const summary = summaryOf(now, exchange);
    const short = needsSummary(exchange) ? undefined : exchange.tokens;
    return {
      exchange: exchange.number,
      raw: exchange.tokens,
      summary: summary === undefined ? short : setting.count(summary),
      similarity,
    };
  };
  const budget = settings.budget ?? memoryDefaults.budget;
  const view = () => ({ budget, fixed: draft.tokens, found: found.map(candidate) });
  let plan = planContext(view());
  if (plan.ask.length > 0) {
    const judged = yield* judgeOlder(now, plan.ask, found, line, asks, setting);
    now = judged.state;
    if (judged.stopped) return { state: now, ...draft.finish(), stopped: true };
    plan = planContext({ ...view(), verdicts: judged.verdicts });
  }
  write(plan, found, now, draft);
  if (!plan.fits) draft.note(tooLong);
  return { state: now, ...draft.finish(), stopped: false };
}

interface Alike {
  readonly exchange: Exchange;
  readonly similarity: number;
}

/** The older exchanges most like the line; the others are dropped. */
async function* mostAlike(
  older: readonly Exchange[],
  line: string,
  draft: ContextDraft,
  { deps, settings, signal, names }: Setting,
): Choosing<readonly Alike[]> {
  const texts = older.map((exchange) => exchangeText(exchange, names));
  const own = similarityOf(deps.similarity ?? deps.model.similarity);
  let label = own.label;
  const numbers = await own.compare(line, texts, signal).catch((error: unknown) => {
    label = lexicalSimilarity.label;
    draft.note(`Embeddings failed, so words were compared: ${error instanceof Error ? error.message : String(error)}`);
    return lexicalSimilarity.compare(line, texts, signal);
  });
  draft.similarity = label;
  const alike = older.map((exchange, index) => ({ exchange, similarity: numbers[index] ?? 0 }));
  const best = alike.toSorted((a, b) => b.similarity - a.similarity || b.exchange.number - a.exchange.number);
  const kept = new Set(best.slice(0, settings.similar));
  const rest = `It is not among the ${settings.similar} older turns most like the newest line.`;
  for (const one of alike) if (!kept.has(one)) draft.drop(one.exchange, rest);
  return alike.filter((one) => kept.has(one));
}

/**
 * Asks of each whether it helps, and whether its summary does. Where it is no longer than a summary the second is not asked. Unreadable
 * answers keep the words. Without a model nobody is asked, and none has a verdict.
 */
async function* judgeOlder(
  state: SessionState,
  numbers: readonly number[],
  found: readonly Alike[],
  line: string,
  asks: boolean,
  { place, deps, signal, names }: Setting,
): Choosing<{ state: SessionState; verdicts: ReadonlyMap<number, Verdict>; stopped: boolean }> {
  const verdicts = new Map<number, Verdict>();
  let now = state;
  if (!asks) return { state: now, verdicts, stopped: false };
  for (const { exchange } of found) {
    if (!needsSummary(exchange)) continue;
    const summed = yield* summarise(now, exchange, place, deps, signal, names);
    now = summed.state;
    if (summed.stopped) return { state: now, verdicts, stopped: true };
  }
  for (const number of numbers) {
    const exchange = found.find((one) => one.exchange.number === number)?.exchange;
    if (!exchange) continue;
    const helps = yield* askMemory(
      now,
      place,
      'answers',
      answersRequest(line, exchangeText(exchange, names)),
      deps,
      signal,
    );
    now = helps.state;
    if (helps.stopped) return { state: now, verdicts, stopped: true };
    if (helps.answer && readYesNo(helps.answer.text) === false) {
      verdicts.set(number, 'drop');
      continue;
    }
    const summary = summaryOf(now, exchange);
    if (summary === undefined) continue;
    const enough = yield* askMemory(now, place, 'suffices', sufficesRequest(line, summary), deps, signal);
    now = enough.state;
    if (enough.stopped) return { state: now, verdicts, stopped: true };
    if (enough.answer && readYesNo(enough.answer.text) === true) verdicts.set(number, 'summary');
  }
  return { state: now, verdicts, stopped: false };
}

const reasons: Readonly<Record<ContextPlan['planned'][number]['reason'], string>> = {
  alike: 'It is among the older turns most like the newest line.',
  'most-alike': 'It is the older turn most like the newest line.',
  drop: 'The model said that it does not help.',
  summary: 'The model said that its summary is enough.',
  raw: 'Its words may be needed.',
  squeezed: 'There was no room for all of its words.',
  'no-room': 'There was no room for it.',
};

function write(plan: ContextPlan, found: readonly Alike[], state: SessionState, draft: ContextDraft): void {
  for (const { exchange: number, as, tokens, reason } of plan.planned) {
    const one = found.find(({ exchange }) => exchange.number === number);
    if (!one) continue;
    const { exchange, similarity } = one;
    if (as === 'dropped') draft.drop(exchange, reasons[reason], similarity);
    else if (as === 'raw') draft.raw(exchange, reasons[reason], similarity);
    else draft.summary(exchange, summaryOf(state, exchange) ?? '', tokens, reasons[reason], similarity);
  }
}
