// What stands in braces in a card's texts, in our words and back. `{{char}}` and `<BOT>` are `{{self}}`, `{{user}}` and `<USER>` are
// `{{user}}`, in any case; notes to readers (`{{// …}}`, `{{comment: …}}`) are not for a model; everything else stays as it is.
import { proseOf } from '../prose.ts';

/** A card's text as a text of ours. */
export function fromMacros(text: string): string {
  return proseOf(
    text
      .replace(/\r\n?/gu, '\n')
      .replace(/\{\{(?:\/\/|comment:)[^{}]*\}\}/giu, '')
      .replace(/\{\{original\}\}/giu, '')
      .replace(/\{\{char\}\}|<BOT>/giu, '{{self}}')
      .replace(/\{\{user\}\}|<USER>/giu, '{{user}}'),
  );
}

/** A text of ours as a card's. */
export function toMacros(text: string): string {
  return text.replace(/\{\{\s*self\s*\}\}/giu, '{{char}}');
}

/** Macros that are left as they are, each once, as written: what Dramatis sends of them is the words themselves. */
export function otherMacros(text: string): readonly string[] {
  const found = text.match(/\{\{[^{}]*\}\}/gu) ?? [];
  const mapped = /^\{\{(?:char|user|original|\/\/.*|comment:.*)\}\}$/iu;
  return [...new Set(found.filter((macro) => !mapped.test(macro)))];
}
