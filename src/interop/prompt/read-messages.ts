// Messages of a prompt as what a persona can say: the system prompt, a greeting, an example, and what is only asked in the end. In: messages in their
// order. Out: these, and how many messages they took.
import type { PromptMessage } from './prompt-parts.ts';

export interface ReadMessages {
  readonly system: string;
  readonly greeting: string;
  /** A dialogue that ends with an answer; empty where there is none. */
  readonly example: readonly { readonly speaker: 'user' | 'self'; readonly text: string }[];
  /** What a user asks in the end, and nobody answers. */
  readonly asked: readonly string[];
  /** Of roles that a persona has no place for, each once. */
  readonly otherRoles: readonly string[];
  /** How many messages, from the first, stand in `system`, `greeting` and `example`. */
  readonly taken: number;
}

export function isSystem({ role }: PromptMessage): boolean {
  return role === 'system' || role === 'developer';
}

export function isSaid({ role }: PromptMessage): boolean {
  return role === 'user' || role === 'assistant';
}

export function readMessages(messages: readonly PromptMessage[]): ReadMessages {
  const system = messages.filter(isSystem).map(({ content }) => content);
  const lastSystem = messages.findLastIndex(isSystem);
  const lastAnswer = messages.findLastIndex(({ role }) => role === 'assistant');
  const taken = Math.max(lastSystem, lastAnswer) + 1;
  const said = messages.slice(0, lastAnswer + 1).filter(isSaid);
  const begins = said[0]?.role === 'assistant';
  const lines = (begins ? said.slice(1) : said).map(({ role, content }) => ({
    speaker: role === 'user' ? ('user' as const) : ('self' as const),
    text: content,
  }));
  return {
    system: system.join('\n\n'),
    greeting: begins ? (said[0]?.content ?? '') : '',
    example: lines,
    asked: messages
      .slice(lastAnswer + 1)
      .filter(({ role }) => role === 'user')
      .map(({ content }) => content),
    otherRoles: [...new Set(messages.filter((each) => !isSystem(each) && !isSaid(each)).map(({ role }) => role))],
    taken,
  };
}
