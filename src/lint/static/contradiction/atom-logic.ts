// What two atoms say about each other, decided exactly or not at all: can a reply have both, does the one bring the other?
// Where it cannot tell, the answer is no.
import { compilePattern, findAll } from '../../../lang/pattern.ts';
import { lowerCase } from '../../../rules/fold.ts';
import { comparable, hasForeignLetters, isUnspaced, splitWords } from '../../../rules/words.ts';
import { regexTokens } from '../regex-tokens.ts';
import type { Atom } from './demand.ts';

/** A text that stands in every reply that has the atom. */
export interface Part {
  readonly text: string;
  /** To the letter; else in any case, and `text` is lower case. */
  readonly cased: boolean;
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** Whether no reply has both. */
export function excludes(a: Atom, b: Atom): boolean {
  return excludesInOrder(a, b) || excludesInOrder(b, a);
}

function excludesInOrder(a: Atom, b: Atom): boolean {
  if (a.is === 'be exactly') return b.holds(a.text) === 'no';
  if (a.is === 'language' && b.is === 'language') return a.key !== b.key;
  if (a.is === 'start' && b.is === 'start') return !either(lowerCase(a.text), lowerCase(b.text), 'startsWith');
  if (a.is === 'end' && b.is === 'end') return !either(lowerCase(a.text), lowerCase(b.text), 'endsWith');
  if (b.is === 'json' && (a.is === 'start' || a.is === 'end')) return noJson(a.text, a.is);
  if (a.is !== 'be') return false;
  const text = bare(a.text);
  if (b.is === 'be') {
    const unicode = hasForeignLetters(a.text);
    const alike = unicode === hasForeignLetters(b.text);
    return alike ? comparable(a.text, unicode) !== comparable(b.text, unicode) : text !== bare(b.text);
  }
  if (b.is !== 'say' && b.is !== 'say word' && b.is !== 'start' && b.is !== 'end') return false;
  // Only space and punctuation may stand around what the reply is: all else must stand in it.
  const inside = bare(b.text);
  if (inside === '') return false;
  if (b.is === 'start') return !text.startsWith(inside);
  return b.is === 'end' ? !text.endsWith(inside) : !text.includes(inside);
}

function either(a: string, b: string, how: 'startsWith' | 'endsWith'): boolean {
  return a[how](b) || b[how](a);
}

/** Lower case, without anything around that could be space or punctuation to `be`. */
function bare(text: string): string {
  return lowerCase(text).replace(/^[\s\p{P}\p{S}\u001C-\u001F]+|[\s\p{P}\p{S}\u001C-\u001F]+$/gu, '');
}

/** Whether no JSON text begins, or ends, so. */
function noJson(text: string, side: 'start' | 'end'): boolean {
  const said = lowerCase(text).replace(side === 'start' ? /^[ \t\n\r]+/ : /[ \t\n\r]+$/, '');
  if (said === '') return false;
  const edge = side === 'start' ? said.charAt(0) : said.charAt(said.length - 1);
  if (side === 'start' ? /[[{"\d-]/.test(edge) : /[\]}"\d]/.test(edge)) return false;
  const word = said.trim();
  return !['true', 'false', 'null'].some((literal) =>
    side === 'start' ? literal.startsWith(word) : literal.endsWith(word),
  );
}

/** Whether every reply that has `a` has `b`, too. */
export function implies(a: Atom, b: Atom): boolean {
  if (a.key === b.key) return true;
  if (a.is === 'be exactly') return b.holds(a.text) === 'yes';
  if (a.is === 'closed') return b.is === 'closed' && b.how === 'say' && a.says !== undefined && a.says === b.says;
  if (a.is === 'start' && b.is === 'start') return startsWith(a.text, b.text);
  if (a.is === 'end' && b.is === 'end') return lowerCase(a.text).endsWith(lowerCase(b.text)) && b.text !== '';
  if (a.is === 'be' && b.is === 'be') {
    const unicode = hasForeignLetters(a.text);
    return unicode === hasForeignLetters(b.text) && comparable(a.text, unicode) === comparable(b.text, unicode);
  }
  const part = partOf(a);
  if (!part) return false;
  if (b.is === 'say') return b.text !== '' && lowerCase(part.text).includes(lowerCase(b.text));
  if (b.is === 'say word') return saysWord(a, part, b.text);
  return b.is === 'match' && alwaysMatches(part, b.regex, b.flags);
}

function startsWith(text: string, start: string): boolean {
  return start !== '' && lowerCase(text).startsWith(lowerCase(start));
}

/** The text an atom surely brings with it. */
export function partOf(atom: Atom): Part | undefined {
  const nowhere = { cased: false, atStart: false, atEnd: false };
  switch (atom.is) {
    case 'say':
      return { ...nowhere, text: lowerCase(atom.text) };
    case 'start':
      return { ...nowhere, text: lowerCase(atom.text), atStart: true };
    case 'end':
      return { ...nowhere, text: lowerCase(atom.text), atEnd: true };
    case 'say word':
    case 'be':
      return { ...nowhere, text: comparable(atom.text, hasForeignLetters(atom.text)) };
    case 'be exactly':
      return { text: atom.text, cased: true, atStart: true, atEnd: true };
    case 'match': {
      const text = literalOf(atom.regex);
      const cased = !atom.flags.includes('i');
      return text === '' ? undefined : { ...nowhere, cased, text: cased ? text : lowerCase(text) };
    }
    default:
      return undefined;
  }
}

/** The longest run of plain characters that every match of a pattern holds; empty where there is none. */
function literalOf(regex: string): string {
  // Flags half way, classes by name and characters by number are not read as the tokens stand.
  if (/\(\?[^:P<]|\\(?![bdwsDWSnt])[A-Za-z0-9]|\[\^?\[/.test(regex)) return '';
  const tokens = regexTokens(regex);
  let best = '';
  let run = '';
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'or' && depth === 0) return '';
    const once =
      token.kind === 'char' && depth === 0 && token.end - token.start === (regex[token.start] === '\\' ? 2 : 1);
    if (once && token.kind === 'char') run += token.char;
    else {
      if (token.kind === 'open') depth++;
      if (token.kind === 'close') depth--;
      if (!(token.kind === 'escape' && token.letter === 'b')) run = '';
    }
    if (run.length > best.length) best = run;
  }
  return best;
}

/** A word of the part that stays one whatever stands around the part. */
function saysWord(a: Atom, part: Part, wanted: string): boolean {
  if (wanted === '' || isUnspaced(wanted)) return false;
  const unicode = hasForeignLetters(wanted);
  const needle = comparable(wanted, unicode);
  if (needle === '') return false;
  if (a.is === 'say word') return unicode === hasForeignLetters(a.text) && comparable(a.text, unicode) === needle;
  const words = splitWords(part.text);
  const same = ({ start, end }: { start: number; end: number }) =>
    comparable(part.text.slice(start, end), unicode) === needle;
  return words.some(
    (word) => same(word) && (word.start > 0 || part.atStart) && (word.end < part.text.length || part.atEnd),
  );
}

/** Whether a pattern finds something inside the part, whatever stands beside it. */
function alwaysMatches(part: Part, regex: string, flags: string): boolean {
  const tokens = regexTokens(regex);
  if (/\(\?[^:P<]/.test(regex)) return false;
  const placed = tokens.some(
    (token) =>
      (token.kind === 'start' && !part.atStart) ||
      (token.kind === 'end' && !part.atEnd) ||
      (token.kind === 'escape' && /[ABzZGQECpPx]/.test(token.letter)),
  );
  const compiled = compilePattern(regex, flags);
  if (placed || !compiled.ok) return false;
  // What `\b` sees beside the part is a letter or none.
  const [lefts, rights] = [part.atStart ? [''] : ['x', ' '], part.atEnd ? [''] : ['x', ' ']];
  return lefts.every((left) =>
    rights.every((right) => {
      const text = left + part.text + right;
      return findAll(compiled, text, 50).some((match) => {
        const inside = match.start >= left.length && match.end <= left.length + part.text.length;
        const caseless = part.cased || flags.includes('i') || match.text.toLowerCase() === match.text.toUpperCase();
        return inside && match.end > match.start && caseless;
      });
    }),
  );
}
