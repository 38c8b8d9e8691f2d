// A new name for a rule, fact, value, slot, stage, move, speaker …, in the file and all its kin. Out: edits file by file, or why not.
// Never changes what a persona says but for the name: every edited file is read and compiled again before anything is given out.
import type { Range } from '../../base/range.ts';
import type { TextEdit } from '../../base/text-edit.ts';
import { readCast } from '../../lang/cast.ts';
import { traitSentence } from '../../lang/compile/traits.ts';
import { nameKey } from '../../lang/name.ts';
import type { Tree } from '../../lang/tree.ts';
import { builtInValues } from '../../lang/vocabulary.ts';
import { type Family, familyOf, type Relative } from '../family.ts';
import { Kin } from '../kin.ts';
import { namesInFile } from '../names/names-in-file.ts';
import { type Occurrence, occurrenceAt, valueKinds } from '../names/occurrence.ts';
import { pathsInFile } from '../paths-in-file.ts';
import { type Edited, whyNotTheSame } from '../same-but-for-name.ts';
import { fileName } from '../uri-paths.ts';
import type { WorkspaceFiles } from '../workspace-files.ts';

interface Refused {
  readonly ok: false;
  /** A plain sentence for the author. */
  readonly reason: string;
}

export interface Renameable {
  readonly ok: true;
  readonly range: Range;
  readonly name: string;
  readonly of: Occurrence;
}

export interface Renamed {
  readonly ok: true;
  readonly files: readonly { readonly tree: Tree; readonly edits: readonly TextEdit[] }[];
}

/** What would be renamed at an offset. */
export function prepareRename(tree: Tree, offset: number): Renameable | Refused {
  const of = occurrenceAt(namesInFile(tree), offset);
  if (!of) return refused('There is no name here that could be changed.');
  const name = tree.text.slice(of.range.start, of.range.end);
  if (of.builtIn) return refused(`\`${name}\` is a word of the language.`);
  if (of.kinds.includes('trait') && isKnownTrait(of.key)) {
    return refused(`\`${name}\` is a trait with sentences of its own: another name would say something else.`);
  }
  if (of.by === 'sentence') {
    return refused('This rule has no name but its sentence. Write `name:` before the sentence to give it one.');
  }
  return { ok: true, range: of.range, name, of };
}

/** Gives what stands at `offset` the name `wanted`, everywhere. Rests behind each file. */
export function* rename(
  tree: Tree,
  offset: number,
  wanted: string,
  files: WorkspaceFiles,
): Generator<void, Renamed | Refused> {
  const here = prepareRename(tree, offset);
  if (!here.ok) return here;
  const name = wanted.trim();
  const key = nameKey(name);
  if (key === '' || /[\r\n]/u.test(name)) return refused('A name is one line, and not empty.');
  if (name === here.name) return { ok: true, files: [] };
  const kin = new Kin(tree, files);
  const family = yield* familyOf(tree, here.of, kin);
  const why =
    whyNoName(family, here.name) ?? (key === family.key ? undefined : whyTaken(family, here.of, key, name, kin));
  if (why !== undefined) return refused(why);
  const edited: Edited[] = [];
  for (const relative of family.relatives) {
    edited.push({ relative, edits: editsOf(relative, name) });
    yield;
  }
  const changed = yield* whyNotTheSame(edited, { name, key }, files);
  if (changed !== undefined) return refused(changed);
  return { ok: true, files: edited.map(({ relative, edits }) => ({ tree: relative.tree, edits })) };
}

function refused(reason: string): Refused {
  return { ok: false, reason };
}

function isKnownTrait(key: string): boolean {
  return traitSentence(key, 1) !== undefined;
}

function whyNoName({ relatives }: Family, name: string): string | undefined {
  const sentence = relatives.find(({ found }) => found.some(({ by }) => by === 'sentence'));
  if (sentence) {
    return `In ${fileName(sentence.tree.uri)} this is the sentence of a rule without a name. Give the rule a name first.`;
  }
  if (relatives.some(({ found }) => found.some(({ role }) => role === 'definition'))) return undefined;
  return `Nothing defines \`${name}\`, so there is nothing to rename. Is it spelt right?`;
}

/** Names that share a namespace may not meet, in any file around. */
function whyTaken({ kinds, around }: Family, of: Occurrence, key: string, name: string, kin: Kin): string | undefined {
  if (builtInValues.includes(key) && kinds.some((kind) => kind === 'bound' || valueKinds.includes(kind))) {
    return `\`{{${key}}}\` is a value that is always there. Take another name.`;
  }
  if (kinds.includes('speaker') && ['user', 'self', 'narrator', 'self thinks'].includes(key)) {
    return `\`${key}\` speaks in every dialogue already. Take another name.`;
  }
  if (kinds.includes('trait') && isKnownTrait(key))
    return `\`${name}\` is a trait with sentences of its own. Take another name.`;
  const meets = (other: Occurrence) =>
    other.key === key &&
    (of.scope
      ? of.scope.start <= other.range.start && other.range.end <= of.scope.end
      : other.kinds.some((kind) => kinds.includes(kind)));
  for (const uri of around) {
    const other = kin.read(uri, key)?.names.find(meets);
    if (!other) continue;
    const what =
      other.role === 'definition' ? `There is a ${other.kinds[0]} called \`${name}\`` : `\`${name}\` is spoken of`;
    return `${what} in ${fileName(uri)} already. Take another name.`;
  }
  return undefined;
}

/** A member of a cast that is called by its file's name gets a name of its own behind the path, and loses one that the file gives it anyway. */
function editsOf({ tree, found }: Relative, name: string): readonly TextEdit[] {
  const paths = pathsInFile(tree);
  return found.map(({ range, by, kinds, role }): TextEdit => {
    if (by === 'stem') {
      const end = paths.find((path) => path.range.start <= range.start && range.end <= path.range.end)?.range.end;
      const at = end ?? range.end;
      return { range: { start: at, end: at }, text: ` as ${name}` };
    }
    if (role === 'definition' && kinds.includes('speaker')) {
      const path = paths.find((one) => /^\s+as\s+$/u.test(tree.text.slice(one.range.end, range.start)));
      if (path && readCast(path.path).name === name)
        return { range: { start: path.range.end, end: range.end }, text: '' };
    }
    return { range, text: name };
  });
}
