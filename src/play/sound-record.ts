// A record of a talk that a stranger may have written, as far as it can be relied on. In: a record that `readTalkFile` let through. Out: the
// same built anew from parts of the right shape, or nothing. Addresses that a model was asked at are not taken over.
import type { Message } from '../lang/prompt.ts';
import type { ModelFailure, ModelIdentity, Usage } from '../model/port.ts';
import type { Verdict } from '../rules/verdict.ts';
import type { Turn } from './events.ts';
import { soundNote } from './sound-note.ts';
import type { KeptRequest, TraceRecord } from './trace.ts';

/** Undefined where nothing can be made of it; notes are kept as far as `soundNote` knows them. */
export function soundRecord(record: TraceRecord): TraceRecord | undefined {
  const at = typeof record.at === 'string' ? record.at : '';
  switch (record.type) {
    case 'talk':
      return undefined;
    case 'persona':
      return { type: 'persona', at, personaHash: record.personaHash };
    case 'turn':
      return { type: 'turn', at, turn: soundTurn(record.turn) };
    case 'reply':
      return {
        type: 'reply',
        at,
        turn: soundTurn(record.turn),
        usage: soundUsage(record.usage),
        ms: number(record.ms),
      };
    case 'request':
      return soundRequest(record, at);
    case 'answer': {
      const { request, replies } = record;
      const more = { labels: texts(record.labels), usage: soundUsage(record.usage), ms: number(record.ms) };
      return { type: 'answer', at, request, replies, ...more };
    }
    case 'failure': {
      const { turn, partial } = record;
      return { type: 'failure', at, ...textOf('turn', turn), failure: soundFailure(record.failure), partial };
    }
    case 'removed':
      return { type: 'removed', at, turns: record.turns };
    case 'moved':
      return { type: 'moved', at, ...textOf('to', record.to) };
    case 'preference':
      return soundPreference(record, at);
    case 'withdrawal': {
      const pair = pairOf(record.turns);
      return pair && { type: 'withdrawal', at, turns: pair };
    }
    case 'slice': {
      const { index, side, t0, t1, text, idle, cut } = record.slice;
      const slice = { index, side, t0, t1, text, idle: idle === true, cut: cut === true };
      return { type: 'slice', at, slice: { ...slice, ...textOf('turn', record.slice.turn) } };
    }
    case 'note': {
      const note = soundNote(record.note);
      return note && { type: 'note', at, note };
    }
  }
}

const finishes: readonly unknown[] = ['done', 'stopped', 'length', 'filtered'];
const states: readonly unknown[] = ['broken', 'unsure', 'kept', 'idle'];
const actions: readonly unknown[] = ['retry', 'set-key', 'select-model', 'raise-limit', 'trust', 'none'];

function soundTurn(turn: Turn): Turn {
  const { id, speaker, text } = turn;
  return {
    id,
    ...textOf('after', turn.after),
    ...textOf('beside', turn.beside),
    speaker,
    ...textOf('name', turn.name),
    text,
    ...(turn.thought === true ? { thought: true as const } : {}),
    ...(Array.isArray(turn.heardBy) ? { heardBy: texts(turn.heardBy) } : {}),
    ...(isModel(turn.model) ? { model: soundModel(turn.model) } : {}),
    ...(finishes.includes(turn.finish) ? { finish: turn.finish as NonNullable<Turn['finish']> } : {}),
    ...(turn.labels ? { labels: texts(turn.labels) } : {}),
    ...(turn.verdicts ? { verdicts: turn.verdicts.flatMap(soundVerdict) } : {}),
    ...textOf('request', turn.request),
    ...textOf('edited', turn.edited),
  };
}

function soundVerdict(verdict: Verdict): Verdict[] {
  const { rule, state, why, span } = verdict;
  if (typeof rule !== 'string' || typeof why !== 'string' || !states.includes(state)) return [];
  const whole = span && Number.isSafeInteger(span.start) && Number.isSafeInteger(span.end) ? span : undefined;
  const at = whole && whole.start >= 0 && whole.end >= whole.start ? { start: whole.start, end: whole.end } : undefined;
  return [{ rule, state, why, clause: undefined, span: at, through: undefined }];
}

function soundRequest(record: { readonly turn?: string } & KeptRequest, at: string): TraceRecord | undefined {
  const { id, run, step, model, messages, folded } = record;
  if (!isModel(model)) return undefined;
  const numbers = Object.entries({ temperature: record.temperature, maxTokens: record.maxTokens, n: record.n });
  return {
    type: 'request',
    at,
    ...textOf('turn', record.turn),
    id,
    run,
    step,
    ...textOf('actor', record.actor),
    ...textOf('beside', record.beside),
    ...versionOf(record.version),
    ordinal: number(record.ordinal),
    parent: typeof record.parent === 'string' ? record.parent : undefined,
    model: soundModel(model),
    messages: messages.map((piece) =>
      'of' in piece ? { of: piece.of, from: piece.from, count: piece.count } : message(piece),
    ),
    ...Object.fromEntries(numbers.filter(([, value]) => typeof value === 'number')),
    dropped: [],
    folded: folded === true,
    tokens: typeof record.tokens === 'number' ? record.tokens : undefined,
  };
}

/** Which version of the persona answered; without both its parts nobody can say. */
function versionOf(version: KeptRequest['version']): Pick<KeptRequest, 'version'> {
  const { name, hash } = version ?? {};
  return typeof name === 'string' && typeof hash === 'string' ? { version: { name, hash } } : {};
}

function soundPreference(record: Extract<TraceRecord, { type: 'preference' }>, at: string): TraceRecord | undefined {
  const { chosen, rejected, by, at: when, prompt, turns, models } = record.preference;
  const pair = pairOf(turns);
  if (!pair || ![chosen, rejected, by, when].every((text) => typeof text === 'string') || !Array.isArray(prompt)) {
    return undefined;
  }
  const named = (index: number) =>
    Array.isArray(models) && typeof models[index] === 'string' ? models[index] : undefined;
  const messages = prompt
    .filter((one) => typeof one?.content === 'string' && typeof one.role === 'string')
    .map(message);
  const preference = { prompt: messages, chosen, rejected, by, at: when, turns: pair };
  return { type: 'preference', at, preference: { ...preference, models: [named(0), named(1)] } };
}

function soundFailure({ reason, message: said, action }: ModelFailure): ModelFailure {
  const words = typeof said === 'string' ? said : '';
  return {
    reason: reason === 'cancelled' ? 'cancelled' : 'other',
    message: words,
    action: actions.includes(action) ? action : 'retry',
  };
}

function isModel(model: unknown): model is ModelIdentity {
  return typeof model === 'object' && model !== null && typeof (model as ModelIdentity).label === 'string';
}

function soundModel({ provider, model, origin, label }: ModelIdentity): ModelIdentity {
  return {
    provider: typeof provider === 'string' ? provider : 'openai',
    model: typeof model === 'string' ? model : '',
    origin: typeof origin === 'string' ? origin : undefined,
    label,
  };
}

function soundUsage(usage: Usage | undefined): Usage | undefined {
  if (typeof usage !== 'object' || usage === null) return undefined;
  return { input: number(usage.input), output: number(usage.output) };
}

function message({ role, content }: Message): Message {
  return { role: role === 'system' || role === 'assistant' ? role : 'user', content };
}

function pairOf(turns: readonly unknown[]): readonly [string, string] | undefined {
  if (!Array.isArray(turns)) return undefined;
  const [one, other] = turns as readonly unknown[];
  return typeof one === 'string' && typeof other === 'string' ? [one, other] : undefined;
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function textOf<K extends string>(name: K, value: unknown): { readonly [P in K]?: string } {
  return typeof value === 'string' ? ({ [name]: value } as { readonly [P in K]?: string }) : {};
}
