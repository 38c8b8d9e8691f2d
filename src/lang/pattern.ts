// `/re/flags` as facts' keys and rule phrases write it: where it ends, whether RE2 can run it, and where it matches.
// Linear time through re2js. Never throws on a pattern that somebody wrote: what is wrong comes back with its range.
import type { RE2JS } from 're2js';
import { patternEngine } from './pattern-engine.ts';
import { isPlainPattern } from './plain-pattern.ts';

/** A pattern as written; offsets are into the text that was read. `regexStart..regexEnd` is what stands between the slashes. */
export interface PatternText {
  readonly ok: true;
  readonly regex: string;
  /** Letters of `i`, `m`, `s`, as written. */
  readonly flags: string;
  readonly start: number;
  readonly regexStart: number;
  readonly regexEnd: number;
  /** Behind the last flag. */
  readonly end: number;
}

/** What is wrong with a pattern: a range in the text (or in the regex, for `compilePattern`), and a way out where there is one. */
export interface PatternFault {
  readonly ok: false;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** A pattern ready to run. */
export interface CompiledPattern {
  readonly ok: true;
  readonly re: RE2JS;
}

/** One match. `groups[0]` is the first group; a group that took no part is undefined. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads the pattern whose opening `/` stands at `at`. It ends at the next `/` that is neither escaped nor in brackets;
 * the letters right behind are its flags. Reads no further and does not compile.
 */
export function readPattern(text: string, at = 0): PatternText | PatternFault {
  if (text[at] !== '/') return fault(at, at, 'A pattern begins with `/`.');
  let bracket = -1;
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i];
    if (char === '\n') break;
    if (char === '\\') i++;
    else if (bracket >= 0) {
      if (char === '[' && text[i + 1] === ':' && text.indexOf(':]', i) > 0) i = text.indexOf(':]', i) + 1;
      else if (char === ']' && i > firstInBracket(text, bracket)) bracket = -1;
    } else if (char === '[') bracket = i;
    else if (char === '/') return closed(text, at, i);
  }
  const lineEnd = text.indexOf('\n', at);
  const end = lineEnd < 0 ? text.length : lineEnd;
  if (bracket >= 0)
    return fault(bracket, bracket + 1, 'This `[` is never closed: add a `]`, or write `\\[` for a bracket.');
  return fault(at, end, 'The pattern is never closed: it needs a `/` at its end.');
}

/** A `]` right behind `[` or `[^` is a character, not the end. */
function firstInBracket(text: string, bracket: number): number {
  return text[bracket + 1] === '^' ? bracket + 2 : bracket + 1;
}

function closed(text: string, at: number, slash: number): PatternText | PatternFault {
  let end = slash + 1;
  while (end < text.length && /[a-zA-Z]/.test(text[end] ?? '')) end++;
  const flags = text.slice(slash + 1, end);
  const bad = [...flags].findIndex((flag, i) => !'ims'.includes(flag) || flags.indexOf(flag) < i);
  if (bad >= 0) {
    const from = slash + 1 + bad;
    return fault(
      from,
      from + 1,
      `\`${flags[bad]}\` is not a flag here. There are \`i\` (ignore case), \`m\` and \`s\`, each once.`,
    );
  }
  if (slash === at + 1) return fault(at, end, 'The pattern is empty: it would match everywhere.');
  return { ok: true, regex: text.slice(at + 1, slash), flags, start: at, regexStart: at + 1, regexEnd: slash, end };
}

const cache = new Map<string, CompiledPattern | PatternFault>();
const cacheSize = 2000;

/** Compiles a regex with its flags; the same ones are compiled once. A fault's range is into `regex`. */
export function compilePattern(regex: string, flags = ''): CompiledPattern | PatternFault {
  const key = `${flags}/${regex}`;
  const known = cache.get(key);
  if (known) return known;
  if (cache.size >= cacheSize) cache.clear();
  const compiled = isPlainPattern(regex) ? new CompiledWhenUsed(regex, flags) : compileAnew(regex, flags);
  cache.set(key, compiled);
  return compiled;
}

/** What is surely right is compiled with its first use. */
class CompiledWhenUsed implements CompiledPattern {
  readonly ok = true;
  readonly #regex: string;
  readonly #flags: string;
  #re: RE2JS | undefined;

  constructor(regex: string, flags: string) {
    this.#regex = regex;
    this.#flags = flags;
  }

  get re(): RE2JS {
    this.#re ??= compileNow(this.#regex, this.#flags);
    return this.#re;
  }
}

/** @throws RE2JSException */
function compileNow(regex: string, flags: string): RE2JS {
  const { RE2JS } = patternEngine();
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  return RE2JS.compile(regex, bits);
}

function compileAnew(regex: string, flags: string): CompiledPattern | PatternFault {
  try {
    return { ok: true, re: compileNow(regex, flags) };
  } catch (error) {
    const { RE2JSException, explainPatternError } = patternEngine();
    if (error instanceof RE2JSException) return explainPatternError(regex, error);
    // A stack or memory limit of the engine, on a pattern nested thousands deep: the pattern is at fault, not we.
    if (error instanceof RangeError) return fault(0, regex.length, 'The pattern is nested too deeply to be read.');
    throw error;
  }
}

/** Whether it matches anywhere: cheaper than finding where. */
export function matches(pattern: CompiledPattern, text: string): boolean {
  return pattern.re.test(text);
}

/** The first match at or behind `from`, or undefined. */
export function findFirst(pattern: CompiledPattern, text: string, from = 0): PatternMatch | undefined {
  return findAll(pattern, text, 1, from)[0];
}

/** Every match from left to right, none overlapping another, at most `limit`. */
export function findAll(
  pattern: CompiledPattern,
  text: string,
  limit = Number.POSITIVE_INFINITY,
  from = 0,
): readonly PatternMatch[] {
  if (from === 0 && !pattern.re.test(text)) return [];
  const found: PatternMatch[] = [];
  const matcher = pattern.re.matcher(text);
  let more = from === 0 ? matcher.find() : matcher.find(from);
  while (more && found.length < limit) {
    const groups: (string | undefined)[] = [];
    for (let i = 1; i <= matcher.groupCount(); i++) groups.push(matcher.group(i) ?? undefined);
    const named: Record<string, string | undefined> = Object.create(null);
    for (const [name, value] of Object.entries(matcher.getNamedGroups())) named[name] = value ?? undefined;
    found.push({ start: matcher.start(), end: matcher.end(), text: matcher.group() ?? '', groups, named });
    more = matcher.find();
  }
  return found;
}

/**
 * Puts the texts of values in the place of each `{{name}}` outside brackets: any of them may match, each to the letter.
 * @returns undefined where `lookup` knows nothing for a name (`undefined` or no texts at all).
 */
export function fillPattern(
  regex: string,
  lookup: (name: string) => readonly string[] | undefined,
): string | undefined {
  let unknown = false;
  const filled = regex.replace(
    /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\{\{([^{}]*)\}\}/g,
    (whole, name: string | undefined) => {
      if (name === undefined) return whole;
      const texts = lookup(name.trim());
      if (!texts || texts.length === 0) unknown = true;
      return `(?:${(texts ?? []).map(quoteSlashes).join('|')})`;
    },
  );
  return unknown ? undefined : filled;
}

/** To the letter, and safe between slashes: a filled pattern can be read again. */
function quoteSlashes(text: string): string {
  return patternEngine().RE2JS.quote(text).replaceAll('/', '\\/').replaceAll('\n', '\\n');
}

function fault(start: number, end: number, message: string): PatternFault {
  return { ok: false, start, end, message };
}
