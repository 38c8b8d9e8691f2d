// A card's text as tokens: what importing makes of each stretch, in the card's own words (`{{char}}` for `<BOT>`). Text in, tokens out; it says the same
// as `fromMacros`, and a test holds them together.
import { append } from '../../base/append.ts';
import { fileText } from '../file-text.ts';
import type { Token } from '../patch-text.ts';
import { plainTokens } from '../plain-tokens.ts';
import { braced, deepestBraces } from './braced.ts';
import { readExamples, speakerOf, speakers } from './example-messages.ts';
import { fromMacros, kindOf, ownValueIn } from './macros.ts';

/** @param start where the text begins in what the tokens are placed in. */
export function cardTokens(text: string, start = 0, depth = 0): readonly Token[] {
  if (depth > deepestBraces) return taggedTokens(text, start);
  const tokens: Token[] = [];
  let at = 0;
  for (const { from, to } of braced(text)) {
    append(tokens, taggedTokens(text.slice(at, from), start + at));
    append(tokens, macroTokens(text.slice(from, to), start + from, depth));
    at = to;
  }
  append(tokens, taggedTokens(text.slice(at), start + at));
  return tokens;
}

function macroTokens(macro: string, from: number, depth: number): readonly Token[] {
  const to = from + macro.length;
  const kind = kindOf(macro);
  if (kind === 'hidden') return [{ from, to, images: [''], hidden: true }];
  const own = ownValueIn(macro);
  // In a fence such a word is no value, and stays as it is spelled.
  if (own !== undefined) return [{ from, to, images: [own === 'self' ? '{{char}}' : `{{${own}}}`, macro] }];
  if (kind !== 'other') return [{ from, to, images: [`{{${kind}}}`] }];
  return [
    { from, to: from + 2, images: ['{{'] },
    ...cardTokens(macro.slice(2, -2), from + 2, depth + 1),
    { from: to - 2, to, images: ['}}'] },
  ];
}

function taggedTokens(text: string, start: number): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const { 0: tag, index } of text.matchAll(/<BOT>|<USER>/giu)) {
    append(tokens, plainTokens(text.slice(at, index), start + at, fileText));
    const image = tag.length === 5 ? '{{char}}' : '{{user}}';
    tokens.push({ from: start + index, to: start + index + tag.length, images: [image] });
    at = index + tag.length;
  }
  append(tokens, plainTokens(text.slice(at), start + at, fileText));
  return tokens;
}

/** `mes_example`, where it is dialogues: each line begins with who speaks, as `writeExamples` calls them. @param name of the character. */
export function exampleTokens(text: string, name: string): readonly Token[] {
  if (!readExamples(text, name)) return cardTokens(text);
  const tokens: Token[] = [];
  let at = 0;
  let begun = false;
  for (const line of text.split(/(?<=\n)/u)) {
    const mark = /^[^\S\n]*<START>[^\S\n]*(?=\n|$)/iu.exec(line)?.[0];
    if (!begun && mark === undefined && line.trim() !== '') tokens.push({ from: at, to: at, images: ['<START>\n'] });
    begun ||= line.trim() !== '';
    const prefix = mark ?? /^[^:\n]{1,200}:[^\S\n]*/u.exec(line)?.[0] ?? '';
    const who = mark === undefined && prefix !== '' ? speakerOf(fromMacros(`${prefix}x`), name)?.speaker : undefined;
    const image = mark !== undefined ? '<START>' : who && `${speakers[who]}: `;
    // Who says nothing is not taken over, nor a dialogue of nobody.
    if (image !== undefined) tokens.push({ from: at, to: at + prefix.length, images: [image, ''] });
    const rest = image === undefined ? 0 : prefix.length;
    append(tokens, cardTokens(line.slice(rest), at + rest));
    at += line.length;
  }
  return tokens;
}
