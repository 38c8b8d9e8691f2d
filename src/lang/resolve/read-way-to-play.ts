// How a scene is played other than line after line: in narrated rounds, as finding out what is hidden, as seeker and supporter.
// In: what stands in the block. Out: the part of the scene that says so. Whether the names mean somebody is checked elsewhere.
import { nameKey } from '../name.ts';
import type { Scene } from '../persona.ts';
import { trimText } from '../slice-text.ts';
import type { Entry, Member, Tree } from '../tree.ts';
import { entriesOf, listOf, placeOf, shareOf, textOf } from './members.ts';

export type WayToPlay = Pick<Scene, 'narrated' | 'places' | 'findOut' | 'closeEnough' | 'propose' | 'seeker'>;

export function readWayToPlay(tree: Tree, members: readonly Member[]): WayToPlay {
  return {
    narrated: nameKey(textOf(members, 'narrated')?.value ?? 'no') === 'yes',
    places: [...placesOf(tree, members, 'position'), ...placesOf(tree, members, 'condition')],
    findOut: listOf(members, 'find out'),
    closeEnough: shareOf(members, 'close enough'),
    propose: textOf(members, 'propose'),
    seeker: textOf(members, 'seeker'),
  };
}

/** `position watson: by the window`: the name behind the word, and what is said of it. */
function placesOf(tree: Tree, members: readonly Member[], kind: 'position' | 'condition'): Scene['places'] {
  return entriesOf(members, kind).flatMap((entry) => {
    const text = trimText(entry.text);
    const name = nameBehind(entry, kind);
    return text.value === '' || name.key === '' ? [] : [{ kind, name, text, origin: placeOf(tree, entry) }];
  });
}

function nameBehind(entry: Entry, word: string): Scene['places'][number]['name'] {
  const text = entry.name.text.replace(new RegExp(`^\\s*${word}\\s+`, 'iu'), '');
  const { start, end } = entry.name.range;
  return { text, key: nameKey(text), range: { start: Math.max(start, end - text.length), end } };
}
