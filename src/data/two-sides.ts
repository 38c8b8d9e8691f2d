// A talk of two who are both described: the persona and one other, a member of the cast or whoever was simulated as its user. In: a talk, where files are
// found. Out: both in the order they spoke, or why there are not two.
import type { Persona } from '../lang/persona.ts';
import type { Turn } from '../play/events.ts';
import type { DataContext } from './format.ts';
import { type RecordedTalk, unfitTalk } from './recorded-talk.ts';

export interface TwoSides {
  /** Who spoke first, and the other. */
  readonly sides: readonly [Side, Side];
  /** Spoken lines, thoughts left out. */
  readonly turns: readonly Turn[];
}

export interface Side {
  readonly speaker: string;
  readonly persona: Persona;
}

export function twoSides(talk: RecordedTalk, context: DataContext): TwoSides | string {
  const { turns: path, notes } = talk.state;
  const turns = path.filter(({ thought, text }) => !thought && text.trim() !== '');
  const speakers = [...new Set(turns.map(({ speaker }) => speaker))];
  const [first, second] = speakers;
  if (speakers.length !== 2 || !speakers.includes('self')) return 'It is no talk of two.';
  const other = first === 'self' ? second : first;
  if (first === undefined || other === undefined) return 'It is no talk of two.';
  const interview = notes.findLast((note) => note.kind === 'interview');
  const uri = talk.scene?.cast.find(({ key }) => key === other)?.uri;
  const persona = uri !== undefined ? context.cast?.(uri) : interview && context.asker?.(interview.asker);
  if (!persona) {
    return other === 'user' && !interview
      ? 'Its user is a person: nobody wrote down who they are.'
      : 'The file of the other side is not known.';
  }
  const bad = unfitTalk(talk, context);
  if (bad !== undefined) return bad;
  const self = { speaker: 'self', persona: context.persona };
  const them = { speaker: other, persona };
  return { sides: first === 'self' ? [self, them] : [them, self], turns };
}
