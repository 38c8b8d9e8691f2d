// Where replies are kept, as a port: the disk implements it, and memory below. Keys are opaque. Knows no model.
import type { Reply, Usage } from './port.ts';

/** One sample of one request. */
export interface KeptReply {
  readonly reply: Reply;
  /** What the call cost that gave it; its share where one call gave several. */
  readonly usage: Usage | undefined;
  readonly labels: readonly string[];
}

/** Never rejects for a missing key. A store that cannot be read or written rejects with a `UserError`; a run then goes on without. */
export interface ReplyStore {
  /** False: kept as long as the window lives, and users are told so. */
  readonly lasting: boolean;
  get(key: string): Promise<KeptReply | undefined>;
  /** The first one kept under a key stays. */
  put(key: string, kept: KeptReply): Promise<void>;
  /** One that turned out to be of no use: it is asked for anew the next time. */
  forget(key: string): Promise<void>;
}

/** Replies as long as the window lives. */
export function memoryReplyStore(): ReplyStore & { readonly size: number } {
  const kept = new Map<string, KeptReply>();
  return {
    lasting: false,
    get: async (key) => kept.get(key),
    async put(key, reply) {
      if (!kept.has(key)) kept.set(key, reply);
    },
    forget: async (key) => void kept.delete(key),
    get size() {
      return kept.size;
    },
  };
}
