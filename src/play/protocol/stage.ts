// What a way of playing needs of the scene it plays: who is there, what each of them is sent, and how their lines are told. Shapes only.
import type { Persona } from '../../lang/persona.ts';
import type { Call } from '../call.ts';
import type { Turn } from '../events.ts';
import type { SessionState } from '../session-state.ts';

export interface StageActor {
  /** `self`, `user`, or the key of a member of the cast. */
  readonly key: string;
  readonly name: string;
  /** Undefined: just a name, or a person. */
  readonly persona: Persona | undefined;
  /** A person plays them. */
  readonly person: boolean;
}

/** One request, beyond what the actor is and has heard. */
export interface Task {
  /** What is to be done, as the last message. Of this request only. */
  readonly ask: string;
  /** What this actor alone knows now: put behind its own prompt, for this request only. */
  readonly knows?: string;
  /** Takes the place of the actor's persona in this request, where it is to be told less of itself. */
  readonly persona?: Persona;
}

export interface Stage {
  /** In the order of the scene; the narrator is not among them. */
  readonly actors: readonly StageActor[];
  /** What `actor` (or `narrator`) is sent: its own prompt and what it heard, its own lines as `assistant`, then the task. */
  request(
    state: SessionState,
    actor: string,
    task: Task,
  ): Pick<Call, 'messages' | 'dropped' | 'folded' | 'tokens' | 'model' | 'actor'>;
  /** A line of an actor or the narrator as it is told, judged where it is the persona's. */
  line(state: SessionState, actor: string, turn: Omit<Turn, 'speaker' | 'name' | 'after'>): Turn;
  /** Whether a condition of the scene ends it. */
  ended(state: SessionState): boolean;
}

export function nameOf(stage: Stage, key: string): string {
  if (key === 'narrator') return 'Narrator';
  return stage.actors.find((actor) => actor.key === key)?.name ?? key;
}

/** Who an answer names, by name or key, ignoring case and marks around; undefined: nobody of these. */
export function actorNamed(actors: readonly StageActor[], text: string): StageActor | undefined {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/[*_"'“”`.\s]+/gu, ' ')
      .trim();
  const said = plain(text);
  const exact = actors.find(({ key, name }) => said === plain(name) || said === plain(key));
  if (exact) return exact;
  // `Watson` for `Dr John Watson`, if only one is called so.
  const partly = actors.filter(({ name }) => said !== '' && plain(name).split(' ').includes(said));
  return partly.length === 1 ? partly[0] : undefined;
}
