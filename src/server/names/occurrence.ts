// A place in one file where something is called by a name: a rule, a fact, a value, a speaker … Shapes, and which of them mean the same.
import { type Range, touches } from '../../base/range.ts';

/** What has a name. Values, slots and tools share one namespace (`{{name}}`), as do facts and aspects (`find out`). */
export const nameKinds = [
  'rule',
  'fact',
  'aspect',
  'trait',
  'value',
  'slot',
  'tool',
  'bound',
  'stage',
  'move',
  'speaker',
  'section',
  'example',
] as const;
export type NameKind = (typeof nameKinds)[number];

/** What `{{name}}` may stand for, `let:` apart. */
export const valueKinds: readonly NameKind[] = ['value', 'slot', 'tool'];

export interface Occurrence {
  /** One for a definition. A use may mean any of these: which, the definitions tell. */
  readonly kinds: readonly NameKind[];
  /** What names are compared by (`nameKey`). Of `{{guests.0}}` it is `guests`. */
  readonly key: string;
  /** Of the name alone: no braces, quotes, or other words. */
  readonly range: Range;
  /** `override`: `given name:` in a test, which gives a value anew for it. */
  readonly role: 'definition' | 'override' | 'use';
  /** The rule in which alone a `let:` counts; else undefined: the whole file, and files that extend it. */
  readonly scope: Range | undefined;
  /** A word of the language, which cannot be renamed: `user`, `self`, `narrator`, `{{turn}}`. */
  readonly builtIn: boolean;
  /** Stands in `without:`, so it means what a parent defines and never what this file does. */
  readonly inherited: boolean;
  /** Of a definition that has no name of its own: a rule called by its `sentence`, a cast member by the `stem` of its file. */
  readonly by: 'name' | 'sentence' | 'stem';
}

/** The occurrence that a cursor touches; a definition before a use. */
export function occurrenceAt(names: readonly Occurrence[], offset: number): Occurrence | undefined {
  const here = names.filter(({ range }) => touches(range, offset));
  return here.find(({ role }) => role === 'definition') ?? here[0];
}

/** The kinds that an occurrence means, as far as the file's own definitions can tell. */
export function kindsMeant(names: readonly Occurrence[], of: Occurrence): readonly NameKind[] {
  if (of.role === 'definition' || of.inherited) return of.kinds;
  const defined = names.filter((other) => other.role === 'definition' && couldBe(other, of)).flatMap((o) => o.kinds);
  return defined.length > 0 ? [...new Set(defined)] : of.kinds;
}

/** Every occurrence in the file of what `of` is called, itself among them, in the order of the text. */
export function sameNames(names: readonly Occurrence[], of: Occurrence): readonly Occurrence[] {
  const kinds = kindsMeant(names, of);
  return names.filter((other) => couldBe(other, of) && other.kinds.some((kind) => kinds.includes(kind)));
}

function couldBe(a: Occurrence, b: Occurrence): boolean {
  return (
    a.key === b.key &&
    a.inherited === b.inherited &&
    a.builtIn === b.builtIn &&
    a.scope?.start === b.scope?.start &&
    a.kinds.some((kind) => b.kinds.includes(kind))
  );
}
