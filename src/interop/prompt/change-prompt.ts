// A prompt file changed to what a persona says: its front matter and what follows the last answer stay as they are, and where nothing differs from what
// importing it gives, so does all of it. In: the file, its stretches by role, the persona. Out: the bytes, and what became of everything.
import { applyEdits } from '../../base/text-edit.ts';
import type { Persona } from '../../lang/persona.ts';
import { readPersona } from '../../lang/read-persona.ts';
import { dropped, type Fate, kept, mapped } from '../fate.ts';
import type { Exported, Imported } from '../format.ts';
import { noFiles } from '../no-files.ts';
import { promptFates } from '../prompt-fates.ts';
import { changeMessages, inLinesOf } from './change-messages.ts';
import { messagesOf } from './messages-of.ts';
import type { PromptMessage, Stretch } from './prompt-parts.ts';
import { type ReadMessages, readMessages } from './read-messages.ts';

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
): { readonly text: string } | { readonly reason: string } {
  const parts: string[] = [];
  for (const message of messages) {
    const written = content(message.content, false);
    if ('reason' in written) return written;
    parts.push(mark(message.role) + written.text);
  }
  return { text: parts.join('\n\n') };
}

/** A file of a prompt format, and how it is read. */
export interface OpenPrompt {
  readonly text: string;
  /** Where the body begins in `text`. */
  readonly bodyStart: number;
  /** What importing the file gives. */
  readonly imported: Imported;
  /** The messages of such a file. */
  stretchesOf(text: string): readonly Stretch[];
}

export function changePrompt(persona: Persona, file: OpenPrompt, writer: BodyWriter): Exported {
  const { text, bodyStart, imported } = file;
  if (!imported.ok) return imported;
  const old = readPersona(imported.text, 'prompt:', noFiles);
  const before = messagesOf(old, text);
  const now = messagesOf(persona, text);
  const fates: Fate[] = [];
  if (persona.name !== old.name) fates.push(dropped('the new name', 'The front matter stays as it is.'));
  if (JSON.stringify(before.messages) === JSON.stringify(now.messages)) {
    const same = promptFates(persona, now.prompt, 'the file as it is').slice(1);
    return { ok: true, bytes: new TextEncoder().encode(text), fates: [...fates, ...same] };
  }
  const [were, are] = [inBraces(before.messages, writer), inBraces(now.messages, writer)];
  if ('reason' in are) return { ok: false, reason: are.reason };
  const stretches = file.stretchesOf(text);
  const place = { text, bodyStart, stretches, inputs: before.inputs };
  const edits = 'reason' in were ? undefined : changeMessages(place, were.messages, are.messages, writer.mark);
  let changed = edits && applyEdits(text, edits);
  const { taken, otherRoles } = readMessages(stretches);
  const tail = stretches[taken];
  const others = otherRoles.filter((role) => role !== 'history');
  if (changed !== undefined && says(file.stretchesOf(changed), are.messages)) {
    fates.push(...others.map((role) => kept(`messages of ${role}`, 'They stay where they are.')));
  } else {
    const body = are.messages.map(({ role, content }) => writer.mark(role) + content).join('\n\n');
    const end = tail ? `\n\n${text.slice(tail.start)}` : '\n';
    changed = text.slice(0, bodyStart) + inLinesOf(text, body + end);
    if (!says(file.stretchesOf(changed), are.messages))
      return {
        ok: false,
        reason: 'In this file a line of the prompt would be read as the beginning of another message.',
      };
    const gone = stretches.slice(0, taken).filter((each) => others.includes(each.role));
    const roles = new Set(gone.map(({ role }) => role));
    fates.push(
      ...[...roles].map((role) =>
        dropped(`messages of ${role}`, 'The body is written anew, and no persona holds them.'),
      ),
    );
  }
  fates.push(mapped('the compiled prompt', 'the body of the file'), kept('front matter', 'It stays as it is.'));
  if (tail) fates.push(kept('what follows the last answer', 'It stays as it is.'));
  const more = promptFates(persona, now.prompt, '').slice(1);
  return { ok: true, bytes: new TextEncoder().encode(changed), fates: [...fates, ...more] };
}

/** Messages in the words of the file. */
function inBraces(messages: readonly PromptMessage[], { content }: BodyWriter) {
  const own: PromptMessage[] = [];
  for (const message of messages) {
    const written = content(message.content, true);
    if ('reason' in written) return written;
    own.push({ role: message.role, content: written.text });
  }
  return { messages: own };
}

/** Whether a file with these stretches is read as these messages, but for white space and how values are spelled. */
function says(stretches: readonly Stretch[], messages: readonly PromptMessage[]): boolean {
  const inFile = readMessages(stretches);
  const wanted = readMessages(messages);
  // Lines of one speaker that follow each other are one.
  const words = ({ system, greeting, example }: ReadMessages) => {
    const lines = example.map(({ speaker, text }, index) =>
      speaker === example[index - 1]?.speaker ? text : `\u0000${speaker} ${text}`,
    );
    return [system, greeting, lines.join('')].join('\u0000').toLowerCase().replace(/\s/gu, '');
  };
  return words(inFile) === words(wanted);
}
