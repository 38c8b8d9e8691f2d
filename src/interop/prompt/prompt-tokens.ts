// A message of a prompt file as tokens: what importing makes of each stretch. Text in, tokens out.
import { append } from '../../base/append.ts';
import { nameKey } from '../../lang/name.ts';
import type { Token } from '../patch-text.ts';
import { plainTokens } from '../plain-tokens.ts';

/** @param start where the text begins in its file. @param inputs names of values, spelled as a persona has them. */
export function promptTokens(text: string, start: number, inputs: readonly string[]): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const { 0: template, 1: inner = '', index } of text.matchAll(/\{\{([^{}\n]*)\}\}/gu)) {
    append(tokens, plainTokens(text.slice(at, index), start + at));
    const key = nameKey(inner.trim());
    const named = inputs.filter((name) => nameKey(name) === key).map((name) => `{{${name}}}`);
    at = index + template.length;
    // In a fence it is no value, and stays as it is spelled.
    tokens.push({ from: start + index, to: start + at, images: [...named, template] });
  }
  append(tokens, plainTokens(text.slice(at), start + at));
  return tokens;
}
