// A scene in the few facts that the panel shows of it: how far it is, who is next, who is there and what each knows of. In: a session. Out:
// values. Pure, so that it is tried without an editor.
import { stageOf } from '../../play/scene/actor-call.ts';
import { nextSpeaker } from '../../play/scene/next-speaker.ts';
import { actorsOf, partiesOf, partyName } from '../../play/scene/parties.ts';
import { beganOf, endedOf } from '../../play/scene/scene-notes.ts';
import { progressOf } from '../../play/scene/scene-over.ts';
import { winTable } from '../../play/scene/win-table.ts';
import type { SessionState } from '../../play/session.ts';
import type { PanelScene } from '../../wire/preview-protocol.ts';

/** Undefined where no scene is played. `models`: what the model of a key is called. */
export function panelScene(state: SessionState, models: Readonly<Record<string, string>>): PanelScene | undefined {
  const { scene: setup } = state;
  if (!setup) return undefined;
  const { seat, scene } = setup;
  const { played, limit } = progressOf(state);
  const ended = endedOf(state);
  const next = ended ? undefined : nextSpeaker(state);
  const actors = actorsOf(state);
  const table = winTable(state.notes);
  return {
    title: scene.title?.value ?? '',
    begun: beganOf(state) !== undefined,
    played,
    limit,
    next: next === undefined ? undefined : partyName(state, next),
    person: next !== undefined && next === seat,
    seat: seat === undefined ? undefined : { key: seat, name: partyName(state, seat) },
    ended: ended?.why,
    cast: partiesOf(state).map(({ key, name }) => {
      const actor = actors.find((one) => one.key === key);
      const stage = actor && stageOf(state, actor);
      return {
        key,
        name,
        isPerson: key === seat || key === 'user',
        nameOnly: actor?.nameOnly ?? false,
        model: key === seat || key === 'user' ? undefined : models[key],
        stage: stage?.name.text,
        thinks: state.turns.filter(({ speaker, thought }) => speaker === key && thought).length,
        missed: state.turns.filter(
          ({ speaker, thought, heardBy }) =>
            speaker !== key && !thought && heardBy !== undefined && !heardBy.includes(key),
        ).length,
        // Whoever plays one of them is not told what the others know.
        knows:
          seat === undefined || seat === key
            ? scene.knows.filter(({ visibleTo }) => visibleTo?.includes(key)).map(({ text }) => text.value)
            : [],
      };
    }),
    arena: table.turns > 0 ? table : undefined,
  };
}
