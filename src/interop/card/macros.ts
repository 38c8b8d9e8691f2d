// What stands in braces in a card's texts, in our words and back. `{{char}}` and `<BOT>` are `{{self}}`, `{{user}}` and `<USER>` are
// `{{user}}`, in any case; notes to readers (`{{// …}}`, `{{comment: …}}`) are not for a model; everything else stays as it is.
import { type Fate, kept, mapped } from '../fate.ts';
import { proseOf } from '../prose.ts';
import { braced, deepestBraces } from './braced.ts';

/** A card's text as a text of ours. */
export function fromMacros(text: string): string {
  return proseOf(inOurWords(text.replace(/\r\n?/gu, '\n')));
}

function inOurWords(text: string, depth = 0): string {
  if (depth > deepestBraces) return withoutTags(text);
  let out = '';
  let at = 0;
  for (const { from, to } of braced(text)) {
    out += withoutTags(text.slice(at, from));
    const macro = text.slice(from, to);
    const kind = kindOf(macro);
    if (kind === 'char') out += '{{self}}';
    else if (kind === 'user') out += '{{user}}';
    else if (kind === 'other') out += `{{${inOurWords(macro.slice(2, -2), depth + 1)}}}`;
    at = to;
  }
  return out + withoutTags(text.slice(at));
}

function withoutTags(text: string): string {
  return text.replace(/<BOT>/giu, '{{self}}').replace(/<USER>/giu, '{{user}}');
}

/** `hidden`: no model is sent it. */
export type MacroKind = 'char' | 'user' | 'hidden' | 'other';

/** @param macro with its braces. */
export function kindOf(macro: string): MacroKind {
  if (/^\{\{(?:\/\/|comment:|original\}\}$)/iu.test(macro)) return 'hidden';
  const named = /^\{\{(char|user)\}\}$/iu.exec(macro)?.[1]?.toLowerCase();
  return named === 'char' || named === 'user' ? named : 'other';
}

/** The value of ours that a card happens to name, in lower case: `{{ Turn }}` is the turn. */
export function ownValueIn(macro: string): string | undefined {
  return /^\{\{\s*(user|self|turn|stage)\s*\}\}$/iu.exec(macro)?.[1]?.toLowerCase();
}

/** A text of ours as a card's. */
export function toMacros(text: string): string {
  return text.replace(/\{\{\s*self\s*\}\}/giu, '{{char}}');
}

/** What becomes of macros that have no word of ours, each once, as written. @param what the field they stand in. */
export function macroFates(text: string, what: string): readonly Fate[] {
  const found = new Set(braced(text).map(({ from, to }) => text.slice(from, to)));
  const fates = [...found]
    .filter((macro) => kindOf(macro) === 'other')
    .map((macro) =>
      mapped(
        `${macro} in ${what}`,
        ownValueIn(macro)
          ? 'Filled in here; words in the card.'
          : 'Nobody here fills it in: the model reads the words as they stand.',
      ),
    );
  if ([...found].some((macro) => /^\{\{original\}\}$/iu.test(macro)))
    fates.push(kept(`{{original}} in ${what}`, 'There is no other prompt that it could stand for.'));
  return fates;
}
