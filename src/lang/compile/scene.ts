// The scene being played, as this actor may see it: setting, mood, who is there, what is known. The goal is its own persona's alone.
import { nameKey } from '../name.ts';
import type { Piece, Section } from '../prompt.ts';
import type { SourceText } from '../source-text.ts';
import { bullet, type Context, frame, lines, prose } from './context.ts';

export function scene(context: Context): readonly Section[] {
  const { scene: played, as = 'self' } = context.options;
  if (!played) return [];
  const me = nameKey(as);
  const parts: (readonly Piece[])[] = [];
  const add = (before: string, text: SourceText | undefined) => {
    const pieces = text && prose(context, text);
    if (pieces) parts.push(bullet(before === '' ? pieces : [frame(before), ...pieces]));
  };
  add('Setting: ', played.setting);
  add('Mood: ', played.mood);
  add('What kind of talk it is: ', played.event);
  add('What all of you know already: ', played.commonGround);
  const cast = played.cast.filter((member) => member.key !== me);
  if (cast.length > 0) {
    const names = cast.map((member): Piece => ({ text: member.name, origin: member.origin }));
    parts.push(
      bullet([frame('Also there: '), ...names.flatMap((name, i) => (i === 0 ? [name] : [frame(', '), name]))]),
    );
  }
  if (me === 'self') add('What you want: ', played.goal);
  for (const fact of played.knows) {
    if (fact.visibleTo === undefined || fact.visibleTo.some((name) => name === me)) add('', fact.text);
  }
  return parts.length === 0 ? [] : [{ name: 'scene', title: 'The scene', pieces: lines(parts) }];
}
