// Holds renamed files against themselves as they were: same names in the same places, no new problem, the same prompt but for the name.
// In: files with their edits. Out: a sentence why it is not the same, or nothing. Reads other files through the workspace alone.
import { covers, type Range } from '../base/range.ts';
import { applyEdits, type TextEdit } from '../base/text-edit.ts';
import { compile } from '../lang/compile.ts';
import { nameKey } from '../lang/name.ts';
import { parse } from '../lang/parse.ts';
import type { Persona } from '../lang/persona.ts';
import type { Piece, Prompt } from '../lang/prompt.ts';
import { readPersona } from '../lang/read-persona.ts';
import type { Source } from '../lang/source.ts';
import type { Tree } from '../lang/tree.ts';
import type { Relative } from './family.ts';
import { namesInFile } from './names/names-in-file.ts';
import type { Occurrence } from './names/occurrence.ts';
import { fileName, uriKey, uriOfPath } from './uri-paths.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface Edited {
  readonly relative: Relative;
  readonly edits: readonly TextEdit[];
}

/**
 * Rests behind each file. Of a base with thousands of children every one is compiled twice, which takes seconds.
 * @param name the new one as written, `key` what it is compared by.
 */
export function* whyNotTheSame(
  edited: readonly Edited[],
  { name, key }: { readonly name: string; readonly key: string },
  files: WorkspaceFiles,
): Generator<void, string | undefined> {
  const byUri = new Map(edited.map((one) => [uriKey(one.relative.tree.uri), one]));
  const textOf = ({ relative: { tree }, edits }: Edited) => applyEdits(tree.text, edits);
  for (const one of edited) {
    const { uri } = one.relative.tree;
    const after = namesInFile(parse(textOf(one), uri), key.includes('.') ? new Set([key]) : undefined);
    if (!sameList(one, after, key))
      return `\`${name}\` would not be read as a name in ${fileName(uri)}. Use plain words.`;
    yield;
  }
  const stages = new Set(
    edited.flatMap(({ relative: { found } }) => found.flatMap((one) => (one.kinds.includes('stage') ? one.key : []))),
  );
  const before = reader(files, (uri) => byUri.get(uri)?.relative.tree.text);
  const after = reader(files, (uri) => {
    const one = byUri.get(uri);
    return one && textOf(one);
  });
  for (const { relative } of edited) {
    const why = whyChanged(before(relative.tree.uri), after(relative.tree.uri), (piece) =>
      renamed(piece, byUri, stages, name, files),
    );
    if (why !== undefined) return `With this name ${fileName(relative.tree.uri)} would change: ${why}`;
    yield;
  }
  return undefined;
}

/** A title or a sentence in which the name stands as a value is called otherwise, too. */
function sameList(edited: Edited, after: readonly Occurrence[], key: string): boolean {
  const { names, found } = edited.relative;
  const said = (name: Occurrence, called: string) =>
    [called, name.role, name.builtIn, name.inherited, name.scope !== undefined, ...name.kinds].join(' ');
  const isFound = new Set(found);
  const around = (name: Occurrence) => found.some(({ range }) => covers(name.range, range));
  const wanted = names.map((name) =>
    said(name, isFound.has(name) ? key : around(name) ? nameKey(afterwards(edited, name.range)) : name.key),
  );
  return wanted.join('\n') === after.map((name) => said(name, name.key)).join('\n');
}

/** Personas as they would be read. What others are built on is parsed once; nothing else is kept, since what is found out about a tree hangs on it. */
function reader(files: WorkspaceFiles, own: (key: string) => string | undefined): (uri: string) => Persona {
  const parents = new Map<string, Tree>();
  const textOf = (uri: string) => own(uriKey(uri)) ?? files.textOf(uri);
  const source: Source = {
    read(path, from) {
      const uri = uriOfPath(path, from);
      const known = uri === undefined ? undefined : parents.get(uri);
      if (known) return { ok: true, uri: known.uri, text: known.text, tree: known };
      const text = uri === undefined ? undefined : textOf(uri);
      if (uri === undefined || text === undefined) return { ok: false, uri: uri ?? path, reason: 'missing' };
      const tree = parse(text, uri);
      parents.set(uri, tree);
      return { ok: true, uri, text, tree };
    },
  };
  return (uri) => readPersona(textOf(uri) ?? '', uri, source);
}

function whyChanged(before: Persona, after: Persona, renamed: (piece: Piece) => string): string | undefined {
  const left = before.problems.map(({ code }) => code);
  for (const { code, severity, message } of after.problems) {
    const at = left.indexOf(code);
    if (at >= 0) left.splice(at, 1);
    else if (severity !== 'hint') return message;
  }
  const wanted = pieces(compile(before)).map(renamed);
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

/** A piece that stands in a file to the letter says the new name where the file does; where `{{stage}}` says a stage, all of it is the name. */
function renamed(
  { text, origin }: Piece,
  edited: ReadonlyMap<string, Edited>,
  stages: ReadonlySet<string>,
  name: string,
  files: WorkspaceFiles,
): string {
  if (!origin) return text;
  const file = edited.get(uriKey(origin.uri));
  if (file && written(file, origin.range) === text) return afterwards(file, origin.range);
  if (stages.size === 0 || !stages.has(nameKey(text))) return text;
  const whole = file
    ? written(file, origin.range)
    : files.textOf(origin.uri)?.slice(origin.range.start, origin.range.end);
  return /^\{\{\s*stage\s*\}\}$/iu.test(whole ?? '') ? name : text;
}

function written({ relative }: Edited, { start, end }: Range): string {
  return relative.tree.text.slice(start, end);
}

/** What stands in a range once the edits inside it are made. */
function afterwards(file: Edited, part: Range): string {
  const here = file.edits.filter(({ range }) => covers(part, range));
  const moved = here.map(({ range: { start, end }, text }) => ({
    range: { start: start - part.start, end: end - part.start },
    text,
  }));
  return applyEdits(written(file, part), moved);
}
