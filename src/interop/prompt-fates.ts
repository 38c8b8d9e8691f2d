// What becomes of a persona in a format that holds its compiled prompt and one way to begin.
import type { Persona } from '../lang/persona.ts';
import type { Prompt } from '../lang/prompt.ts';
import { checkedOnly } from './checked-only.ts';
import { dropped, type Fate, mapped } from './fate.ts';

/** @param where the prompt stands there. */
export function promptFates(persona: Persona, prompt: Prompt, where: string): readonly Fate[] {
  const { greetings, lore } = prompt;
  return [
    mapped('the compiled prompt', where),
    ...checkedOnly(persona),
    ...(greetings.length > 1 ? [dropped('further greetings', 'A talk begins in one way.')] : []),
    ...(lore.length > 0 ? [dropped(`lore (${lore.length})`, 'It is sent only when it comes up.')] : []),
  ];
}

/** The first greeting; empty where there is none. */
export function firstGreeting({ greetings }: Prompt): string {
  return (greetings[0] ?? []).map(({ text }) => text).join('');
}
