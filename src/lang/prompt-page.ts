// The compiled prompt as a person reads it, with the way back to the file for every piece.

import type { CompiledPrompt, PromptMapping } from '../wire/server-protocol.ts';
import { compile } from './compile.ts';
import type { Measures } from './measures.ts';
import type { Persona } from './persona.ts';
import { render } from './render.ts';

const headings = { system: 'System', user: 'User', assistant: 'Assistant' } as const;

/** All messages that start a talk, each under a heading; the budget is applied as it would be when playing. */
export function promptPage(
  persona: Persona,
  version: number,
  measures: Measures,
  budget: number | undefined,
): CompiledPrompt {
  const prompt = compile(persona);
  const { tokens } = measures;
  const rendered = render(prompt, [], { ...(budget !== undefined && { budget }), ...(tokens && { tokens }) });
  let text = '';
  const map: PromptMapping[] = [];
  rendered.messages.forEach((message, index) => {
    text += `${text === '' ? '' : '\n\n'}# ${headings[message.role]}\n\n`;
    const at = text.length;
    for (const m of rendered.map) {
      if (m.message === index)
        map.push({ range: { start: at + m.start, end: at + m.end }, uri: m.origin.uri, origin: m.origin.range });
    }
    text += message.content;
  });
  for (const [index, pieces] of prompt.greetings.entries()) {
    text += `${text === '' ? '' : '\n\n'}# Greeting${prompt.greetings.length > 1 ? ` ${index + 1}` : ''}\n\n`;
    for (const piece of pieces) {
      const at = text.length;
      text += piece.text;
      if (piece.origin)
        map.push({ range: { start: at, end: text.length }, uri: piece.origin.uri, origin: piece.origin.range });
    }
  }
  const omitted = [...prompt.omitted, ...rendered.dropped].map(({ origin, why }) => ({
    uri: origin.uri,
    origin: origin.range,
    why,
  }));
  return {
    text: `${text}\n`,
    version,
    map: map.sort((a, b) => a.range.start - b.range.start),
    tokens: rendered.tokens,
    omitted,
  };
}
