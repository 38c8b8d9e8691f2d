// Messages for a model that knows no system role: what the system would have said goes as the user's. In: messages. Out: the same
// words in the same order under the two roles left, and the label that says so. A prompt that `render` folded already has none left.
import type { Message } from '../../lang/prompt.ts';

/** On every result that was obtained so. */
export const foldedLabel = 'system folded into user';

/** Whether anything is left to fold. */
export function hasSystem(messages: readonly Message[]): boolean {
  return messages.some(({ role }) => role === 'system');
}

/** A system message joins the user's message beside it, behind a blank line; where there is none it becomes one. */
export function foldSystem(messages: readonly Message[]): readonly Message[] {
  const folded: { role: Message['role']; content: string; system: boolean }[] = [];
  for (const { role, content } of messages) {
    const last = folded.at(-1);
    const system = role === 'system';
    if (last?.role === 'user' && role !== 'assistant' && (system || last.system)) {
      last.content = `${last.content}\n\n${content}`;
      last.system = system;
    } else folded.push({ role: system ? 'user' : role, content, system });
  }
  return folded.map(({ role, content }) => ({ role, content }));
}
