// The lines that a scene begins with, as written: who says them, who hears them, what is only thought. Values are put in; one not known
// stays as written.
import { valuesOf } from '../../lang/compile/context.ts';
import { filledText } from '../../lang/filled-text.ts';
import type { Line } from '../../lang/persona.ts';
import type { Turn } from '../events.ts';
import type { SessionState } from '../session-state.ts';
import { actorsOf, namesOf, partyName } from './parties.ts';

/** Without ids. Empty lines are left out. */
export function sceneOpening(state: SessionState): readonly Omit<Turn, 'id'>[] {
  const values = valuesOf(state.persona, {
    values: state.values,
    ...(state.user === undefined ? {} : { user: state.user }),
  });
  const actors = actorsOf(state);
  const keyOf = (name: string) =>
    actors.find((actor) => actor.key === name || namesOf(actor).includes(name))?.key ?? name;
  return (state.scene?.scene.lines ?? []).flatMap((line: Line) => {
    const text = filledText(line.text, values);
    if (text === '') return [];
    const { speaker, thought, visibleTo, origin } = line;
    const own = speaker === 'self' || speaker === 'user';
    return [
      {
        speaker,
        ...(own ? {} : { name: partyName(state, speaker) }),
        text,
        ...(thought ? { thought: true as const } : {}),
        ...(visibleTo ? { heardBy: visibleTo.map(keyOf) } : {}),
        origin,
      },
    ];
  });
}
