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
  for (const one of edited) {
    const { uri } = one.relative.tree;
    const after = namesInFile(parse(texts.get(uriKey(uri)) ?? '', uri), key.includes('.') ? new Set([key]) : undefined);
    if (!sameList(one, after, key))
      return `\`${name}\` would not be read as a name in ${fileName(uri)}. Use plain words.`;
  }
  const before = reader(files, new Map(edited.map(({ relative: { tree } }) => [uriKey(tree.uri), tree.text])));
  const after = reader(files, texts);
  for (const { relative } of edited.slice(0, mostCompiled)) {
    const why = whyChanged(before(relative.tree.uri), after(relative.tree.uri), (piece) =>
      renamed(piece, edited, name, files),
    );
    if (why !== undefined) return `With this name ${fileName(relative.tree.uri)} would change: ${why}`;
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
function renamed({ text, origin }: Piece, edited: readonly Edited[], name: string, files: WorkspaceFiles): string {
  if (!origin) return text;
  const file = edited.find(({ relative }) => uriKey(relative.tree.uri) === uriKey(origin.uri));
  if (file && written(file, origin.range) === text) return afterwards(file, origin.range);
  const stages = edited.flatMap(({ relative }) => relative.found.filter(({ kinds }) => kinds.includes('stage')));
  if (!stages.some(({ key }) => key === nameKey(text))) return text;
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
