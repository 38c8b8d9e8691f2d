// The talk inside a request: what is left of its messages without system messages and the examples that the prompt put first.
import type { Message, Prompt } from '../lang/prompt.ts';

export interface TalkSoFar {
  /** In order, roles `user` and `assistant` only. */
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  /** What the user said since the last reply, joined by line feeds; empty where nothing was. */
  readonly asked: string;
  /** The replies so far, the greeting among them, oldest first. */
  readonly replies: readonly string[];
}

/** Reads a request. `prompt` is the persona's: its examples are known by their words, also where some were dropped. */
export function readRequest(messages: readonly Message[], prompt: Prompt): TalkSoFar {
  const talk = messages.flatMap(({ role, content }) => (role === 'system' ? [] : [{ role, content }]));
  let at = 0;
  for (const example of prompt.examples) {
    const lines = example.map((shot) => ({
      role: shot.role,
      content: shot.pieces.map((piece) => piece.text).join(''),
    }));
    const next = talk.slice(at, at + lines.length);
    const same = lines.every((line, index) => next[index]?.role === line.role && next[index]?.content === line.content);
    if (same && lines.length > 0) at += lines.length;
  }
  const said = talk.slice(at);
  const last = said.findLastIndex((message) => message.role === 'assistant');
  return {
    messages: said,
    asked: said
      .slice(last + 1)
      .map((message) => message.content)
      .join('\n'),
    replies: said.filter((message) => message.role === 'assistant').map((message) => message.content),
  };
}
