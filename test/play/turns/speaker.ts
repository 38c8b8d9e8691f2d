// A model that has one text to say: asked plainly it says all of it, asked in slices it goes on where its last slice ended, a few tokens at a
// time, and is silent after the end. In early wiring it gives the floor away where the newest words of the user ask for it.
import { type ChatModel, type ChatRequest, plainChat } from '../../../src/model/port.ts';

export interface Speaker extends ChatModel {
  readonly requests: readonly ChatRequest[];
}

/** `yields`: whether it gives the floor away to these words. `listens`: what it says as a listener. */
export function speaker(
  text: string,
  {
    yields = () => false,
    listens = () => 'no',
  }: { yields?: (heard: string) => boolean; listens?: (asked: string) => string } = {},
): Speaker {
  const tokens = text.match(/\s*\S+|\s+$/gu) ?? [];
  const requests: ChatRequest[] = [];
  return {
    identity: { provider: 'scripted', model: 'speaker', origin: undefined, label: 'speaker' },
    capabilities: plainChat,
    requests,
    async *chat(request) {
      requests.push(request);
      const { messages, maxTokens } = request;
      const last = messages.findLast(({ role }) => role === 'user')?.content ?? '';
      if (messages[0]?.content.startsWith('You listen')) return yield* done(listens(last), 'stop');
      if (yields(last)) return yield* done('<yield>', 'stop');
      const said = messages
        .filter(({ role, content }) => role === 'assistant' && content !== '<idle>')
        .map(({ content }) => content);
      const from = (said.join('').match(/\s*\S+|\s+$/gu) ?? []).length;
      const next = tokens.slice(from, maxTokens === undefined ? undefined : from + maxTokens);
      if (next.length === 0) return yield* done('<idle>', 'stop');
      for (const token of next.slice(0, -1)) yield { type: 'text', choice: 0, text: token };
      yield { type: 'text', choice: 0, text: next.at(-1) ?? '' };
      const finish = from + next.length < tokens.length ? 'length' : 'stop';
      yield { type: 'done', replies: [{ text: next.join(''), finish }], usage: undefined, labels: [] };
    },
  };
}

async function* done(text: string, finish: 'stop') {
  yield { type: 'text', choice: 0, text } as const;
  yield { type: 'done', replies: [{ text, finish }], usage: undefined, labels: [] } as const;
}

/** Long enough for many slices; with what looks like a mark and is none. */
export const longText = Array.from(
  { length: 60 },
  (_, at) => `word${at}${at % 7 === 0 ? ' a<b' : ''}${at % 11 === 0 ? ' <idl' : ''}${at % 13 === 0 ? ' <yields>' : ''}`,
).join(' ');
