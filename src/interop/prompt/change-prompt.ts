// A prompt file changed to what a persona says: its front matter and what follows the last answer stay as they are, and where nothing differs from what
// importing it gives, so does all of it. In: the file, its stretches by role, the persona. Out: the bytes, and what became of everything.
import { range } from '../../base/range.ts';
import { applyEdits, type TextEdit } from '../../base/text-edit.ts';
import type { Persona } from '../../lang/persona.ts';
import { readPersona } from '../../lang/read-persona.ts';
import { dropped, type Fate, kept, mapped } from '../fate.ts';
import type { Exported, Imported } from '../format.ts';
import { noFiles } from '../no-files.ts';
import { promptFates } from '../prompt-fates.ts';
import { messagesOf } from './messages-of.ts';
import type { PromptMessage } from './prompt-parts.ts';
import { readMessages } from './read-messages.ts';

/** One message of a file. */
export interface Stretch extends PromptMessage {
  /** Where it begins in the file, its mark included. */
  readonly start: number;
  /** Where its content stands in the file. */
  readonly contentStart: number;
}

/** Text of one message as it stands in a file, without its mark; or why it cannot stand there. @param own it is in the file's own words already. */
export type WriteContent = (content: string, own: boolean) => { readonly text: string } | { readonly reason: string };

export interface BodyWriter {
  readonly content: WriteContent;
  /** What a message begins with, the line break included. */
  mark(role: string): string;
}

/** Messages as the body of a new file, without white space at its ends; or what cannot stand there. */
export function writeBody(
  messages: readonly PromptMessage[],
  { content, mark }: BodyWriter,
  own = false,
): { readonly text: string } | { readonly reason: string } {
  const parts: string[] = [];
  for (const message of messages) {
    const written = content(message.content, own);
    if ('reason' in written) return written;
    parts.push(mark(message.role) + written.text);
  }
  return { text: parts.join('\n\n') };
}

/** @param bodyStart where the body begins in `text`. @param imported what importing the file gives. */
export function changePrompt(
  persona: Persona,
  file: {
    readonly text: string;
    readonly bodyStart: number;
    readonly stretches: readonly Stretch[];
    readonly imported: Imported;
  },
  writer: BodyWriter,
): Exported {
  const { text, bodyStart, stretches, imported } = file;
  if (!imported.ok) return imported;
  const old = readPersona(imported.text, 'prompt:', noFiles);
  const before = messagesOf(old, true);
  const now = messagesOf(persona, true);
  const encoder = new TextEncoder();
  const fates: Fate[] = [];
  if (persona.name !== old.name) fates.push(dropped('the new name', 'The front matter stays as it is.'));
  if (JSON.stringify(before.messages) === JSON.stringify(now.messages)) {
    return {
      ok: true,
      bytes: encoder.encode(text),
      fates: [...fates, ...promptFates(persona, now.prompt, 'the file as it is').slice(1)],
    };
  }
  const { taken } = readMessages(stretches);
  const edits = editsOf(stretches.slice(0, taken), before.messages, now.messages, writer.content);
  const tail = stretches[taken];
  const body = edits ?? writeBody(now.messages, writer, true);
  if ('reason' in body) return { ok: false, reason: body.reason };
  const end = tail ? `\n\n${text.slice(tail.start)}` : '\n';
  const changed = 'text' in body ? text.slice(0, bodyStart) + body.text + end : applyEdits(text, body.edits);
  fates.push(mapped('the compiled prompt', 'the body of the file'), kept('front matter', 'It stays as it is.'));
  if (tail) fates.push(kept('what follows the last answer', 'It stays as it is.'));
  return {
    ok: true,
    bytes: encoder.encode(changed),
    fates: [...fates, ...promptFates(persona, now.prompt, '').slice(1)],
  };
}

/** One edit for each message that differs; undefined where messages were added, taken away or stand in no stretch of their own. */
function editsOf(
  stretches: readonly Stretch[],
  before: readonly PromptMessage[],
  now: readonly PromptMessage[],
  write: WriteContent,
): { readonly edits: readonly TextEdit[] } | { readonly reason: string } | undefined {
  const fits =
    stretches.length === before.length &&
    now.length === before.length &&
    stretches.every(({ role }, index) => role === before[index]?.role && role === now[index]?.role);
  if (!fits) return undefined;
  const edits: TextEdit[] = [];
  for (const [index, { content, contentStart }] of stretches.entries()) {
    const message = now[index]?.content ?? '';
    if (message === before[index]?.content) continue;
    const written = write(message, true);
    if ('reason' in written) return written;
    edits.push({ range: range(contentStart, contentStart + content.length), text: written.text });
  }
  return { edits };
}
