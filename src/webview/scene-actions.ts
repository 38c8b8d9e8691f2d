// What a person can do about a scene. In: the channel. Out: questions to the host; stopping is the panel's own *stop*.
import type { SceneAct } from '../wire/preview-protocol.ts';
import type { ActionDeps } from './actions.ts';

export interface SceneActions {
  scene(act: SceneAct): void;
}

export function sceneActions({ change, ask, focusComposer, toEnd }: ActionDeps): SceneActions {
  return {
    scene(act) {
      toEnd();
      void ask('scene', { act }).catch((error: unknown) =>
        change({ type: 'lost', why: error instanceof Error ? error.message : String(error) }),
      );
      if (act !== 'end') focusComposer();
    },
  };
}
