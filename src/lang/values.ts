// `{{name}}` in prose and phrases: where they stand, what a name means among values, and a text with its values put in.
// In a fence `{{x}}` is text. Knows no persona: whoever calls says which values there are.
import { append } from '../base/append.ts';
import { range } from '../base/range.ts';
import { nameKey } from './name.ts';
import type { Piece } from './prompt.ts';
import { originOf, type SourceText, segmentBefore } from './source-text.ts';
import type { Value, Values } from './value.ts';

/** One `{{name}}`; `start..end` is an offset in the text's value, braces included. */
export interface Placeholder {
  readonly start: number;
  readonly end: number;
  /** As written, trimmed. */
  readonly name: string;
  readonly key: string;
}

/** Marks of direction, and what joins letters, are written in names anywhere. */
const nameShape = /^\p{Bidi_Control}*[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{Join_Control}\p{Bidi_Control} \-_.']*$/u;

/** Every `{{name}}` of a text outside fences, in order. Braces around what cannot be a name are text. */
export function placeholders(text: string): readonly Placeholder[] {
  if (!text.includes('{{')) return [];
  const found: Placeholder[] = [];
  const closed = fences(text);
  let fence = 0;
  for (const match of text.matchAll(/\{\{([^{}\n]*)\}\}/g)) {
    const name = (match[1] ?? '').trim();
    if (name.length > 120 || !nameShape.test(name)) continue;
    while ((closed[fence]?.[1] ?? text.length) <= match.index) fence++;
    if ((closed[fence]?.[0] ?? text.length) <= match.index) continue;
    found.push({ start: match.index, end: match.index + match[0].length, name, key: nameKey(name) });
  }
  return found;
}

/** Offsets of what stands in fences: from a line that begins with three backticks to the end of the next such line, or of the text. */
function fences(text: string): readonly (readonly [number, number])[] {
  if (!text.includes('```')) return [];
  const found: [number, number][] = [];
  let open = -1;
  let at = 0;
  for (const line of text.split('\n')) {
    if (line.trimStart().startsWith('```')) {
      if (open < 0) open = at;
      else {
        found.push([open, at + line.length]);
        open = -1;
      }
    }
    at += line.length + 1;
  }
  if (open >= 0) found.push([open, text.length]);
  return found;
}

/**
 * The value that a name stands for: `guests`, `guests.0`, `capitals.france`. A name with a dot may itself be declared.
 * @returns undefined where nothing of that name is declared; null where it is declared and not known.
 */
export function lookUp(values: Values, key: string): Value | undefined {
  if (Object.hasOwn(values, key)) return values[key];
  for (let dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
    const head = key.slice(0, dot);
    if (Object.hasOwn(values, head)) return inside(values[head], key.slice(dot + 1));
  }
  return undefined;
}

function inside(value: Value | undefined, path: string): Value | undefined {
  if (value === null || value === undefined) return value;
  if (typeof value !== 'object') return undefined;
  if (isList(value)) {
    const dot = path.indexOf('.');
    const index = dot < 0 ? path : path.slice(0, dot);
    if (!/^\d+$/.test(index)) return undefined;
    const element = value[Number(index)];
    return dot < 0 ? element : inside(element, path.slice(dot + 1));
  }
  for (const [name, element] of Object.entries(value)) {
    const key = nameKey(name);
    if (key === path) return element;
    if (path.startsWith(`${key}.`)) return inside(element, path.slice(key.length + 1));
  }
  return undefined;
}

/** Whether a value is a list: `Array.isArray` does not narrow a read-only one. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** A value as prose says it: a list is all of its elements, a map its entries. Undefined: not known, or known to be nothing. */
export function valueAsProse(value: Value | undefined): string | undefined {
  return asProse(value, 0);
}

function asProse(value: Value | undefined, depth: number): string | undefined {
  if (value === null || value === undefined || depth > 64) return undefined;
  if (typeof value !== 'object') return String(value);
  const parts = isList(value)
    ? value.map((element) => asProse(element, depth + 1))
    : Object.entries(value).map(([name, element]) => withName(name, asProse(element, depth + 1)));
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.join(', ');
}

function withName(name: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${name}: ${text}`;
}

/** The texts any of which a value stands for in a phrase. Empty: not known. */
export function valueAsChoices(value: Value | undefined): readonly string[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [String(value)];
  const elements: readonly Value[] = isList(value) ? value : Object.values(value);
  return elements.flatMap((element) => {
    const text = valueAsProse(element);
    return text === undefined ? [] : [text];
  });
}

/** A text with its values put in; `unknown` names those declared and not known: then the text is not to be sent. */
export interface Filled {
  readonly pieces: readonly Piece[];
  readonly unknown: readonly string[];
}

/**
 * Puts values into prose. Each line and each value is a piece of its own, so that every verbatim piece is exactly the
 * text at its origin, and a value's origin is its `{{name}}`. A name that nobody declares stays as written.
 */
export function fillText(text: SourceText, values: Values): Filled {
  const pieces: Piece[] = [];
  const unknown: string[] = [];
  let at = 0;
  for (const placeholder of placeholders(text.value)) {
    const value = lookUp(values, placeholder.key);
    if (value === undefined) continue;
    append(pieces, verbatim(text, at, placeholder.start));
    const prose = valueAsProse(value);
    if (prose === undefined) unknown.push(placeholder.name);
    else pieces.push({ text: prose, origin: originOf(text, placeholder.start, placeholder.end) });
    at = placeholder.end;
  }
  append(pieces, verbatim(text, at, text.value.length));
  return { pieces, unknown };
}

/** A part of a text as pieces, one a line; the line breaks between are ours. */
export function verbatim(text: SourceText, start = 0, end = text.value.length): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (let index = Math.max(0, segmentBefore(text, start)); index < text.segments.length; index++) {
    const segment = text.segments[index];
    if (!segment || segment.at >= end) break;
    const from = Math.max(start, segment.at);
    const to = Math.min(end, segment.at + segment.length);
    if (from >= to) continue;
    if (at < from) pieces.push({ text: text.value.slice(at, from), origin: undefined });
    const place = range(segment.start + from - segment.at, segment.start + to - segment.at);
    pieces.push({ text: text.value.slice(from, to), origin: { uri: text.uri, range: place } });
    at = to;
  }
  if (at < end) pieces.push({ text: text.value.slice(at, end), origin: undefined });
  return pieces;
}
