// The stage of a scene: what each actor is sent, by the one mechanism that decides who may know what. In: the scene, who is there, the
// deps. Out: requests and lines. (Visibility is `lang/compile` with `scene`, `as` and `others`.)
import { compile } from '../../lang/compile.ts';
import type { Scene } from '../../lang/persona.ts';
import { render } from '../../lang/render.ts';
import { judgeTurns } from '../judge-turns.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import type { Stage, StageActor } from './stage.ts';

export function stageOfScene(scene: Scene, actors: readonly StageActor[], deps: PlayDeps): Stage {
  return {
    actors,
    request(state, actor, task) {
      const me = actors.find(({ key }) => key === actor);
      const others = actors.flatMap(({ key, persona }) => (persona && key !== actor ? [{ key, persona }] : []));
      const persona = task.persona ?? me?.persona;
      const messages = heard(state, actor, actors);
      const options = { scene, as: actor, others, user: state.user };
      const system = persona
        ? render(compile(persona, options), []).messages[0]?.content
        : `You are ${me?.name ?? 'the narrator of this scene'}.`;
      const content = task.knows ? `${system}\n\n${task.knows}` : (system ?? '');
      return { actor, messages: [{ role: 'system', content }, ...messages, { role: 'user', content: task.ask }] };
    },
    line(state, actor, turn) {
      const after = state.turns.at(-1)?.id;
      const name = actors.find(({ key }) => key === actor)?.name;
      const line = { ...turn, ...(after === undefined ? {} : { after }), speaker: actor };
      if (actor === 'self') return { ...line, ...judgeTurns(state, line, deps.measures) };
      return name === undefined ? line : { ...line, name };
    },
    ended: () => false,
  };
}

function heard(state: SessionState, actor: string, actors: readonly StageActor[]) {
  return state.turns
    .filter(({ thought, heardBy, speaker }) => speaker === actor || (!thought && (heardBy?.includes(actor) ?? true)))
    .map(({ speaker, text }) => {
      const name = actors.find(({ key }) => key === speaker)?.name ?? 'Narrator';
      return speaker === actor
        ? ({ role: 'assistant', content: text } as const)
        : ({ role: 'user', content: `${name}: ${text}` } as const);
    });
}
