// Who is on the stage of a scene, for a way of playing that has more requests than one a line. In: a session with a scene. Out: those who take
// part, who of them a person plays, and the actor that a model is asked for. Who may know what is `scene/actor-call.ts`'s to decide.
import type { Persona } from '../../lang/persona.ts';
import { readPersona } from '../../lang/read-persona.ts';
import { readRules } from '../../rules/rule-book.ts';
import { actorsOf, narratorActor, partyName } from '../scene/parties.ts';
import type { SceneActor } from '../scene/setup.ts';
import type { SessionState } from '../session-state.ts';

export interface StageActor {
  /** `self`, `user`, or the key of a member of the cast. */
  readonly key: string;
  readonly name: string;
  /** Undefined for the user. */
  readonly persona: Persona | undefined;
  /** A person plays them. */
  readonly person: boolean;
}

/** `self`, the cast, and the user where a person has that seat. The narrator is none of them. */
export function stageActors(state: SessionState): readonly StageActor[] {
  const seat = state.scene?.seat;
  const actors = actorsOf(state).map(({ key, name, persona }) => ({ key, name, persona, person: key === seat }));
  if (seat !== 'user') return actors;
  return [...actors, { key: 'user', name: partyName(state, 'user'), persona: undefined, person: true }];
}

/** Who is asked: an actor, or the keeper of the scene as its narrator. `persona`: takes the place of its own. */
export function askedActor(state: SessionState, key: string, persona?: Persona): SceneActor {
  const actor = key === 'narrator' ? undefined : actorsOf(state).find((one) => one.key === key);
  const found = actor ?? keeper();
  return persona ? { ...found, persona } : found;
}

export function nameOf(actors: readonly StageActor[], key: string): string {
  if (key === 'narrator') return 'Narrator';
  return actors.find((actor) => actor.key === key)?.name ?? key;
}

/** Who an answer names, by name or key, ignoring case and marks around; undefined: nobody of these, or several. */
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

/** The narrator as the keeper of a scene: decides and judges, and does not only tell what happens next. */
function keeper(): SceneActor {
  const persona = readPersona(keeperText, 'dramatis:/cast/keeper.persona', {
    read: (path) => ({ ok: false, uri: path, reason: 'missing' }),
  });
  return { ...narratorActor(), persona, book: readRules(persona) };
}

const keeperText = `persona Narrator
  role: the narrator and keeper of this scene, outside of it

section How you keep it
  You are fair to everybody in the scene and decide only what you are asked to decide.
  You know only what was said and done aloud, and never tell what somebody thinks.
  You answer in the form you are asked for, and add nothing.
`;
