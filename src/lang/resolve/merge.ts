// Parents and a child as one: lists and items join without duplicates, parents first; single values and what has a name are
// replaced whole; `without` takes inherited ones away. Where two parents disagree and the child is silent, that is told.
import { nameKey } from '../name.ts';
import { type Origin, originOf, type SourceText } from '../source-text.ts';
import type { Draft } from './draft.ts';

/** Two parents say different things of one name. `parent` is the index of the later one, whose word is taken. */
export interface Conflict {
  readonly what: string;
  readonly parent: number;
  readonly first: Origin;
  readonly second: Origin;
}

/** What merging gives, with what the child has to settle. */
export interface Merge {
  readonly draft: Draft;
  readonly conflicts: readonly Conflict[];
  /** Names that could have been taken away, by key. */
  readonly inherited: ReadonlySet<string>;
}

/** Merges `own` over its parents, each already merged with its own parents. */
export function mergeDrafts(parents: readonly Draft[], own: Draft): Merge {
  if (parents.length === 0) return { draft: alone(own), conflicts: [], inherited: new Set() };
  const merger = new Merger(own);
  const named = <T extends { readonly name: { readonly key: string; readonly text: string }; readonly origin: Origin }>(
    pick: (draft: Draft) => readonly T[],
  ) => merger.join(parents.map(pick), pick(own), (thing) => thing.name);
  const titled = <T extends { readonly title: SourceText | undefined; readonly origin: Origin }>(
    pick: (draft: Draft) => readonly T[],
  ) => merger.join(parents.map(pick), pick(own), (thing) => titleName(thing.title));
  const texts = (pick: (draft: Draft) => readonly SourceText[]) => merger.joinTexts(parents.map(pick), pick(own));
  const single = (what: string, pick: (draft: Draft) => SourceText | undefined) =>
    merger.single(what, parents.map(pick), pick(own));
  const kindText = single('kind', (draft) => draft.kind?.text);
  const draft: Draft = {
    ...own,
    kind: [own, ...parents].map((one) => one.kind).find((kind) => kind !== undefined && kind.text === kindText),
    head: merger.joinMaps(
      parents.map((one) => one.head),
      own.head,
    ),
    tags: texts((one) => one.tags),
    instructions: merger.joinFiles(
      parents.map((one) => one.instructions),
      own.instructions,
    ),
    sections: titled((one) => one.sections),
    about: named((one) => one.about),
    traits: named((one) => one.traits),
    voice: {
      items: texts((one) => one.voice.items),
      register: single('register', (one) => one.voice.register),
      length: single('length', (one) => one.voice.length),
    },
    knows: merger.join(
      parents.map((one) => one.knows),
      own.knows,
      (fact) => fact.name,
    ),
    unknown: {
      items: texts((one) => one.unknown.items),
      decline: single('decline', (one) => one.unknown.decline),
    },
    memory: merger.joinMaps(
      parents.map((one) => one.memory),
      own.memory,
    ),
    state: named((one) => one.state),
    given: named((one) => one.given),
    rules: merger.join(
      parents.map((one) => one.rules),
      own.rules,
      (rule) => ({ key: rule.key, text: rule.id }),
    ),
    plan: named((one) => one.plan),
    moves: named((one) => one.moves),
    tools: named((one) => one.tools),
    turns: {
      single: merger.joinMaps(
        parents.map((one) => one.turns.single),
        own.turns.single,
      ),
      commands: texts((one) => one.turns.commands),
      backchannels: texts((one) => one.turns.backchannels),
    },
    greetings: own.greetings.length > 0 ? own.greetings : texts((one) => one.greetings),
    examples: titled((one) => one.examples),
  };
  return { draft, conflicts: merger.conflicts, inherited: merger.inherited };
}

/** What a file without parents says: the same, no text of a list twice. */
function alone(own: Draft): Draft {
  const { tags, voice, unknown, turns } = own;
  return {
    ...own,
    tags: once(tags),
    voice: { ...voice, items: once(voice.items) },
    unknown: { ...unknown, items: once(unknown.items) },
    turns: { ...turns, commands: once(turns.commands), backchannels: once(turns.backchannels) },
  };
}

/** The first of texts that say the same. */
function once(texts: readonly SourceText[]): readonly SourceText[] {
  if (texts.length < 2) return texts;
  const joined = new Map<string, SourceText>();
  for (const text of texts) if (!joined.has(text.value)) joined.set(text.value, text);
  return [...joined.values()];
}

function titleName(title: SourceText | undefined): { key: string; text: string } | undefined {
  return title && { key: nameKey(title.value), text: title.value };
}

class Merger {
  readonly conflicts: Conflict[] = [];
  readonly inherited = new Set<string>();
  readonly #without: ReadonlySet<string>;

  constructor(own: Draft) {
    this.#without = new Set(own.without.map((text) => nameKey(text.value)));
  }

  /** Things with a name, or items without one: those are the same where their text is. */
  join<T extends { readonly origin: Origin }>(
    parents: readonly (readonly T[])[],
    own: readonly T[],
    nameOf: (thing: T) => { readonly key: string; readonly text: string } | undefined,
  ): readonly T[] {
    if (parents.every((list) => list.length === 0)) return own;
    const keyOf = (thing: T) => nameOf(thing)?.key ?? `- ${itemKey(thing)}`;
    const settled = new Set(own.map(keyOf));
    const joined = new Map<string, T>();
    parents.forEach((list, parent) => {
      for (const thing of list) {
        const key = keyOf(thing);
        const name = nameOf(thing);
        if (this.#takenAway(name?.key ?? itemKey(thing))) continue;
        const other = joined.get(key);
        if (other && name && !settled.has(key) && meaning(other) !== meaning(thing)) {
          this.conflicts.push({ what: name.text, parent, first: other.origin, second: thing.origin });
        }
        joined.set(key, thing);
      }
    });
    // A name written twice in one file is a problem there; both stay, so that nothing is lost from sight.
    const seen = new Set<string>();
    const extra: T[] = [];
    for (const thing of own) {
      const key = keyOf(thing);
      if (seen.has(key)) extra.push(thing);
      else joined.set(key, thing);
      seen.add(key);
    }
    return [...joined.values(), ...extra];
  }

  /** What files say as a whole: each once, however many ways lead to it. */
  joinFiles<T extends { readonly uri: string }>(parents: readonly (readonly T[])[], own: readonly T[]): readonly T[] {
    if (parents.every((list) => list.length === 0)) return own;
    return [...new Map([...parents.flat(), ...own].map((one) => [one.uri, one])).values()];
  }

  joinTexts(parents: readonly (readonly SourceText[])[], own: readonly SourceText[]): readonly SourceText[] {
    const kept = parents.flat().filter((text) => !this.#takenAway(nameKey(text.value)));
    return once([...kept, ...own]);
  }

  joinMaps(
    parents: readonly ReadonlyMap<string, SourceText>[],
    own: ReadonlyMap<string, SourceText>,
  ): ReadonlyMap<string, SourceText> {
    const words = new Set([...parents.flatMap((map) => [...map.keys()]), ...own.keys()]);
    const joined = new Map<string, SourceText>();
    for (const word of words) {
      const text = this.single(
        word,
        parents.map((map) => map.get(word)),
        own.get(word),
      );
      if (text) joined.set(word, text);
    }
    return joined;
  }

  single(
    what: string,
    parents: readonly (SourceText | undefined)[],
    own: SourceText | undefined,
  ): SourceText | undefined {
    let taken: SourceText | undefined;
    parents.forEach((text, parent) => {
      if (!text || this.#takenAway(what)) return;
      if (taken && !own && taken.value !== text.value) {
        this.conflicts.push({ what, parent, first: originOf(taken), second: originOf(text) });
      }
      taken = text;
    });
    return own ?? taken;
  }

  #takenAway(key: string): boolean {
    this.inherited.add(key);
    return this.#without.has(key);
  }
}

/** What an item is called by: its text; a dialogue without a title, what is said in it. */
function itemKey(thing: object): string {
  const text = 'text' in thing ? thing.text : undefined;
  const value = typeof text === 'object' && text !== null && 'value' in text ? text.value : undefined;
  return typeof value === 'string' ? nameKey(value) : meaning(thing);
}

const places = new Set(['origin', 'range', 'segments', 'uri']);

/** What a thing says, without where: equal for two that mean the same. */
function meaning(thing: object): string {
  return JSON.stringify(thing, (key, value: unknown) => (places.has(key) ? undefined : value));
}
