// YAML between two lines of dashes → entries with the place of each key and value. Never throws, never builds objects of what the text names; where
// an entry is no YAML, the others are read all the same and it is kept as the words behind its colon.
import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument, type YAMLError } from 'yaml';
import type { Range } from '../../base/range.ts';
import type { Problem } from '../../lang/problems.ts';
import type { FrontEntry, FrontValue } from './agent-file.ts';

/** In UTF-16 code units; values; aliases, each of which goes through the whole; levels. */
const most = { length: 64_000, values: 5_000, aliases: 50, depth: 16 };

export interface FrontMatter {
  readonly entries: readonly FrontEntry[];
  readonly problems: readonly Problem[];
}

export function readFrontMatter(text: string, inner: Range): FrontMatter {
  const source = text.slice(inner.start, inner.end);
  if (source.length > most.length) return refused(inner, 'It is too long');
  // The reader of YAML goes down by a call a level: what opens thousands of brackets would use up the stack.
  if (tooDeep(source)) return refused(inner, 'It is nested too deeply');
  const document = parse(source);
  if (!document) return refused(inner, 'It could not be read');
  if (document.errors.length > 0) return entryByEntry(text, inner);
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return { entries: [], problems: [] };
  if (!isMap(contents)) {
    const message = 'Front matter is a list of `key: value` lines; this is something else, so it is not read.';
    return {
      entries: [],
      problems: [syntax({ start: inner.start, end: inner.start + source.trimEnd().length }, message)],
    };
  }
  const work = workOn(document, inner.start);
  const value = frontValueOf(contents, work, 0, undefined);
  return { entries: value.type === 'map' ? value.entries : [], problems: [] };
}

function refused(inner: Range, why: string): FrontMatter {
  const range = { start: inner.start, end: Math.min(inner.end, inner.start + 3) };
  return { entries: [], problems: [syntax(range, `${why} for front matter, so nothing of it is taken.`)] };
}

function syntax(range: Range, message: string, severity: Problem['severity'] = 'error'): Problem {
  return { code: 'front-matter-syntax', severity, range, message };
}

function tooDeep(source: string): boolean {
  let open = 0;
  for (const char of source) {
    if (char === '[' || char === '{') open += 1;
    if (char === ']' || char === '}') open -= 1;
    if (open > 50) return true;
  }
  return /^(?:[ \t]{200}|(?:[ \t]*[-?:][ \t]){50})/mu.test(source);
}

function parse(source: string): Document.Parsed | undefined {
  try {
    const options = {
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    } as const;
    return parseDocument(source, options);
  } catch {
    return undefined;
  }
}

interface Work {
  /** Values that may still be read. */
  left: number;
  aliases: number;
  /** Where the YAML begins in the text. */
  readonly base: number;
  readonly document: Document.Parsed;
}

function workOn(document: Document.Parsed, base: number): Work {
  return { left: most.values, aliases: most.aliases, base, document };
}

/** `at`: the place of what stands for this value where it is an alias. */
function frontValueOf(node: unknown, work: Work, depth: number, at: Range | undefined): FrontValue {
  const range = at ?? placeOf(node, work);
  work.left -= 1;
  if (work.left < 0 || depth > most.depth) return { type: 'nothing', range };
  if (isAlias(node)) {
    work.aliases -= 1;
    return frontValueOf(work.aliases < 0 ? undefined : node.resolve(work.document), work, depth + 1, range);
  }
  if (isSeq(node)) {
    return { type: 'list', range, items: node.items.map((item) => frontValueOf(item, work, depth + 1, at)) };
  }
  if (isMap(node)) {
    const entries = node.items.map((pair) => {
      const keyRange = at ?? placeOf(pair.key, work);
      const value =
        pair.value === null
          ? ({ type: 'nothing', range: { start: keyRange.end, end: keyRange.end } } as const)
          : undefined;
      return { key: keyOf(pair.key), keyRange, value: value ?? frontValueOf(pair.value, work, depth + 1, at) };
    });
    return { type: 'map', range, entries };
  }
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value === 'string') return { type: 'string', range, text: value };
  if (typeof value === 'number') return { type: 'number', range, number: value };
  if (typeof value === 'boolean') return { type: 'boolean', range, boolean: value };
  if (value === null || value === undefined) return { type: 'nothing', range };
  return { type: 'string', range, text: String(value) };
}

function keyOf(node: unknown): string {
  return isScalar(node) ? String(node.value ?? '') : '';
}

function placeOf(node: unknown, { base }: { readonly base: number }): Range {
  const [start, end] = (node as { range?: readonly number[] | null } | null)?.range ?? [0, 0];
  return { start: base + (start ?? 0), end: base + (end ?? 0) };
}

/** A line that an entry may begin on: a key at the margin. */
const entryLine = /^(?![\s#-])(?:"([^"\r\n]*)"|'([^'\r\n]*)'|([^:\r\n]+?))[ \t]*:(?=[ \t\r\n]|$(?![\s\S]))/gmu;

/** Each entry is read by itself, so that one that is no YAML costs no other. */
function entryByEntry(text: string, inner: Range): FrontMatter {
  const source = text.slice(inner.start, inner.end);
  const starts = [...source.matchAll(entryLine)];
  const entries: FrontEntry[] = [];
  const problems: Problem[] = [];
  const before = source.slice(0, starts[0]?.index ?? source.length);
  if (/^[^\s#]/mu.test(before)) problems.push(...errorsOf(parse(before), inner.start, before));
  for (const [order, match] of starts.entries()) {
    const from = match.index;
    const chunk = source.slice(from, starts[order + 1]?.index ?? source.length);
    const base = inner.start + from;
    const document = parse(chunk);
    const only = document && isMap(document.contents) ? document.contents : undefined;
    if (document && only && document.errors.length === 0) {
      const value = frontValueOf(only, workOn(document, base), 0, undefined);
      if (value.type === 'map') entries.push(...value.entries);
      continue;
    }
    problems.push(...errorsOf(document, base, chunk));
    entries.push(asWords(chunk, base, match));
  }
  return { entries, problems };
}

function errorsOf(document: Document.Parsed | undefined, base: number, chunk: string): readonly Problem[] {
  const error: YAMLError | undefined = document?.errors[0];
  const end = base + chunk.trimEnd().length;
  const start = Math.min(end, base + (error?.pos[0] ?? 0));
  const range = start < end ? { start, end } : { start: base, end };
  const { words, severity } = inOurWords(error, chunk);
  const message = `This is no YAML: ${words} Some programs read it as words, others nothing of this file's front matter.`;
  return [syntax(range, message, severity)];
}

/** A warning where readers of single lines take what was meant all the same. */
function inOurWords(
  error: YAMLError | undefined,
  chunk: string,
): { readonly words: string; readonly severity: 'error' | 'warning' } {
  if (error?.code === 'BLOCK_AS_IMPLICIT_KEY' || /^[\w-]+:[^\r\n]*: /u.test(chunk)) {
    return { words: 'words with a colon and a space behind it need quotes around them.', severity: 'warning' };
  }
  if (error?.code === 'MISSING_CHAR' || /^Flow /u.test(error?.message ?? ''))
    return { words: 'a quote or a bracket that is opened here is not closed.', severity: 'error' };
  if (error?.code === 'TAB_AS_INDENT')
    return { words: 'lines are indented with spaces, never with tabs.', severity: 'error' };
  if (error?.code === 'UNEXPECTED_TOKEN') {
    const words =
      'something stands behind the end of the value; words that begin with a bracket, a quote, `*`, `&`, `%` or `@` need quotes around them.';
    return { words, severity: 'warning' };
  }
  return { words: `${(error?.message ?? 'it cannot be read').replace(/[.\s]*$/u, '')}.`, severity: 'error' };
}

function asWords(chunk: string, base: number, match: RegExpMatchArray): FrontEntry {
  const head = match[0].length;
  const words = chunk.slice(head);
  const start = base + head + (words.length - words.trimStart().length);
  const key = match[1] ?? match[2] ?? match[3] ?? '';
  const end = Math.max(start, base + chunk.trimEnd().length);
  return {
    key,
    keyRange: { start: base, end: base + match[0].trimEnd().replace(/[ \t]*:$/u, '').length },
    value: { type: 'string', text: words.trim(), range: { start, end } },
  };
}
