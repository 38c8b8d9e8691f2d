// Who is in a scene, and the names each goes by. In: a session with a scene. Out: actors, parties, names. The one place that knows that
// `self` means another in another file.
import { nameKey } from '../../lang/name.ts';
import type { Persona } from '../../lang/persona.ts';
import { readPersona } from '../../lang/read-persona.ts';
import { stemOf } from '../../lang/resolve/read-dialogue.ts';
import { readRules } from '../../rules/rule-book.ts';
import type { SessionState } from '../session-state.ts';
import type { SceneActor, SceneSetup } from './setup.ts';

/** Somebody who speaks: an actor, or the user. */
export interface Party {
  readonly key: string;
  readonly name: string;
}

/** `self` first, then the cast. */
export function actorsOf(state: SessionState): readonly SceneActor[] {
  const { persona, book } = state;
  const self: SceneActor = { key: 'self', name: persona.name, persona, book, nameOnly: false };
  return [self, ...(state.scene?.cast ?? [])];
}

/** The actors, then the user where a person has that seat or the scene gives the user a line. The narrator is none. */
export function partiesOf(state: SessionState): readonly Party[] {
  const { scene } = state;
  const user = scene?.seat === 'user' || scene?.scene.lines.some(({ speaker }) => speaker === 'user');
  return [...actorsOf(state), ...(user ? [{ key: 'user', name: state.user ?? 'User' }] : [])];
}

/** What a key is called in the talk. */
export function partyName(state: SessionState, key: string): string {
  if (key === 'narrator') return 'Narrator';
  return partiesOf(state).find((party) => party.key === key)?.name ?? (key === 'user' ? (state.user ?? 'User') : key);
}

/** Everything that a file may call an actor: the scene's key, its name, the stem of its file. Never `self`. */
export function namesOf(party: Party & { readonly persona?: Persona; readonly nameOnly?: boolean }): readonly string[] {
  const stem = party.persona && !party.nameOnly ? [decoded(stemOf(party.persona.uri))] : [];
  const names = [party.key, party.name, ...stem].map(nameKey);
  return [...new Set(names)].filter((name) => name !== 'self' && name !== '');
}

/** The narrator that a model is asked for. */
export function narratorActor(): SceneActor {
  return made('narrator', 'Narrator', narratorText, false);
}

/** Somebody of whom nothing is known but the name. */
export function namedActor(key: string, name: string): SceneActor {
  return made(key, name, `persona ${name.replace(/\s+/gu, ' ')}\n`, true);
}

function made(key: string, name: string, text: string, nameOnly: boolean): SceneActor {
  const persona = readPersona(text, `dramatis:/cast/${encodeURIComponent(key)}.persona`, {
    read: (path) => ({ ok: false, uri: path, reason: 'missing' }),
  });
  return { key, name, persona, book: readRules(persona), nameOnly };
}

const narratorText = `persona Narrator
  role: the narrator of this scene

rules
  - Tells in one or two sentences what happens next that can be seen or heard.
  - Never says a line of anybody, and never what somebody thinks.
  - Adds nothing that decides the scene for those who are in it.
`;

/** The scene as the persona's text has it now: by its title, else by its place; undefined where it is gone. */
export function sceneAsNow(setup: SceneSetup, persona: Persona, index: number): SceneSetup | undefined {
  const title = setup.scene.title?.value;
  const scene =
    persona.scenes.find((one) => one.title?.value === title && title !== undefined) ?? persona.scenes[index];
  return scene && { ...setup, scene };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
