// A prompt as a text that people can read in a golden file: what is sent, what waits, what is left out and why.
import type { Piece, Prompt } from '../../src/lang/prompt.ts';
import { render } from '../../src/lang/render.ts';

/** All of a prompt, in a fixed order. `text` is the file, for what was left out of it. */
export function promptText(prompt: Prompt, text: string): string {
  const parts = render(prompt, []).messages.map(({ role, content }) => `[${role}]\n${content}`);
  for (const lore of prompt.lore) {
    const also = lore.also.length > 0 ? ` and ${lore.also.join(' | ')}` : '';
    parts.push(`[lore ${lore.priority}: ${lore.keys.join(' | ')}${also}]\n${plain(lore.pieces)}`);
  }
  for (const greeting of prompt.greetings) parts.push(`[greeting]\n${plain(greeting)}`);
  for (const { origin, why } of prompt.omitted) {
    parts.push(`[left out: ${why}]\n${text.slice(origin.range.start, origin.range.end)}`);
  }
  return `${parts.join('\n\n')}\n`;
}

/** The words of pieces. */
export function plain(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}
