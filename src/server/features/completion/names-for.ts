// The names that a list of names may have: rules of a test, moves of a stage, who may see or hear something, what is inherited and can be
// taken away, what can be found out, what a slot may begin as.
import { parse } from '../../../lang/parse.ts';
import type { Persona } from '../../../lang/persona.ts';
import { namesInFile } from '../../names/names-in-file.ts';
import type { ValueAt } from './values.ts';

export function namesFor(at: ValueAt): readonly string[] {
  const { row, place, inItem } = at;
  const { persona, open } = place;
  switch (row.word) {
    case 'keeps':
    case 'breaks':
      // On a line a comma would cut a sentence in two.
      return persona.rules.map((rule) => rule.id).filter((id) => inItem || !/[,，、،\n]/.test(id));
    case 'moves':
      return persona.moves.map((move) => move.name.text);
    case 'without':
      return inherited(persona);
    case 'find out':
      return hidden(at);
    case 'visible to':
    case 'only with':
    case 'seeker':
      return ['self', 'user', ...new Set(castNames(at))];
    case 'starts as':
      return slotValues(open.owner?.kind === 'entry' ? open.owner.name.key : '', persona);
    default:
      return [];
  }
}

/** Of the scene that the cursor is in; elsewhere of all scenes. */
function castNames({ place: { persona, open } }: ValueAt): readonly string[] {
  const here = persona.scenes.filter(({ origin }) => origin.range.start === open.block?.range.start);
  return (here.length > 0 ? here : persona.scenes).flatMap((scene) => scene.cast.map(({ name }) => name));
}

function slotValues(key: string, persona: Persona): readonly string[] {
  return persona.state.find(({ name }) => name.key === key)?.values.map(({ value }) => value) ?? [];
}

/** Whatever has a name and comes from another file. */
function inherited(persona: Persona): readonly string[] {
  const { rules, knows, about, traits, given, state, plan, moves, tools, uri } = persona;
  const named = [knows, about, traits, given, state, plan, moves, tools].flat();
  return [
    ...rules.filter(({ origin }) => origin.uri !== uri).map(({ id }) => id),
    ...named.flatMap(({ name, origin }) => (name && origin.uri !== uri ? [name.text] : [])),
  ];
}

/** Facts and aspects with a name: the persona's own, and those of the cast, as far as its files can be read. */
function hidden({ place: { persona }, source }: ValueAt): readonly string[] {
  const own = [...persona.knows, ...persona.about].flatMap(({ name }) => (name ? [name.text] : []));
  const paths = new Set(persona.scenes.flatMap(({ cast }) => cast.flatMap(({ path }) => path ?? [])));
  const others = [...paths].flatMap((path) => {
    const file = source.read(path, persona.uri);
    if (!file.ok) return [];
    const facts = namesInFile(parse(file.text, file.uri)).filter(
      ({ role, kinds }) => role === 'definition' && (kinds[0] === 'fact' || kinds[0] === 'aspect'),
    );
    return facts.map(({ range }) => file.text.slice(range.start, range.end));
  });
  return [...new Set([...own, ...others])];
}
