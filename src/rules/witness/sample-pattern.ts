// A text that a pattern matches, the plainest there is: first alternatives, fewest repeats, first characters of classes. It
// covers what people write in rules; the caller judges the result, so that a miss costs nothing.
import { fillPattern } from '../../lang/pattern.ts';
import type { Values } from '../../lang/value.ts';
import { valueAsChoices } from '../../lang/values.ts';
import { lookUpPath } from '../operand-texts.ts';
import type { PatternOperand } from '../phrase.ts';

/**
 * Such a text; undefined where a value is not known or the pattern uses what is not read here.
 * `group`: what a named group is to catch.
 */
export function samplePattern(
  pattern: PatternOperand,
  values: Values,
  group?: { readonly name: string; readonly text: string },
): string | undefined {
  const regex = fillPattern(pattern.regex, (path) => valueAsChoices(lookUpPath(values, path)));
  if (regex === undefined || regex.length > 2000) return undefined;
  const sampler = new Sampler(regex, group);
  const text = sampler.alternatives(0);
  return sampler.failed || sampler.rest ? undefined : text;
}

const classes: Readonly<Record<string, string>> = { d: '1', w: 'a', s: ' ', D: 'a', W: ' ', S: 'a', n: '\n', t: '\t' };
const deepest = 40;

class Sampler {
  readonly #regex: string;
  #at = 0;
  failed = false;

  readonly #wanted: { readonly name: string; readonly text: string } | undefined;

  constructor(regex: string, wanted?: { readonly name: string; readonly text: string }) {
    this.#regex = regex;
    this.#wanted = wanted;
  }

  /** Whether something was left unread. */
  get rest(): boolean {
    return this.#at < this.#regex.length;
  }

  /** The first of `a|b|c`; the others are read past. */
  alternatives(depth: number): string {
    if (depth > deepest) this.failed = true;
    const first = this.#sequence(depth);
    while (this.#regex[this.#at] === '|' && !this.failed) {
      this.#at++;
      this.#sequence(depth);
    }
    return first;
  }

  #sequence(depth: number): string {
    let text = '';
    while (this.rest && !this.failed && !'|)'.includes(this.#regex[this.#at] ?? '')) {
      const atom = this.#atom(depth);
      text += atom.repeat(this.#repeats());
    }
    return text;
  }

  #atom(depth: number): string {
    const char = this.#take();
    if (char === '(') return this.#group(depth);
    if (char === '[') return this.#class();
    if (char === '\\') return this.#escape();
    if (char === '^' || char === '$') return '';
    return char === '.' ? 'a' : char;
  }

  #group(depth: number): string {
    const head = /^\?(?:P?<([A-Za-z]\w*)>|[ims-]*:)/.exec(this.#regex.slice(this.#at, this.#at + 80));
    if (head) this.#at += head[0].length;
    else if (this.#regex[this.#at] === '?') this.failed = true;
    const text = this.alternatives(depth + 1);
    if (this.#take() !== ')') this.failed = true;
    return head?.[1] !== undefined && head[1] === this.#wanted?.name ? this.#wanted.text : text;
  }

  /** The first character of `[abc]`; of `[^abc]` one that is none of them. */
  #class(): string {
    const negated = this.#regex[this.#at] === '^';
    if (negated) this.#at++;
    const members: string[] = [];
    while (this.rest && (this.#regex[this.#at] !== ']' || members.length === 0)) {
      const char = this.#take();
      members.push(char === '\\' ? this.#escape() : char);
    }
    this.#take();
    if (!negated) return members[0] ?? '';
    const written = members.join('');
    return ['a', 'e', 'x', '1', ' '].find((char) => !written.includes(char) && !/a-z/.test(written)) ?? '.';
  }

  #escape(): string {
    const char = this.#take();
    if ('bBAzZ'.includes(char)) return '';
    if (char === 'p' || char === 'P' || char === 'x' || char === 'Q') this.failed = true;
    return classes[char] ?? char;
  }

  /** The fewest repeats of what follows an atom: `*` `?` none, `+` one, `{2,5}` two. */
  #repeats(): number {
    const found = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(this.#regex.slice(this.#at, this.#at + 20));
    if (!found) return 1;
    this.#at += found[0].length;
    if (found[1] !== undefined) return Math.min(Number(found[1]), 200);
    return found[0].startsWith('+') ? 1 : 0;
  }

  #take(): string {
    const char = this.#regex[this.#at] ?? '';
    this.#at += 1;
    return char;
  }
}
