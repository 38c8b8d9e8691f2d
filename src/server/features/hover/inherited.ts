// Whose something was: what a block has from the files it extends, and what of a parent an entry of this file replaces.
import { parse } from '../../../lang/parse.ts';
import type { Persona } from '../../../lang/persona.ts';
import { personaIn } from '../../../lang/read-persona.ts';
import type { Source } from '../../../lang/source.ts';
import type { Origin } from '../../../lang/source-text.ts';
import type { Block, Entry } from '../../../lang/tree.ts';
import type { BlockRow } from '../../../lang/vocabulary.ts';
import { pathsInFile } from '../../paths-in-file.ts';
import { fileName, shown } from './shown.ts';

interface Piece {
  readonly id: string;
  readonly key: string;
  readonly text: string;
  readonly origin: Origin;
}

/** What a block comes to, as the persona has it. */
function piecesOf(persona: Persona, word: string): readonly Piece[] {
  const named = (
    all: readonly {
      readonly name: { readonly text: string; readonly key: string } | undefined;
      readonly text: { readonly value: string };
      readonly origin: Origin;
    }[],
  ) =>
    all.map(({ name, text, origin }) => ({
      id: name?.text ?? text.value,
      key: name?.key ?? '',
      text: text.value,
      origin,
    }));
  switch (word) {
    case 'rules':
      return persona.rules.map(({ id, key, sentence, origin }) => ({ id, key, text: sentence.value, origin }));
    case 'knows':
    case 'about':
    case 'traits':
    case 'given':
    case 'state':
    case 'plan':
    case 'moves':
    case 'tools':
      return named(persona[word]);
    case 'persona':
      return [...persona.head].map(([id, text]) => ({ id, key: id, text: text.value, origin: text }));
    default:
      return [];
  }
}

/** So many names are listed; the others are counted. */
const mostListed = 12;

/** Names that the block has from other files. */
export function inheritedHere(persona: Persona, { word }: BlockRow): string | undefined {
  const inherited = piecesOf(persona, word).filter(({ origin }) => origin.uri !== persona.uri);
  if (inherited.length === 0) return undefined;
  const listed = inherited.slice(0, mostListed).map(({ id, origin }) => `${shown(id, 60)} (${fileName(origin.uri)})`);
  const more = inherited.length > mostListed ? `, and ${inherited.length - mostListed} more` : '';
  return `**Inherited**: ${listed.join(', ')}${more}`;
}

/** What the parents say under the same name, which this entry replaces. */
export function replaced(persona: Persona, block: Block, entry: Entry, source: Source): string | undefined {
  const { word } = block;
  if (word === undefined || persona.files.length < 2) return undefined;
  const key = entry.word ?? entry.name.key;
  const parents = pathsInFile(persona.tree).filter(({ by }) => by === 'extends');
  const lines = parents.flatMap(({ path }) => {
    const file = source.read(path, persona.uri);
    if (!file.ok || file.uri === persona.uri) return [];
    if (!file.persona && parse(file.text, file.uri).blocks.length === 0) return [];
    const theirs = piecesOf(personaIn(file, source), word).find((piece) => piece.key === key);
    return theirs ? [`**Replaces** what ${fileName(theirs.origin.uri)} says: ${shown(theirs.text, 300)}`] : [];
  });
  return lines.length === 0 ? undefined : lines.join('\n\n');
}
