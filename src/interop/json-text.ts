// JSON as somebody else wrote it: read into a tree with ranges, changed as edits on its text, so that what is not changed stays the bytes it was:
// numbers no double can hold, keys that stand twice, the order, the spaces. Reads strict JSON only.
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type Range, range } from '../base/range.ts';
import type { TextEdit } from '../base/text-edit.ts';

export type JsonNode = Node;

export type JsonText =
  | { readonly ok: true; readonly root: JsonNode }
  | { readonly ok: false; readonly reason: string; readonly range: Range };

/** How deep arrays and objects may nest; readers of cards use ten. */
const deepest = 200;

export function readJson(text: string): JsonText {
  const tooDeep = deeperThan(text, deepest);
  if (tooDeep !== undefined) {
    return {
      ok: false,
      reason: `More than ${deepest} levels of nesting are not read.`,
      range: range(tooDeep, tooDeep + 1),
    };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error || !root) {
    const at = error?.offset ?? 0;
    const what = error ? words(printParseErrorCode(error.error)) : 'it is empty';
    return { ok: false, reason: `This is not JSON: ${what}.`, range: range(at, at + (error?.length ?? 0)) };
  }
  return { ok: true, root };
}

/** The value under `key`; of keys that stand twice the last, as `JSON.parse` has it. */
export function propertyOf(object: JsonNode | undefined, key: string): JsonNode | undefined {
  if (object?.type !== 'object') return undefined;
  return object.children?.findLast((property) => property.children?.[0]?.value === key)?.children?.[1];
}

/** The keys of an object in their order, each once. */
export function keysOf(object: JsonNode | undefined): readonly string[] {
  if (object?.type !== 'object') return [];
  return [...new Set((object.children ?? []).map((property) => String(property.children?.[0]?.value)))];
}

/** The elements of an array; none for anything else. */
export function elementsOf(array: JsonNode | undefined): readonly JsonNode[] {
  return array?.type === 'array' ? (array.children ?? []) : [];
}

export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.type === 'string' ? (node.value as string) : undefined;
}

/** The strings of an array; what is none is left out. */
export function textsOf(array: JsonNode | undefined): readonly string[] {
  return elementsOf(array).flatMap((element) => textOf(element) ?? []);
}

/** Another value in the place of a node. */
export function replaceValue(node: JsonNode, value: unknown): TextEdit {
  return { range: range(node.offset, node.offset + node.length), text: JSON.stringify(value) };
}

/** A text with stretches of it changed; the rest stays the bytes it was, escapes included. @param node a string. */
export function changeString(text: string, node: JsonNode, changes: readonly TextEdit[]): TextEdit[] {
  const starts: number[] = [];
  const end = node.offset + node.length - 1;
  for (let at = node.offset + 1; at < end; ) {
    starts.push(at);
    at += text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2;
  }
  starts.push(end);
  return changes.map((change) => ({
    range: range(starts[change.range.start] ?? end, starts[change.range.end] ?? end),
    text: JSON.stringify(change.text).slice(1, -1),
  }));
}

/**
 * Takes children of an object or array away by index and puts others (already JSON) behind the last, spaced as the first is. What stays is not
 * touched. @param before children that are put in before the one of this index.
 */
export function changeChildren(
  text: string,
  parent: JsonNode,
  removed: ReadonlySet<number>,
  added: readonly string[],
  before: ReadonlyMap<number, readonly string[]> = new Map(),
): TextEdit[] {
  const children = parent.children ?? [];
  const lastKept = children.findLastIndex((_, index) => !removed.has(index));
  const end = (node: JsonNode) => node.offset + node.length;
  const last = children.at(-1);
  const edits: TextEdit[] = [];
  const behind = [...[...before].flatMap(([index, each]) => (index > lastKept ? each : [])), ...added];
  if (!last || lastKept < 0) {
    const inside = range(parent.offset + 1, last ? end(last) : parent.offset + parent.length - 1);
    return removed.size === 0 && behind.length === 0 ? [] : [{ range: inside, text: behind.join(', ') }];
  }
  const space = /^\s*/u.exec(text.slice(parent.offset + 1))?.[0] || ' ';
  for (const [index, each] of before) {
    const next = children[index];
    if (!next || index > lastKept || each.length === 0) continue;
    edits.push({ range: range(next.offset, next.offset), text: each.map((one) => `${one},${space}`).join('') });
  }
  for (const index of removed) {
    const next = children[index + 1];
    const node = children[index];
    if (node && next && index < lastKept) edits.push({ range: range(node.offset, next.offset), text: '' });
  }
  const from = end(children[lastKept] as JsonNode);
  const tail = behind.map((each) => `,${space}${each}`).join('');
  if (tail !== '' || lastKept < children.length - 1) edits.push({ range: range(from, end(last)), text: tail });
  return edits;
}

function deeperThan(text: string, most: number): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      for (at++; at < text.length && text.charCodeAt(at) !== 34; at++) if (text.charCodeAt(at) === 92) at++;
    } else if (code === 91 || code === 123) {
      if (++depth > most) return at;
    } else if (code === 93 || code === 125) depth--;
  }
  return undefined;
}

/** `PropertyNameExpected` → `property name expected`. */
function words(code: string): string {
  return code.replace(/(?!^)[A-Z]/gu, (letter) => ` ${letter}`).toLowerCase();
}
