// How a scene comes to be played: from the persona's text, or from the records of a talk that played it. In: a persona and the files it may
// name. Out: a setup. Asks nobody.
import type { Persona, Scene } from '../../lang/persona.ts';
import type { Source } from '../../lang/source.ts';
import { protocolFor } from '../protocol/protocol-for.ts';
import type { TraceRecord } from '../trace.ts';
import { loadCast } from './load-cast.ts';
import type { SceneBegan } from './scene-notes.ts';
import type { SceneSetup } from './setup.ts';

export interface SceneChoice {
  readonly seat?: string | undefined;
  readonly seed: number;
}

export function setScene(persona: Persona, scene: Scene, source: Source, { seat, seed }: SceneChoice): SceneSetup {
  return { scene, cast: loadCast(persona, scene, source), seat, seed, protocol: protocolFor(scene) };
}

/** The scene that a talk plays, as the persona's text has it now; undefined where it plays none, or the scene is gone. */
export function setupOf(records: readonly TraceRecord[], persona: Persona, source: Source): SceneSetup | undefined {
  const began = beganIn(records);
  const scene = began && sceneMeant(persona, began);
  return scene && setScene(persona, scene, source, began);
}

/** The scene that a note is about: by its title, else by its place. */
export function sceneMeant(persona: Persona, { title, index }: Pick<SceneBegan, 'title' | 'index'>): Scene | undefined {
  const titled = title === '' ? undefined : persona.scenes.find((scene) => scene.title?.value === title);
  return titled ?? persona.scenes[index];
}

function beganIn(records: readonly TraceRecord[]): SceneBegan | undefined {
  const last = records.findLast((record) => record.type === 'note' && record.note.kind === 'scene began');
  return last?.type === 'note' && last.note.kind === 'scene began' ? last.note : undefined;
}
