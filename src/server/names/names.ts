// What is found so far while a file is looked through for names. A list to add to; reads nothing itself.
import type { Range } from '../../base/range.ts';
import { nameKey } from '../../lang/name.ts';
import type { Member } from '../../lang/tree.ts';
import { builtInValues } from '../../lang/vocabulary.ts';
import { type NameKind, type Occurrence, valueKinds } from './occurrence.ts';

/** A rule, and what its `let:` lines bind, by key. */
export interface RuleScope {
  readonly range: Range;
  readonly bound: ReadonlySet<string>;
}

const builtInSpeakers: readonly string[] = ['user', 'self', 'narrator'];

export class Names {
  readonly found: Occurrence[] = [];
  /** Keys of values, slots and tools. */
  readonly declared: Set<string>;
  /** Keys of those who may be named in a condition, `user` and `self` apart. */
  readonly cast: Set<string>;

  /** Given what is known already of other parts of the file. */
  constructor(declared: Iterable<string> = [], cast: Iterable<string> = []) {
    this.declared = new Set(declared);
    this.cast = new Set(cast);
  }

  define(kind: NameKind, key: string, range: Range, by: Occurrence['by'] = 'name'): void {
    if (valueKinds.includes(kind)) this.declared.add(key);
    if (kind === 'speaker') this.cast.add(key);
    this.#add([kind], key, range, { role: 'definition', by });
  }

  use(kinds: readonly NameKind[], key: string, range: Range, more: Partial<Occurrence> = {}): void {
    if (key !== '') this.#add(kinds, key, range, more);
  }

  /** What a rule binds, so that `{{name}}` in it means that. */
  enter(rule: Member): RuleScope {
    const bound = rule.children.flatMap((child) => {
      const equals = child.kind === 'entry' && child.word === 'let' ? child.text.value.indexOf('=') : -1;
      return equals > 0 ? [nameKey(child.text.value.slice(0, equals))] : [];
    });
    return { range: rule.range, bound: new Set(bound) };
  }

  #add(kinds: readonly NameKind[], key: string, range: Range, more: Partial<Occurrence>): void {
    const builtIn =
      (kinds.includes('speaker') && builtInSpeakers.includes(key)) ||
      (kinds.includes('value') && more.role !== 'definition' && builtInValues.includes(key));
    this.found.push({
      kinds,
      key,
      range,
      role: 'use',
      scope: undefined,
      builtIn,
      inherited: false,
      by: 'name',
      ...more,
    });
  }
}
