// What this actor may know: its own facts and those that others let it see, while those listen that a fact allows. Facts with
// keys become lore. What it may not see does not pass here.
import { nameKey } from '../name.ts';
import { fillPattern, readPattern } from '../pattern.ts';
import type { Fact } from '../persona.ts';
import type { Lore, Piece, Section, SilentLore } from '../prompt.ts';
import type { SourceText } from '../source-text.ts';
import { lookUp, placeholders, valueAsChoices } from '../values.ts';
import { bullet, type Context, contextOf, frame, joined, lines, prose, withName } from './context.ts';

export interface Knowledge {
  readonly sections: readonly Section[];
  readonly lore: readonly Lore[];
  readonly silent: readonly SilentLore[];
}

/** The section of what is always sent, the lore that waits for its keys, and the lore that cannot come up, with the reason. */
export function knowledge(context: Context): Knowledge {
  const parts: (readonly Piece[])[] = [];
  const lore: Lore[] = [];
  const silent: SilentLore[] = [];
  const keepSilent = (fact: Fact, reason: SilentLore['reason'], why: string) => {
    if (fact.keys.length > 0) silent.push({ label: labelOf(fact), origin: fact.origin, reason, why });
  };
  for (const { of, fact, barred } of facts(context)) {
    if (barred) {
      keepSilent(fact, barred.reason, barred.why);
      continue;
    }
    const before = of.omitted.length;
    const pieces = factPieces(of, fact);
    if (!pieces) {
      const reason = fact.text.value === '' ? 'no-text' : 'unknown-value';
      keepSilent(fact, reason, of.omitted[before]?.why ?? '');
    } else if (fact.keys.length === 0) parts.push(pieces);
    else {
      const { priority, origin } = fact;
      lore.push({ label: labelOf(fact), ...triggers(of, fact), pieces, priority, origin });
    }
  }
  const section: Section = { name: 'knowledge', title: 'What you know', pieces: lines(parts) };
  return { sections: parts.length === 0 ? [] : [section], lore, silent };
}

const longestLabel = 60;

function labelOf({ name, text }: Fact): string {
  if (name) return name.text;
  const words = text.value.replace(/\s+/g, ' ');
  return words.length <= longestLabel ? words : `${words.slice(0, longestLabel).trimEnd()}…`;
}

/** `unknown`: what lies outside the horizon, and how to say so. */
export function boundary(context: Context): readonly Section[] {
  const { items, decline } = context.persona.unknown;
  const parts = items.flatMap((item) => {
    const pieces = prose(context, item);
    return pieces ? [bullet(pieces)] : [];
  });
  const words = decline && prose(context, decline);
  const blocks: (readonly Piece[])[] = parts.length === 0 ? [] : [lines(parts)];
  if (words) {
    const what = parts.length === 0 ? 'what you cannot know' : 'any of this';
    blocks.push([frame(`Asked about ${what}, say that you do not know, in words like these: `), ...words]);
  }
  return blocks.length === 0
    ? []
    : [{ name: 'boundary', title: 'What you do not know', pieces: joined(blocks, '\n\n') }];
}

/** A fact with the context whose values it uses, and why this actor is not told it, where it is not. */
interface Told {
  readonly of: Context;
  readonly fact: Fact;
  readonly barred?: Pick<SilentLore, 'reason' | 'why'>;
}

function* facts(context: Context): Iterable<Told> {
  const { as = 'self', aka = [], others = [] } = context.options;
  const me = new Set([as, context.persona.name, ...aka].map(nameKey));
  for (const fact of context.persona.knows) {
    const strangers = strangersTo(context, fact, me);
    if (strangers.length === 0) yield { of: context, fact };
    else {
      const why = `It is only for others to hear, and ${strangers.join(', ')} listens.`;
      context.omitted.push({ origin: fact.origin, why });
      yield { of: context, fact, barred: { reason: 'only-with', why } };
    }
  }
  // In another's file `self` is that other.
  me.delete('self');
  for (const other of others) {
    const theirs = contextOf(context, other.persona);
    for (const fact of other.persona.knows) {
      const barred = fact.visibleTo?.some((name) => me.has(name))
        ? ({ reason: 'only-with', why: 'It is only for others to hear.' } as const)
        : ({ reason: 'not-visible', why: `It is ${other.persona.name}’s own.` } as const);
      const told = barred.reason === 'only-with' && strangersTo(context, fact, me).length === 0;
      yield told ? { of: theirs, fact } : { of: theirs, fact, barred };
    }
  }
}

/** Listeners that an `only with` does not name. */
function strangersTo({ listeners }: Context, { onlyWith }: Fact, me: ReadonlySet<string>): readonly string[] {
  if (!onlyWith) return [];
  const allowed = (names: readonly string[]) => names.some((name) => onlyWith.includes(name) || me.has(name));
  return listeners.filter((names) => !allowed(names)).map(([name = '']) => name);
}

function factPieces(context: Context, fact: Fact): readonly Piece[] | undefined {
  if (fact.text.value === '') {
    context.omitted.push({ origin: fact.origin, why: 'It says nothing.' });
    return undefined;
  }
  const pieces = prose(context, fact.text, fact.origin);
  return pieces && bullet(fact.name ? withName(fact.origin.uri, fact.name, pieces) : pieces);
}

function triggers(
  context: Context,
  fact: Fact,
): { readonly keys: readonly string[]; readonly also: readonly string[] } {
  const texts = (keys: readonly SourceText[]) => keys.flatMap((key) => keyTexts(context, key.value));
  return { keys: texts(fact.keys), also: texts(fact.also) };
}

/** A key with its values: a list gives a key for each element. A pattern gets them to the letter. */
function keyTexts(context: Context, key: string): readonly string[] {
  const pattern = readPattern(key);
  if (pattern.ok) {
    const lookup = (name: string) => valueAsChoices(lookUp(context.values, nameKey(name)));
    const regex = fillPattern(pattern.regex, lookup);
    return regex === undefined ? [] : [`/${regex}/${pattern.flags}`];
  }
  let texts: readonly string[] = [''];
  let at = 0;
  for (const placeholder of placeholders(key)) {
    const value = lookUp(context.values, placeholder.key);
    const choices = value === undefined ? [key.slice(placeholder.start, placeholder.end)] : valueAsChoices(value);
    const before = key.slice(at, placeholder.start);
    texts = texts.flatMap((text) => choices.map((choice) => text + before + choice)).slice(0, 1000);
    at = placeholder.end;
  }
  return texts.map((text) => text + key.slice(at)).filter((text) => text.trim() !== '');
}
