// Works out a `let:` at a moment: the first group, the message or the text, and what is found in its place in a list or map.
import { nameKey } from '../lang/name.ts';
import { compilePattern, fillPattern, findFirst } from '../lang/pattern.ts';
import type { Value, Values } from '../lang/value.ts';
import { isList, valueAsChoices, valueAsProse } from '../lang/values.ts';
import { lowerCase } from './fold.ts';
import { type Moment, textsOf } from './moment.ts';
import { lookUpPath, operandTexts } from './operand-texts.ts';
import type { Binding } from './phrase.ts';

/** The value; null where nothing fits: it is then not known. Of several messages the newest in which everything fits counts. */
export function bind(binding: Binding, moment: Moment): Value {
  for (const text of candidates(binding, moment)) {
    const part = binding.pattern ? firstGroup(binding, text, moment) : text;
    if (part === undefined) continue;
    if (!binding.lookup) return part;
    const found = lookUpText(binding.lookup, part, moment.values);
    if (found !== undefined && found !== null) return found;
  }
  return null;
}

function candidates(binding: Binding, moment: Moment): readonly string[] {
  if (binding.subject) return textsOf(binding.subject, moment);
  const found = binding.of && operandTexts(binding.of, moment.values);
  return found?.known ? found.texts : [];
}

/** What the first group caught; the whole match of a pattern without groups. */
function firstGroup(binding: Binding, text: string, moment: Moment): string | undefined {
  const { regex = '', flags } = binding.pattern ?? {};
  const filled = fillPattern(regex, (path) => valueAsChoices(lookUpPath(moment.values, path)));
  const compiled = filled === undefined ? undefined : compilePattern(filled, flags);
  const match = compiled?.ok ? findFirst(compiled, text) : undefined;
  if (!match) return undefined;
  return match.groups.length === 0 ? match.text : match.groups[0];
}

function lookUpText(lookup: NonNullable<Binding['lookup']>, text: string, values: Values): Value | undefined {
  const same = (key: string) => (lookup.exactly ? key === text : lowerCase(key) === lowerCase(text));
  const table = lookUpPath(values, lookup.in.path);
  if (isList(table)) {
    const at = table.findIndex((element) => same(valueAsProse(element) ?? ''));
    if (at < 0) return undefined;
    if (!lookup.to) return table[at];
    const other = lookUpPath(values, lookup.to.path);
    return isList(other) ? other[at] : undefined;
  }
  if (table === null || typeof table !== 'object') return undefined;
  const entry = Object.entries(table).find(([key]) => same(key) || (!lookup.exactly && nameKey(key) === nameKey(text)));
  return entry?.[1];
}
