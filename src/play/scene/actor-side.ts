// The talk as an actor's own rules see it, and what they and we say of one of its lines. In: a session and a line. Out: messages, verdicts.
import { judge, valuesOf } from '../../rules/judge.ts';
import { speakersOf } from '../../rules/rule-book.ts';
import type { TalkMessage } from '../../rules/verdict.ts';
import type { Turn } from '../events.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { heardMessages } from './hearing.ts';
import { actorsOf, namesOf, partiesOf } from './parties.ts';
import { checkLine } from './scene-checks.ts';
import type { SceneActor } from './setup.ts';

/** What an actor heard and said. Others go by the name its own rules have for them; whoever has none there, or is the only one, is its user. */
export function heardBy(state: SessionState, actor: SceneActor, turns: readonly Turn[] = state.turns) {
  const own = new Set(speakersOf(actor.persona));
  const names = new Map(actorsOf(state).map((other) => [other.key, namesOf(other)]));
  const known = (speaker: string) =>
    speaker === 'narrator' ? speaker : [speaker, ...(names.get(speaker) ?? [])].find((name) => own.has(name));
  const others = partiesOf(state).filter(({ key }) => key !== actor.key);
  const partner = others.length === 1 ? others[0]?.key : undefined;
  return heardMessages(turns, actor.key, known, partner);
}

/** A line of an actor, not yet in the talk, with the verdicts of its own rules and of the checks that every scene has. */
export function judgedLine(state: SessionState, actor: SceneActor, turn: Turn, deps: Pick<PlayDeps, 'measures'>): Turn {
  if (turn.thought) return turn;
  const messages: TalkMessage[] = heardBy(state, actor, [...state.turns, turn]);
  const from = messages.length - 1;
  const given = actor.key === 'self' ? state.values : {};
  const values = state.user === undefined ? given : { user: state.user, ...given };
  const judgement = judge(actor.book, messages, { values, measures: deps.measures, from });
  const own = judgement.turns.find(({ message }) => message === from)?.verdicts ?? [];
  const ours = checkLine(state, actor, turn, valuesOf(actor.book, values));
  return { ...turn, verdicts: [...own, ...ours] };
}
