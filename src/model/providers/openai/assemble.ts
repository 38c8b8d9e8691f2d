// Chunks of a streamed answer → texts as they come, and the replies at the end. Checks the shape of what the server sent.
// In: one parsed chunk after another. Never throws on a strange chunk: it says that it is one.
import type { Reply, TokenLogprob, Usage } from '../../port.ts';

interface Growing {
  text: string;
  finish: Reply['finish'] | undefined;
  logprobs: TokenLogprob[];
}

/** `false`: the chunk is malformed. */
export type Taken = readonly { readonly choice: number; readonly text: string }[] | false;

export class Assembly {
  readonly #choices = new Map<number, Growing>();
  #usage: Usage | undefined;

  get usage(): Usage | undefined {
    return this.#usage;
  }

  /** Whether anything of a reply has come. */
  get begun(): boolean {
    return this.#choices.size > 0;
  }

  /** Whether every reply that began has said how it ended. */
  get finished(): boolean {
    return this.begun && [...this.#choices.values()].every((choice) => choice.finish !== undefined);
  }

  /** In the order of their index. */
  get replies(): readonly Reply[] {
    return [...this.#choices.entries()]
      .sort(([a], [b]) => a - b)
      .map(([, { text, finish, logprobs }]) => ({
        text,
        finish: finish ?? 'other',
        ...(logprobs.length > 0 ? { logprobs } : {}),
      }));
  }

  /** Takes one chunk. Objects without `choices` (pings, notes of a proxy) are passed over. */
  take(chunk: unknown): Taken {
    if (!isObject(chunk)) return false;
    if (isObject(chunk['usage'])) this.#usage = usageOf(chunk['usage']) ?? this.#usage;
    const choices = chunk['choices'];
    if (choices === undefined || choices === null) return [];
    if (!Array.isArray(choices)) return false;
    const texts: { choice: number; text: string }[] = [];
    for (const part of choices) {
      const text = this.#takeChoice(part);
      if (text === false) return false;
      if (text.text !== '') texts.push(text);
    }
    return texts;
  }

  #takeChoice(part: unknown): { choice: number; text: string } | false {
    if (!isObject(part)) return false;
    const choice = part['index'] ?? 0;
    const delta = part['delta'] ?? {};
    if (typeof choice !== 'number' || !Number.isInteger(choice) || choice < 0 || choice > 127 || !isObject(delta))
      return false;
    const text = delta['content'] ?? delta['refusal'] ?? '';
    if (typeof text !== 'string') return false;
    const growing = this.#choices.get(choice) ?? { text: '', finish: undefined, logprobs: [] };
    this.#choices.set(choice, growing);
    growing.text += text;
    growing.logprobs.push(...logprobsOf(part['logprobs']));
    if (typeof part['finish_reason'] === 'string') growing.finish = finishOf(part['finish_reason']);
    return { choice, text };
  }
}

function finishOf(reason: string): Reply['finish'] {
  if (reason === 'stop' || reason === 'length') return reason;
  return reason === 'content_filter' ? 'filtered' : 'other';
}

function usageOf(usage: Record<string, unknown>): Usage | undefined {
  const input = usage['prompt_tokens'];
  const output = usage['completion_tokens'];
  return typeof input === 'number' && typeof output === 'number' ? { input, output } : undefined;
}

function logprobsOf(logprobs: unknown): TokenLogprob[] {
  const content = isObject(logprobs) && Array.isArray(logprobs['content']) ? logprobs['content'] : [];
  return content.flatMap((entry: unknown) => {
    const [own] = scored([entry]);
    const top: unknown = isObject(entry) ? entry['top_logprobs'] : undefined;
    return own ? [{ ...own, top: scored(Array.isArray(top) ? top : []) }] : [];
  });
}

function scored(entries: readonly unknown[]): { token: string; logprob: number }[] {
  return entries.flatMap((entry) =>
    isObject(entry) && typeof entry['token'] === 'string' && typeof entry['logprob'] === 'number'
      ? [{ token: entry['token'], logprob: entry['logprob'] }]
      : [],
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
