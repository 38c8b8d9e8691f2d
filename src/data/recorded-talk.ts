// A talk as exports see it: what stands in its records, gathered once. In: trace records, the persona they are of. Out: a value. Asks and judges nothing.
import type { Persona } from '../lang/persona.ts';
import type { PlayEvent, Turn } from '../play/events.ts';
import { eventsOf } from '../play/restore.ts';
import { beganOf, type SceneBegan } from '../play/scene/scene-notes.ts';
import { apply, newSession, type SessionState } from '../play/session-state.ts';
import { type Thumb, thumbsOf } from '../play/thumbs.ts';
import type { TraceRecord } from '../play/trace.ts';
import { readRules } from '../rules/rule-book.ts';

export interface RecordedTalk {
  readonly id: string;
  /** ISO 8601; empty where the records do not say. */
  readonly at: string;
  /** Name of the persona, as recorded. */
  readonly persona: string;
  /** The talk as it stands at its end, with everything that was learnt beside it. */
  readonly state: SessionState;
  /** What steps were answered, by the id of their request. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  readonly thumbs: ReadonlyMap<string, Thumb>;
  /** How the scene began, where one was played. */
  readonly scene: SceneBegan | undefined;
  /** Every version of the persona that was in play. */
  readonly hashes: readonly string[];
  /** Labels of the models that spoke for the persona, on the path. */
  readonly models: readonly string[];
}

/** Reads talks of one persona; its prompt is compiled once for all of them. */
export function talkReader(persona: Persona): (records: readonly TraceRecord[]) => RecordedTalk {
  const fresh = newSession('', persona, readRules(persona));
  return (records) => recordedTalk(records, fresh);
}

function recordedTalk(records: readonly TraceRecord[], fresh: SessionState): RecordedTalk {
  const header = records.find((record) => record.type === 'talk');
  const id = header?.id ?? '';
  const events = eventsOf(records);
  const state = events.reduce(apply, { ...fresh, id, hash: header?.personaHash ?? fresh.hash });
  const models = state.turns.flatMap(({ speaker, model }) => (speaker === 'self' && model ? [model.label] : []));
  return {
    id,
    at: header?.at ?? '',
    persona: header?.persona ?? '',
    state,
    answers: answersOf(events),
    thumbs: thumbsOf(state.notes),
    scene: beganOf(state),
    hashes: [...new Set(records.flatMap((r) => (r.type === 'talk' || r.type === 'persona' ? [r.personaHash] : [])))],
    models: [...new Set(models)],
  };
}

function answersOf(events: readonly PlayEvent[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    events.flatMap((event): [string, readonly string[]][] => {
      if (event.type === 'answered') return [[event.request, event.replies]];
      if ((event.type === 'replied' || event.type === 'turn') && event.turn.request !== undefined)
        return [[event.turn.request, [event.turn.text]]];
      return [];
    }),
  );
}

/** Why a reply is nothing to learn from; undefined: it is. */
export function unfit(turn: Turn, { thumbs, state }: Pick<RecordedTalk, 'thumbs' | 'state'>): string | undefined {
  if (thumbs.get(turn.id) === 'down') return 'A reply was found bad.';
  if (turn.finish !== undefined && turn.finish !== 'done') return 'A reply was cut off.';
  const broken = (turn.verdicts ?? []).some(({ state: found, rule }) => found === 'broken' && isError(rule, state));
  return broken ? 'A reply breaks a rule.' : undefined;
}

/** Of a row that is the whole talk: why it teaches what the persona must not do. A line cut off is said as it was, and `cutOff` takes it. */
export function unfitTalk(
  { thumbs, state, scene }: RecordedTalk,
  { takeUnfit = false, cutOff = false }: { readonly takeUnfit?: boolean; readonly cutOff?: boolean },
): string | undefined {
  if (scene?.seat === 'self') return 'A person spoke for the persona.';
  const own = takeUnfit ? [] : state.turns.filter(({ speaker }) => speaker === 'self');
  for (const turn of own) {
    const why = unfit(cutOff ? withoutFinish(turn) : turn, { thumbs, state });
    if (why !== undefined) return `${why} Such a talk is one row, and is left out whole.`;
  }
  return undefined;
}

function withoutFinish({ finish: _finish, ...turn }: Turn): Turn {
  return turn;
}

function isError(rule: string, { persona }: SessionState): boolean {
  // A rule that the file has no more counted when it was broken.
  return (persona.rules.find(({ id }) => id === rule)?.severity ?? 'error') === 'error';
}
