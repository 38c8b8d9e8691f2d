// Facts that a scene wants found out and nobody in it has. In: a file's own words, what it inherits, and the files of its cast. Out: problems on
// the names. Where a file of the cast cannot be read nobody knows what stands in it, and nothing is told.
import { nameKey } from '../name.ts';
import { nearest } from '../nearest.ts';
import { parse } from '../parse.ts';
import type { Scene } from '../persona.ts';
import type { Problem } from '../problems.ts';
import type { Source } from '../source.ts';
import { originOf } from '../source-text.ts';
import type { Draft } from './draft.ts';
import { load } from './load.ts';

/** `revision`: that other files are read as of. */
export function checkFindOut(
  own: Draft,
  merged: Draft,
  source: Source,
  revision: string | undefined,
): readonly Problem[] {
  return own.scenes.flatMap((scene) => {
    const known = scene.findOut.length === 0 ? undefined : factsOf(scene, own.tree.uri, merged, source, revision);
    return known ? scene.findOut.flatMap((text) => notThere(text, known)) : [];
  });
}

function notThere(text: Scene['findOut'][number], known: ReadonlyMap<string, string>): Problem[] {
  const key = nameKey(text.value);
  if (key === '' || known.has(key)) return [];
  const near = known.get(nearest(key, known.keys()) ?? '');
  const message = `Nobody in this scene has a fact called \`${text.value}\`${near ? `: did you mean \`${near}\`?` : '.'}`;
  const { range } = originOf(text);
  const fixes = near ? [{ title: `Write \`${near}\``, edits: [{ range, text: near }], preferred: true }] : [];
  return [{ code: 'wrong-value', severity: 'error', range, message, fixes }];
}

/** By key, as written; undefined where that is not known, or the cast has no file and so no facts of its own. */
function factsOf(
  { cast }: Scene,
  uri: string,
  merged: Draft,
  source: Source,
  revision: string | undefined,
): ReadonlyMap<string, string> | undefined {
  const facts = new Map(namesOf(merged));
  const paths = cast.flatMap(({ path }) => path ?? []);
  for (const path of paths) {
    const read = source.read(path, uri, revision);
    if (!read.ok) return undefined;
    const other = load(parse(read.text, read.uri), source, revision);
    if (!other.complete) return undefined;
    for (const [key, name] of namesOf(other.merged)) facts.set(key, name);
  }
  return paths.length > 0 ? facts : undefined;
}

function namesOf({ knows, about }: Draft): (readonly [string, string])[] {
  return [...knows, ...about].flatMap(({ name }) => (name ? [[name.key, name.text] as const] : []));
}
