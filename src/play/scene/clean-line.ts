// What a model puts around a line that is not said: its own name before it, the mark that ends the scene behind it. Out: the line, and labels
// that say what was taken off.
import { nameKey } from '../../lang/name.ts';
import type { SessionState } from '../session-state.ts';
import { namesOf } from './parties.ts';
import type { SceneActor } from './setup.ts';

/** On a line whose speaker said that the scene is over. */
export const overLabel = 'says that the scene is over';
const nameLabel = 'its own name before the line was taken off';

export function cleanLine(
  state: SessionState,
  actor: SceneActor,
  said: string,
): { text: string; labels: readonly string[] } {
  const labels: string[] = [];
  let text = said.trim();
  const own = /^[*_[]{0,3}([^\n:：*_\]]{1,60})[*_\]]{0,3}[:：][*_]{0,3}[ \t]*/u.exec(text);
  const name = nameKey(own?.[1] ?? '');
  if (own && (namesOf(actor).includes(name) || name === 'self' || nameKey(actor.name).split(' ').includes(name))) {
    text = text.slice(own[0].length);
    labels.push(nameLabel);
  }
  const mark = state.scene?.scene.stops.mark?.value;
  if (mark !== undefined && text.includes(mark)) {
    text = text.replaceAll(mark, '').trim();
    labels.push(overLabel);
  }
  return { text, labels };
}
