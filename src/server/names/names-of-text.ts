// Names in a text: `{{values}}` anywhere; in a `let:` what it binds and looks into; in a condition speakers and stages.
import { range } from '../../base/range.ts';
import { nameKey } from '../../lang/name.ts';
import type { SourceText } from '../../lang/source-text.ts';
import { sourceRange } from '../../lang/source-text.ts';
import { placeholders } from '../../lang/values.ts';
import { Cursor } from '../../rules/cursor.ts';
import type { Phrase, ValueUse } from '../../rules/phrase.ts';
import { readPhrases } from '../../rules/read-clause.ts';
import { readLet } from '../../rules/read-let.ts';
import type { Names, RuleScope } from './names.ts';
import { valueKinds } from './occurrence.ts';

const conditions = new Set(['when', 'unless', 'until', 'ends when', 'goal reached when']);

/** @param word the entry's, where the text is one's. `rule`: the rule that it stands in. */
export function namesOfText(
  names: Names,
  text: SourceText,
  word: string | undefined,
  rule: RuleScope | undefined,
): void {
  for (const { start, name } of placeholders(text.value)) {
    const from = text.value.indexOf(name, start + 2);
    useValue(names, text, name, from, rule);
  }
  if (word === 'let') namesOfLet(names, text, rule);
  else if (word !== undefined && conditions.has(word)) namesOfCondition(names, text);
}

/** `written` stands at `from` of the text; what is behind a dot belongs to it only if a value is called so. */
function useValue(names: Names, text: SourceText, written: string, from: number, rule: RuleScope | undefined): void {
  const dots = [...written.matchAll(/\./g)].map((dot) => dot.index);
  const cuts = [written.length, ...dots.reverse()].map((cut) => ({ cut, key: nameKey(written.slice(0, cut)) }));
  const bound = rule && cuts.find(({ key }) => rule.bound.has(key));
  const meant = bound ?? cuts.find(({ key }) => names.declared.has(key)) ?? cuts.at(-1);
  if (!meant || meant.key === '') return;
  const place = sourceRange(text, from, from + written.slice(0, meant.cut).trimEnd().length);
  names.use(bound ? ['bound'] : valueKinds, meant.key, place, bound && rule ? { scope: rule.range } : {});
}

function namesOfLet(names: Names, text: SourceText, rule: RuleScope | undefined): void {
  const written = /^\s*([^=]*?)\s*=/u.exec(text.value)?.[1];
  if (written && rule) {
    const from = text.value.indexOf(written);
    const place = sourceRange(text, from, from + written.length);
    names.use(['bound'], nameKey(written), place, { role: 'definition', scope: rule.range });
  }
  const binding = readLet(new Cursor(text), [...names.cast]);
  for (const use of [binding?.lookup?.in, binding?.lookup?.to]) if (use) useTable(names, text, use, rule);
  if (binding?.subject) useSpeaker(names, text, binding.subject.who, text.value.indexOf('=') + 1);
}

/** With braces it is found as a value already. */
function useTable(names: Names, text: SourceText, { path, range: at }: ValueUse, rule: RuleScope | undefined): void {
  if (!text.value.startsWith('{{', at.start)) useValue(names, text, path, at.start, rule);
}

/** Reads the phrases only where a speaker or `{{stage}}` may be among them. */
function namesOfCondition(names: Names, text: SourceText): void {
  const lower = nameKey(text.value);
  const stage = lower.includes('stage');
  if (!stage && ![...names.cast].some((key) => lower.includes(key))) return;
  for (const phrase of readPhrases(text, 'condition', [...names.cast]).phrases ?? []) {
    if (phrase.about === 'message') useSpeaker(names, text, phrase.subject.who, phrase.range.start);
    if (phrase.about === 'value') namesOfStage(names, text, phrase);
  }
}

/** `ever last watson says …`: `who` is a key, and stands behind the words before it. */
function useSpeaker(names: Names, text: SourceText, who: string, from: number): void {
  if (!names.cast.has(who)) return;
  const before = /^\s*(?:ever\s+)?(?:last\s+)?/iu.exec(text.value.slice(from))?.[0].length ?? 0;
  const words = who.split(' ').length;
  const written = new RegExp(`^\\S+(?:\\s+\\S+){${words - 1}}`, 'u').exec(text.value.slice(from + before))?.[0];
  if (written === undefined || nameKey(written) !== who) return;
  const at = from + before;
  names.use(['speaker'], who, sourceRange(text, at, at + written.length));
}

/** `{{stage}} is "the gate"` names a stage. */
function namesOfStage(names: Names, text: SourceText, phrase: Phrase & { about: 'value' }): void {
  const [value] = phrase.value.parts;
  if (typeof value !== 'object' || nameKey(value.path) !== 'stage' || phrase.test.test !== 'be') return;
  for (const { parts, range: quoted } of phrase.test.texts) {
    const [literal] = parts;
    if (typeof literal !== 'string' || parts.length > 1) continue;
    const inside = range(quoted.start + 1, quoted.end - 1);
    names.use(['stage'], nameKey(literal), sourceRange(text, inside.start, inside.end));
  }
}
