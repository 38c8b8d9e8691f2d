// How a scene asks to be played. In: a scene. Out: its protocol: narrated rounds, finding out, seeker and supporter, or line after line.

import type { Scene } from '../../lang/persona.ts';
import { dyad } from '../dyad/dyad.ts';
import { hidden } from '../hidden/hidden.ts';
import { narrated } from '../narrated/narrated.ts';
import type { SceneProtocol } from '../scene/setup.ts';
import { spoken } from '../scene/spoken.ts';

/** The first of these that the scene names. */
export function protocolFor(scene: Scene): SceneProtocol {
  if (scene.narrated) return narrated;
  if (scene.findOut.length > 0) return hidden;
  return scene.seeker ? dyad : spoken;
}
