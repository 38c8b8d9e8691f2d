// Chat messages as OpenAI-compatible endpoints take them: a persona is written the way it is sent (system, examples, greeting, reminder), and read from
// `{"messages": […]}` or the list alone. Parts that are no text, and calls of tools, are not taken over.
import { compile } from '../lang/compile.ts';
import { render } from '../lang/render.ts';
import { type Fate, kept } from './fate.ts';
import { stemOf } from './file-name.ts';
import type { Format, Imported } from './format.ts';
import { elementsOf, type JsonNode, keysOf, propertyOf, readJson, textOf as stringOf } from './json-text.ts';
import type { PromptMessage } from './prompt/prompt-parts.ts';
import { writePrompt } from './prompt/write-prompt.ts';
import { firstGreeting, promptFates } from './prompt-fates.ts';
import { textOf } from './text-of.ts';

export const openaiMessages: Format = {
  id: 'messages',
  title: 'Chat messages (OpenAI, JSON)',
  extension: '.messages.json',
  endings: ['json'],
  detect: (bytes) => messagesIn(bytes) !== undefined,
  read: (bytes, { source }) => readChat(bytes, source),
  write(persona) {
    const prompt = compile(persona);
    const talk = firstGreeting(prompt);
    const { messages } = render(prompt, talk === '' ? [] : [{ role: 'assistant', content: talk }]);
    return {
      ok: true,
      bytes: new TextEncoder().encode(`${JSON.stringify({ messages }, null, 2)}\n`),
      fates: promptFates(persona, prompt, '`messages`'),
    };
  },
};

interface Found {
  readonly root: JsonNode;
  readonly messages: readonly JsonNode[];
}

/** The list, where it is not empty and all of it has roles that chats have. */
function messagesIn(bytes: Uint8Array): Found | undefined {
  const text = textOf(bytes);
  const read = text === undefined ? undefined : readJson(text.replace(/^\ufeff/u, ''));
  if (!read?.ok) return undefined;
  const messages = elementsOf(read.root.type === 'array' ? read.root : propertyOf(read.root, 'messages'));
  const roles = ['system', 'developer', 'user', 'assistant', 'tool', 'function'];
  const fit = messages.every((each) => roles.includes(stringOf(propertyOf(each, 'role')) ?? ''));
  return messages.length > 0 && fit ? { root: read.root, messages } : undefined;
}

function readChat(bytes: Uint8Array, source: string | undefined): Imported {
  const found = messagesIn(bytes);
  if (!found) return { ok: false, reason: 'This file holds no chat messages.' };
  const fates: Fate[] = [];
  const messages = found.messages.flatMap((node, index): PromptMessage[] => {
    const content = propertyOf(node, 'content');
    const parts = elementsOf(content);
    const texts = parts.flatMap((part) => stringOf(propertyOf(part, 'text')) ?? []);
    if (parts.length > texts.length) fates.push(kept(`parts of message ${index + 1}`, 'Only text is taken over.'));
    for (const key of keysOf(node)) {
      if (key !== 'role' && key !== 'content')
        fates.push(kept(`${key} of message ${index + 1}`, 'A persona has no place for it.'));
    }
    const text = stringOf(content) ?? texts.join('\n');
    // A call of a tool says nothing; a line without words would be one.
    if (text.trim() === '') fates.push(kept(`message ${index + 1}`, 'It has no text.'));
    return text.trim() === '' ? [] : [{ role: stringOf(propertyOf(node, 'role')) ?? '', content: text }];
  });
  for (const key of keysOf(found.root)) {
    if (key !== 'messages') fates.push(kept(key, 'How a request is made is Dramatis’s.'));
  }
  const name = stemOf(source) || 'Somebody';
  const written = writePrompt({ name, head: [], source: source ?? 'chat messages', messages, inputs: [], tests: [] });
  return { ok: true, name, text: written.text, fates: [...fates, ...written.fates] };
}
