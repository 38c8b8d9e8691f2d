// The cast of a scene in, actors out: files are read through the same source as `extends`, the others are played from their names alone.
// Never throws on text.
import type { CastMember, Persona, Scene } from '../../lang/persona.ts';
import { personaIn } from '../../lang/read-persona.ts';
import type { Source } from '../../lang/source.ts';
import { readRules } from '../../rules/rule-book.ts';
import { namedActor } from './parties.ts';
import type { SceneActor } from './setup.ts';

/** In the order of `with:`; a member named twice is there once. */
export function loadCast(persona: Persona, scene: Scene, source: Source): readonly SceneActor[] {
  const cast = new Map<string, SceneActor>();
  for (const member of scene.cast) {
    if (!cast.has(member.key) && !['self', 'user', 'narrator'].includes(member.key))
      cast.set(member.key, load(persona, member, source));
  }
  return [...cast.values()];
}

/** A file that cannot be read leaves the name: that it cannot is a problem of the scene's own file, told there. */
function load(persona: Persona, { key, name, path }: CastMember, source: Source): SceneActor {
  const read = path === undefined ? undefined : source.read(path, persona.uri);
  if (!read?.ok) return namedActor(key, name);
  const other = personaIn(read, source);
  return { key, name: other.name, persona: other, book: readRules(other), nameOnly: false };
}
