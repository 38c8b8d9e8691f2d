// What a person can do about a scene. In: the channel. Out: questions to the host; stopping is the panel's own *stop*.
import type { SceneAct } from '../wire/preview-protocol.ts';
import type { ActionDeps } from './actions.ts';

export interface SceneActions {
  scene(act: SceneAct): void;
  holdArena(): void;
  endArena(): void;
}

export function sceneActions({ change, ask, focusComposer, toEnd }: ActionDeps): SceneActions {
  const refused = (error: unknown) =>
    change({ type: 'lost', why: error instanceof Error ? error.message : String(error) });
  return {
    holdArena: () => void ask('arena', undefined).catch(refused),
    endArena: () => void ask('endArena', undefined).catch(refused),
    scene(act) {
      toEnd();
      void ask('scene', { act }).catch(refused);
      if (act !== 'end') focusComposer();
    },
  };
}
