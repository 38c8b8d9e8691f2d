// Holds renamed files against themselves as they were: same names in the same places, no new problem, the same prompt but for the name.
// In: files with their edits. Out: a sentence why it is not the same, or nothing. Reads other files through the workspace alone.
import { applyEdits, type TextEdit } from '../base/text-edit.ts';
import { compile } from '../lang/compile.ts';
import { parse } from '../lang/parse.ts';
import type { Persona } from '../lang/persona.ts';
import type { Piece, Prompt } from '../lang/prompt.ts';
import { readPersona } from '../lang/read-persona.ts';
import type { Source } from '../lang/source.ts';
import type { Relative } from './family.ts';
import { namesInFile } from './names/names-in-file.ts';
import type { Occurrence } from './names/occurrence.ts';
import { fileName, uriKey, uriOfPath } from './uri-paths.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface Edited {
  readonly relative: Relative;
  readonly edits: readonly TextEdit[];
}

/** Of a base with thousands of children so many are compiled again; the names in all of them are compared. */
const mostCompiled = 100;

/** @param name the new one as written, `key` what it is compared by. */
export function whyNotTheSame(
  edited: readonly Edited[],
  { name, key }: { readonly name: string; readonly key: string },
  files: WorkspaceFiles,
): string | undefined {
  const texts = new Map(
    edited.map(({ relative, edits }) => [uriKey(relative.tree.uri), applyEdits(relative.tree.text, edits)]),
  );
  for (const { relative } of edited) {
    const { uri } = relative.tree;
    const after = namesInFile(parse(texts.get(uriKey(uri)) ?? '', uri), key.includes('.') ? new Set([key]) : undefined);
    if (!sameList(relative, after, key))
      return `\`${name}\` would not be read as a name in ${fileName(uri)}. Use plain words.`;
  }
  const before = reader(files, new Map(edited.map(({ relative: { tree } }) => [uriKey(tree.uri), tree.text])));
  const after = reader(files, texts);
  for (const { relative } of edited.slice(0, mostCompiled)) {
    const why = whyChanged(before(relative.tree.uri), after(relative.tree.uri), edited);
    if (why !== undefined) return `With this name ${fileName(relative.tree.uri)} would change: ${why}`;
  }
  return undefined;
}

function sameList({ names, found }: Relative, after: readonly Occurrence[], key: string): boolean {
  const said = (name: Occurrence, called: string) =>
    [called, name.role, name.builtIn, name.inherited, name.scope !== undefined, ...name.kinds].join(' ');
  const isFound = new Set(found);
  const wanted = names.map((name) => said(name, isFound.has(name) ? key : name.key));
  return wanted.join('\n') === after.map((name) => said(name, name.key)).join('\n');
}

function reader(files: WorkspaceFiles, texts: ReadonlyMap<string, string>): (uri: string) => Persona {
  const textOf = (uri: string) => texts.get(uriKey(uri)) ?? files.textOf(uri);
  const source: Source = {
    read(path, from) {
      const uri = uriOfPath(path, from);
      const text = uri === undefined ? undefined : textOf(uri);
      return uri === undefined || text === undefined
        ? { ok: false, uri: uri ?? path, reason: 'missing' }
        : { ok: true, uri, text };
    },
  };
  return (uri) => readPersona(textOf(uri) ?? '', uri, source);
}

function whyChanged(before: Persona, after: Persona, edited: readonly Edited[]): string | undefined {
  const left = before.problems.map(({ code }) => code);
  for (const { code, severity, message } of after.problems) {
    const at = left.indexOf(code);
    if (at >= 0) left.splice(at, 1);
    else if (severity !== 'hint') return message;
  }
  const wanted = pieces(compile(before)).map((piece) => renamed(piece, edited));
  const got = pieces(compile(after)).map(({ text }) => text);
  const at = wanted.findIndex((text, index) => text !== got[index]);
  if (at < 0 && wanted.length === got.length) return undefined;
  const words = (got[at] ?? got.at(-1) ?? '').trim().slice(0, 60);
  return `its prompt would say “${words}”. Take another name.`;
}

function pieces({ sections, lore, examples, greetings, reminder }: Prompt): readonly Piece[] {
  return [
    // A section's own title is a name, too, and stands in the list of names.
    ...sections.flatMap(({ name, title, pieces: own }) => [
      { text: name === 'section' ? '' : (title ?? ''), origin: undefined },
      ...own,
    ]),
    ...lore.flatMap((one) => [...one.pieces, { text: [...one.keys, ...one.also].join('\n'), origin: undefined }]),
    ...examples.flatMap((example) => example.flatMap((shot) => shot.pieces)),
    ...greetings.flat(),
    ...(reminder ?? []),
  ];
}

/** A piece that stands in a file to the letter says the new name where the file does. */
function renamed({ text, origin }: Piece, edited: readonly Edited[]): string {
  const file = origin && edited.find(({ relative }) => uriKey(relative.tree.uri) === uriKey(origin.uri));
  if (!file) return text;
  const { start, end } = origin.range;
  const here = file.edits.filter(({ range }) => start <= range.start && range.end <= end);
  if (here.length === 0 || file.relative.tree.text.slice(start, end) !== text) return text;
  return applyEdits(
    text,
    here.map((edit) => ({ ...edit, range: { start: edit.range.start - start, end: edit.range.end - start } })),
  );
}
