// The contract between whoever asks a model and whoever answers. Shapes and promises only; performers live beside it.
import type { Message } from '../lang/prompt.ts';

/** What an endpoint can do by itself. What it cannot, a fallback does, and its label travels in the result. */
export interface Capabilities {
  readonly tools: boolean;
  readonly logprobs: boolean;
  readonly n: boolean;
  readonly embeddings: boolean;
  readonly jsonSchema: boolean;
  readonly vision: boolean;
  /** False: roles are folded before asking. */
  readonly systemRole: boolean;
}

/** A model that can talk and nothing else. */
export const plainChat: Capabilities = {
  tools: false,
  logprobs: false,
  n: false,
  embeddings: false,
  jsonSchema: false,
  vision: false,
  systemRole: true,
};

/** Who answered. `label` is what users read ("gpt-4o at api.openai.com", "offline understudy"). Never holds a key. */
export interface ModelIdentity {
  readonly provider: 'understudy' | 'openai' | 'vscode' | 'scripted';
  readonly model: string;
  /** Scheme, host and port of the endpoint; undefined where there is none. */
  readonly origin: string | undefined;
  readonly label: string;
}

export interface ChatRequest {
  readonly messages: readonly Message[];
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  /** How many replies; default 1. */
  readonly n?: number;
  /** Ask for the log probabilities of each token, and of this many alternatives. */
  readonly logprobs?: number;
  /** Answer as JSON of this schema. */
  readonly jsonSchema?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
}

export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly top: readonly { readonly token: string; readonly logprob: number }[];
}

export interface Reply {
  readonly text: string;
  readonly finish: 'stop' | 'length' | 'filtered' | 'other';
  readonly logprobs?: readonly TokenLogprob[];
}

export interface Usage {
  readonly input: number;
  readonly output: number;
}

export type FailureReason =
  | 'no-key'
  | 'wrong-key'
  | 'no-such-model'
  | 'no-route'
  | 'context-too-long'
  | 'rate-limited'
  | 'server'
  | 'timeout'
  | 'broken-stream'
  | 'bad-answer'
  | 'refused-consent'
  | 'origin-not-confirmed'
  | 'insecure-origin'
  | 'untrusted'
  | 'cancelled'
  /** The budget of a run is spent: the request was not sent. */
  | 'over-budget'
  | 'other';

/** Why there is no reply, in words a user can act on. Never holds a key. */
export interface ModelFailure {
  readonly reason: FailureReason;
  readonly message: string;
  /** The one thing to do next. */
  readonly action: 'retry' | 'set-key' | 'select-model' | 'raise-limit' | 'trust' | 'none';
}

/** A request as it goes over the wire: where to, and all of the body but the messages. Never holds a key. */
export interface OnTheWire {
  readonly url: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * What happens while a model answers, in this order: `retry`* , (`text` | `retry`)* , then exactly one `done` or `failed`, the last.
 * A `retry` after `text` means that the text so far is void and begins again. `waiting` may come anywhere before the last.
 */
export type ModelEvent =
  | { readonly type: 'text'; readonly choice: number; readonly text: string }
  | { readonly type: 'retry'; readonly attempt: number; readonly afterMs: number; readonly why: string }
  /** Nothing has come for `ms`, and the call goes on; `why` says so in words. */
  | { readonly type: 'waiting'; readonly ms: number; readonly why: string }
  | {
      readonly type: 'done';
      readonly replies: readonly Reply[];
      readonly usage: Usage | undefined;
      /** How the result was obtained beyond plain asking: `sampled`, `self-reported`, `lexical`, `n calls`, `system folded into user`. */
      readonly labels: readonly string[];
    }
  | { readonly type: 'failed'; readonly failure: ModelFailure };

/**
 * Anything that answers a chat. Contract: never throws or rejects; a cancelled call ends with `failed: cancelled` at once;
 * a consumer that stops iterating ends the call.
 */
export interface ChatModel {
  readonly identity: ModelIdentity;
  readonly capabilities: Capabilities;
  /** How `chat` would put a request on the wire; absent where there is none. Sends nothing. */
  readonly wire?: (request: ChatRequest) => OnTheWire | undefined;
  /** How alike texts are by the embeddings of the same endpoint; absent where it has none. */
  readonly similarity?: Similarity;
  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

/** How alike texts are, -1..1, with the label of how that was found (`exact` embeddings, or `lexical`). */
export interface Similarity {
  readonly label: string;
  /** What `compare` of these would send now; absent where it sends nothing. */
  readonly sends?: (
    a: string,
    others: readonly string[],
  ) => { readonly requests: number; readonly texts: readonly string[] };
  /** Rejects where it cannot be found out; `lexical` never does. */
  compare(a: string, others: readonly string[], signal: AbortSignal): Promise<readonly number[]>;
}
