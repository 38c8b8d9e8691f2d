// Several user personas, each in a file. In: what was typed, the files beside. Out: who they are, as the words that make somebody, or why there are too few.
// Reads through the source, which confines paths; asks nobody.
import { personaIn } from '../../lang/read-persona.ts';
import type { WriteInput } from '../offer.ts';
import { contentOf } from './draft-member.ts';
import { profileIn } from './user-from-talk.ts';

export interface UserFile {
  /** As it was typed. */
  readonly path: string;
  readonly name: string;
  /** The two paragraphs of an inferred user; of any other persona all that is said of it. */
  readonly content: string;
}

/** Paths one a line, or with spaces between. */
export function userPaths(words: string): readonly string[] {
  const found = words.split('\n').flatMap((line) => line.match(/\S.*?\.persona(?=\s|$)/giu) ?? []);
  return [...new Set(found.map((path) => path.trim()))];
}

/** In words, what is missing. */
export function readUsers(
  { words, files, base }: Pick<WriteInput, 'words' | 'files' | 'base'>,
  least: number,
): readonly UserFile[] | string {
  const paths = userPaths(words);
  if (paths.length < least) return `${least} persona files of users are needed at the least, by their paths.`;
  const users: UserFile[] = [];
  for (const path of paths) {
    const read = files.read(/^\.{0,2}\//u.test(path) ? path : `./${path}`, base.uri);
    if (!read.ok) return `“${path}” is no persona that can be read from here.`;
    const persona = personaIn(read, files);
    const { facts, character } = profileIn(persona);
    const content = [facts, character].filter((one) => one !== '').join('\n');
    users.push({ path, name: persona.name, content: content === '' ? contentOf(read.text) : content });
  }
  return users;
}
