// A text of a card that an author changed in a persona, changed in the card: only the words that differ where that can be told, so that notes, `<BOT>` and
// line breaks stay as they are written; else the whole of it, and what was hidden in it is told as lost. Texts in, edits out.
import { range } from '../../base/range.ts';
import type { TextEdit } from '../../base/text-edit.ts';
import { applyEdits } from '../../base/text-edit.ts';
import { dropped, type Fate } from '../fate.ts';
import { changeString, type JsonNode, replaceValue, textOf } from '../json-text.ts';
import { patchText, saysThe, type Token } from '../patch-text.ts';
import { cardTokens } from './card-tokens.ts';

export interface ChangedText {
  readonly edits: readonly TextEdit[];
  readonly fates: readonly Fate[];
}

/** In UTF-16 code units; a longer text is written anew. */
const longest = 400_000;

/**
 * @param what the field, as the report calls it. @param before what importing gave, in the card's words. @param head length of what stands before the
 * text in this string. @param tokensOf reads the text behind the head.
 */
export function changeText(
  json: string,
  node: JsonNode,
  {
    what,
    before,
    now,
    head = 0,
  }: { readonly what: string; readonly before: string; readonly now: string; readonly head?: number },
  tokensOf: (text: string) => readonly Token[] = cardTokens,
): ChangedText {
  const whole = textOf(node);
  if (whole === undefined) return { edits: [replaceValue(node, now)], fates: [] };
  const text = whole.slice(head);
  const tokens = tokensOf(text.slice(0, longest));
  const patches = text.length <= longest ? patchText(text, tokens, before, now) : undefined;
  const changes = patches?.map(({ from, to, text: own }) => ({ range: range(from, to), text: own }));
  if (changes && saysThe(now, tokensOf(applyEdits(text, changes)))) {
    const moved = changes.map((each) => ({ ...each, range: range(each.range.start + head, each.range.end + head) }));
    return { edits: changeString(json, node, moved), fates: [] };
  }
  const hidden = tokens.filter((token) => token.hidden).map(({ from, to }) => text.slice(from, to));
  return {
    edits: [replaceValue(node, whole.slice(0, head) + now)],
    fates: [...new Set(hidden)].map((each) =>
      dropped(`${each} in ${what}`, 'Its text is written anew, and no persona holds it.'),
    ),
  };
}
