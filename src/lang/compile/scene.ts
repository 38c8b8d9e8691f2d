// The scene being played, as this actor may see it: setting, mood, who is there, what is known. The goal is its own persona's alone.
import { nameKey } from '../name.ts';
import type { Persona, Scene } from '../persona.ts';
import type { Piece, Section } from '../prompt.ts';
import { originOf, type SourceText } from '../source-text.ts';
import { howToThink } from '../thinking.ts';
import { bullet, type Context, contextOf, frame, joined, lines, prose } from './context.ts';

export function scene(context: Context): readonly Section[] {
  const { scene: played, as = 'self', others = [], thinking = false } = context.options;
  const told = played ? [...situation(contextOf(context, ownerOf(context)), played, nameKey(as), others)] : [];
  if (thinking) told.push(bullet([frame(howToThink)]));
  return told.length === 0 ? [] : [{ name: 'scene', title: 'The scene', pieces: lines(told) }];
}

/** The scene's own words are those of the persona in whose file it stands. */
function ownerOf({ persona, options }: Context): Persona {
  return options.others?.find(({ key }) => key === 'self')?.persona ?? persona;
}

function* situation(
  context: Context,
  played: Scene,
  me: string,
  others: readonly { readonly key: string; readonly persona: Persona }[],
): Iterable<readonly Piece[]> {
  const told = (before: string, text: SourceText | undefined) => {
    const pieces = text && prose(context, text);
    return pieces ? [bullet(before === '' ? pieces : [frame(before), ...pieces])] : [];
  };
  if (played.type) yield bullet([frame(`Kind of talk: ${played.type}`)]);
  yield* told('Setting: ', played.setting);
  yield* told('Mood: ', played.mood);
  yield* told('What kind of talk it is: ', played.event);
  yield* told('What all of you know already: ', played.commonGround);
  const names = context.options.present?.map(frame) ?? castNames(played, me, others);
  if (names.length > 0)
    yield bullet([
      frame('Also there: '),
      ...joined(
        names.map((name) => [name]),
        ', ',
      ),
    ]);
  if (me === 'self') yield* told('What you want: ', played.goal);
  for (const fact of played.knows) if (fact.visibleTo?.includes(me) ?? true) yield* told('', fact.text);
  const { mark } = played.stops;
  if (mark) {
    const text: Piece = { text: mark.value, origin: originOf(mark) };
    yield bullet([frame('When the talk is over for you, end what you say with '), text]);
  }
}

function castNames(
  played: Scene,
  me: string,
  others: readonly { readonly key: string; readonly persona: Persona }[],
): readonly Piece[] {
  const owner = others.find(({ key }) => key === 'self');
  const cast = played.cast.filter((member) => member.key !== me);
  const first = owner && me !== 'self' ? [frame(owner.persona.name)] : [];
  return [...first, ...cast.map((member): Piece => ({ text: member.name, origin: member.origin }))];
}
