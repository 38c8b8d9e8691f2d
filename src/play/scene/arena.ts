// An arena: several candidates, models or personas, answer the same turn; a supervisor model sees them shuffled under letters and picks one
// on stated principles; the pick goes on with the talk, the others stand beside it as alternatives. Every answer is kept. A letter that is
// none is asked for once more, then the supervisor abstains and the first candidate goes on.
import type { Persona } from '../../lang/persona.ts';
import type { Message } from '../../lang/prompt.ts';
import type { ChatModel } from '../../model/port.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { type Answer, call, type NoAnswer } from '../call.ts';
import type { PlayEvent } from '../events.ts';
import { follow, tell } from '../follow.ts';
import { takeAway } from '../put.ts';
import type { Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { actorCall, thinks } from './actor-call.ts';
import { chance, shuffled } from './chance.ts';
import { partyName } from './parties.ts';
import type { ArenaPick } from './scene-notes.ts';
import type { SceneActor, TurnDeps } from './setup.ts';
import { type SpokenAnswer, tellAnswer } from './tell-line.ts';

export interface ArenaCandidate {
  readonly label: string;
  readonly model: ChatModel;
  /** Another persona in the actor's place; undefined: the actor's own. */
  readonly persona?: Persona;
  readonly book?: RuleBook;
}

export interface Arena {
  /** Whose turns are judged; undefined: everybody's that a model plays. */
  readonly actor?: string;
  /** At least one. */
  readonly candidates: readonly ArenaCandidate[];
  readonly supervisor: ChatModel;
  readonly principles: readonly string[];
  /** Turns are judged while fewer lines of the scene than this were said; undefined: to its end. */
  readonly until?: number;
}

/** What a pick goes by where nobody says. */
export const arenaPrinciples = [
  'It answers what was just said.',
  'It is in keeping with who speaks.',
  'It brings the scene forward and leaves the others room.',
  'It invents nothing that the scene contradicts.',
  'It repeats nothing.',
  'It reads as speech.',
];

export async function* arenaTurn(state: SessionState, actor: SceneActor, arena: Arena, turn: TurnDeps): Run {
  const { place, deps, signal } = turn;
  const answers: (Answer | NoAnswer)[] = [];
  let now = state;
  for (const { model, persona = actor.persona, book = actor.book } of arena.candidates) {
    const asked = { ...actorCall(now, { ...actor, persona, book }, deps, { model, step: 'candidate' }) };
    const { state: next, value } = yield* follow(now, call(place, asked, deps, signal));
    now = next;
    answers.push(value);
    if (signal.aborted) return now;
  }
  const texts = answers.map((answer) => (answer.ok ? answer.replies[0].text : ''));
  const standing = answers.flatMap((answer, index) =>
    answer.ok && answer.replies[0].text.trim() !== '' ? [index] : [],
  );
  // Nobody answered: the failure told last says why.
  if (standing.length === 0) return now;
  const shown = shuffled(standing, chance(state.scene?.seed ?? 0, state.turns.length)).map((candidate, at) => ({
    letter: String.fromCharCode(65 + at),
    candidate,
  }));
  const supervised =
    standing.length < 2
      ? { state: now, replies: [], letter: shown[0]?.letter }
      : yield* pick(now, actor, arena, shown, texts, turn);
  now = supervised.state;
  if (signal.aborted) return now;
  const picked = shown.find(({ letter }) => letter === supervised.letter)?.candidate;
  const chosen = picked ?? standing[0] ?? 0;
  const answer = answers[chosen];
  const candidate = arena.candidates[chosen];
  if (!answer?.ok || !candidate) return now;
  const line = deps.ids();
  const note: ArenaPick = {
    kind: 'arena pick',
    turn: line,
    actor: actor.key,
    candidates: arena.candidates.map(({ label }, i) => ({
      label,
      text: texts[i] ?? '',
      request: answers[i]?.request.id ?? '',
    })),
    shown,
    ...(picked === undefined ? {} : { picked }),
    answers: supervised.replies,
    supervisor: arena.supervisor.identity.label,
  };
  now = yield* tell(now, { type: 'noted', note });
  for (const other of standing) {
    const [beside, passed] = [arena.candidates[other], answers[other]];
    if (other === chosen || !beside || !passed?.ok) continue;
    now = yield* passedOver(now, actor, beside, passed, deps);
  }
  const how =
    picked === undefined
      ? 'the supervisor abstained: the first candidate goes on'
      : `picked in an arena: ${candidate.label}`;
  return yield* tellAnswer(now, actorOf(actor, candidate), spoken(now, actor, answer, line, how), { deps });
}

/** A line that was not picked stands beside the one that was, with its own verdicts; one in which nothing is said stands nowhere. */
function* passedOver(
  state: SessionState,
  actor: SceneActor,
  candidate: ArenaCandidate,
  answer: Answer,
  deps: TurnDeps['deps'],
): Generator<PlayEvent, SessionState> {
  const how = `answered in an arena, not picked: ${candidate.label}`;
  const said = spoken(state, actor, answer, deps.ids(), how);
  const telling = tellAnswer(state, actorOf(actor, candidate), said, { deps });
  const events: PlayEvent[] = [];
  let next = telling.next();
  while (!next.done) {
    events.push(next.value);
    next = telling.next();
  }
  if (events.some(({ type }) => type === 'failed')) return state;
  yield* events;
  return yield* takeAway(next.value, state.turns.length);
}

function actorOf(actor: SceneActor, { persona = actor.persona, book = actor.book }: ArenaCandidate): SceneActor {
  return { ...actor, persona, book };
}

function spoken(state: SessionState, actor: SceneActor, answer: Answer, turn: string, how: string): SpokenAnswer {
  const labels = [how, ...answer.labels];
  return { ...answer, text: answer.replies[0].text, turn, thinking: thinks(state, actor), finish: 'done', labels };
}

/** Asks for a letter, once more where the answer has none. */
async function* pick(
  state: SessionState,
  actor: SceneActor,
  arena: Arena,
  shown: ArenaPick['shown'],
  texts: readonly string[],
  { place, deps, signal }: TurnDeps,
): AsyncGenerator<PlayEvent, { state: SessionState; replies: readonly string[]; letter: string | undefined }> {
  const replies: string[] = [];
  let messages = question(state, actor, arena, shown, texts);
  let now = state;
  for (let time = 0; time < 2 && !signal.aborted; time++) {
    const asked = { step: 'pick', actor: actor.key, model: arena.supervisor, messages, temperature: 0 };
    const { state: next, value } = yield* follow(now, call(place, asked, deps, signal));
    now = next;
    if (!value.ok) break;
    const reply = value.replies[0].text;
    replies.push(reply);
    const letter = letterOf(reply, shown);
    if (letter !== undefined) return { state: now, replies, letter };
    const letters = shown.map((one) => one.letter).join(', ');
    const again = `That is none of the letters. Answer with one letter and nothing else: ${letters}.`;
    messages = [...messages, { role: 'assistant', content: reply }, { role: 'user', content: again }];
  }
  return { state: now, replies, letter: undefined };
}

/** The one letter that stands alone in an answer; two different ones, or none, are no pick. */
export function letterOf(reply: string, shown: ArenaPick['shown']): string | undefined {
  const bare = reply.trim().replace(/^[\s("'*[]+|[\s.)"'*\]:]+$/gu, '');
  const whole = shown.find(({ letter }) => letter === bare.toUpperCase());
  if (whole) return whole.letter;
  const found = new Set(
    [...reply.matchAll(/(?<![\p{L}\p{N}'’])([A-Z])(?![\p{L}\p{N}'’])/gu)].map(([, letter]) => letter),
  );
  const named = shown.filter(({ letter }) => found.has(letter));
  return named.length === 1 ? named[0]?.letter : undefined;
}

function question(
  state: SessionState,
  actor: SceneActor,
  { principles }: Arena,
  shown: ArenaPick['shown'],
  texts: readonly string[],
): readonly Message[] {
  const talk = state.turns
    .filter(({ thought }) => !thought)
    .map((turn) => `${turn.name ?? partyName(state, turn.speaker)}: ${turn.text}`);
  const lines = shown.map(({ letter, candidate }) => `${letter}:\n${texts[candidate] ?? ''}`);
  const system = `Several candidates were asked for the next line of ${actor.name} in a scene. Pick the best one by these principles:\n${principles
    .map((principle) => `- ${principle}`)
    .join('\n')}\nAnswer with its letter and nothing else.`;
  const user = `The talk so far:\n\n${talk.join('\n\n') || '(Nothing was said yet.)'}\n\nThe candidates:\n\n${lines.join('\n\n')}\n\nWhich is the best? One letter.`;
  return [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ];
}
