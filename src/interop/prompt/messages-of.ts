// A persona as messages of a prompt file: system, examples, the first greeting. Values that are asked for in the end stand between two marks, which
// the writer of a format makes its own braces of. Persona in, messages and names out.
import { compile } from '../../lang/compile.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Prompt } from '../../lang/prompt.ts';
import { render } from '../../lang/render.ts';
import { firstGreeting } from '../prompt-fates.ts';
import type { PromptMessage } from './prompt-parts.ts';

export interface MessagesOf {
  readonly messages: readonly PromptMessage[];
  /** Values that stand between the marks; of a file that it came from also those of ours that are words there. */
  readonly inputs: readonly string[];
  readonly prompt: Prompt;
}

/** Stand around the name of an input; of no other use (private use area). */
export const inputMarks = ['\ue000', '\ue001'] as const;

/** Values that every persona has. In a file they are words. */
const always = ['user', 'self', 'turn', 'stage'] as const;

/**
 * @param original text of the file it came from, where the persona goes back into that: every `given` is an input there, what looks like a value of ours
 * stays as it is spelled, and nobody introduces it by its name.
 */
export function messagesOf(persona: Persona, original?: string): MessagesOf {
  const asOriginal = original !== undefined;
  const inputs = persona.given.filter(({ value }) => asOriginal || value === null).map(({ name }) => name.text);
  const [open, close] = inputMarks;
  const words = always.filter((name) => original && new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`, 'iu').test(original));
  const values = Object.fromEntries([
    ...inputs.map((name) => [name, `${open}${name}${close}`]),
    ...words.map((name) => [name, `{{${name}}}`]),
  ]);
  const whole = compile(persona, { values });
  const bare = asOriginal && !persona.head.has('role') && !persona.head.has('summary');
  const prompt = bare ? { ...whole, sections: whole.sections.filter(({ name }) => name !== 'identity') } : whole;
  const greeting = firstGreeting(prompt);
  // A reminder is sent behind a talk, and there is none here. In its own file nobody says of examples that they are some.
  const sent = render({ ...prompt, reminder: undefined, ...(asOriginal && { examples: [] }) }, []).messages;
  const shots = asOriginal
    ? prompt.examples.flat().map(({ role, pieces }) => ({ role, content: pieces.map(({ text }) => text).join('') }))
    : [];
  const first = greeting === '' ? [] : [{ role: 'assistant', content: greeting }];
  const said = asOriginal ? [...first, ...shots] : [...shots, ...first];
  return { messages: [...sent, ...said], inputs: [...inputs, ...words], prompt };
}

/** A text with every input between its marks in the braces of a format, and everything else made safe for it. */
export function withInputs(text: string, braces: (name: string) => string, safe: (text: string) => string): string {
  const [open, close] = inputMarks;
  return text
    .split(new RegExp(`(${open}[^${close}]*${close})`, 'u'))
    .map((part) => (part.startsWith(open) ? braces(part.slice(1, -1)) : safe(part)))
    .join('');
}
