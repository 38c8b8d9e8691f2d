// YAML as somebody else wrote it, read into plain values: maps as Map, so that no key is special. Resolves no file, no environment, no tag; what nests or
// repeats itself without end is refused. Text in, values or a sentence out.
import { LineCounter, parseDocument } from 'yaml';

export type YamlValue = string | number | boolean | null | readonly YamlValue[] | YamlMap;
export type YamlMap = ReadonlyMap<string, YamlValue>;

export type ReadYaml =
  | { readonly ok: true; readonly value: YamlValue }
  | { readonly ok: false; readonly reason: string };

/** In UTF-16 code units. */
const longest = 2_000_000;
/** How often parts may be repeated by `*name`. */
const mostAliases = 100;

export function readYaml(text: string): ReadYaml {
  if (text.length > longest) return { ok: false, reason: 'More than 2 MB of YAML are not read.' };
  try {
    const lineCounter = new LineCounter();
    const doc = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'silent' });
    const [error] = doc.errors;
    if (error) {
      const { line } = lineCounter.linePos(error.pos[0]);
      return { ok: false, reason: `This YAML cannot be read: line ${line}: ${error.message}` };
    }
    return { ok: true, value: plain(doc.toJS({ mapAsMap: true, maxAliasCount: mostAliases }), 0) };
  } catch {
    return { ok: false, reason: 'This YAML nests too deep or repeats itself too often.' };
  }
}

function plain(value: unknown, depth: number): YamlValue {
  if (depth > 100) throw new RangeError('too deep');
  if (Array.isArray(value)) return value.map((each) => plain(each, depth + 1));
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [String(key), plain(each, depth + 1)]));
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === undefined ? null : String(value);
}

export function isMap(value: YamlValue | undefined): value is YamlMap {
  return value instanceof Map;
}

/** The value under `key`; undefined where there is none, or no map. */
export function fieldOf(value: YamlValue | undefined, key: string): YamlValue | undefined {
  return isMap(value) ? value.get(key) : undefined;
}

/** A scalar as text; undefined for null, lists and maps. */
export function scalarText(value: YamlValue | undefined): string | undefined {
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  return String(value);
}

/** The elements of a list; of anything else none. */
export function listOf(value: YamlValue | undefined): readonly YamlValue[] {
  return Array.isArray(value) ? value : [];
}

/** Anything as one text: what is no scalar as JSON. */
export function valueText(value: YamlValue): string {
  return (
    scalarText(value) ??
    JSON.stringify(value, (_, each: unknown) => (each instanceof Map ? Object.fromEntries(each) : each))
  );
}
