// Two ends of one wire, typed in mirror image: questions with an answer, and events without. In: something that posts and
// listens, and a timer. Never leaves a question open: it is answered, refused, timed out, or ends with the channel.
import { UserError } from '../base/user-error.ts';

/** Whatever carries structured clones: a webview, a worker, a pair of functions in a test. */
export interface Wire {
  post(message: unknown): void;
  /** Gives back the function that stops listening. */
  listen(receive: (message: unknown) => void): () => void;
}

/** Runs something later, in milliseconds; gives back what calls it off. */
export interface Timer {
  after(ms: number, run: () => void): () => void;
}

export interface Call {
  readonly params: unknown;
  readonly result: unknown;
}

export type CallMap<M> = { readonly [K in keyof M]: Call };

export type Handlers<M extends CallMap<M>> = {
  readonly [K in keyof M]: (params: M[K]['params']) => M[K]['result'] | Promise<M[K]['result']>;
};

/** What one end brings: `handlers` answer the other end's questions, `receive` takes its events. */
export interface ChannelEnd<Theirs extends CallMap<Theirs>, TheirEvents> {
  readonly handlers: Handlers<Theirs>;
  /** Whether a question's parameters have the shape they should; one that has not is refused, and is a mistake of ours. */
  fits?(name: string, params: unknown): boolean;
  receive(event: TheirEvents): void;
  /** Told of every failure of a handler that is a mistake of ours; `UserError`s go to the asker alone. */
  failed(error: unknown): void;
}

type Frame =
  | { readonly frame: 'ask'; readonly id: number; readonly name: string; readonly params: unknown }
  | { readonly frame: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly frame: 'refusal'; readonly id: number; readonly message: string; readonly action: string | undefined }
  | { readonly frame: 'event'; readonly event: unknown };

interface Open {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly callOff: () => void;
}

/** How long an answer may take. What waits for a person answers at once and goes on by events. */
export const answerWithinMs = 10_000;

/** One end of the wire. `Ours` are the questions this end asks, `Theirs` those it answers. */
export class Channel<Ours extends CallMap<Ours>, Theirs extends CallMap<Theirs>, OurEvents, TheirEvents> {
  readonly #wire: Wire;
  readonly #timer: Timer;
  readonly #end: ChannelEnd<Theirs, TheirEvents>;
  readonly #open = new Map<number, Open>();
  readonly #stop: () => void;
  #next = 1;
  #disposed = false;

  constructor(wire: Wire, timer: Timer, end: ChannelEnd<Theirs, TheirEvents>) {
    this.#wire = wire;
    this.#timer = timer;
    this.#end = end;
    this.#stop = wire.listen((message) => this.#take(message));
  }

  /** Asks the other end. Rejects with a UserError: its own words, too late, or channel closed. */
  ask<K extends keyof Ours & string>(name: K, params: Ours[K]['params']): Promise<Ours[K]['result']> {
    if (this.#disposed) return Promise.reject(closed());
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const callOff = this.#timer.after(answerWithinMs, () => {
        this.#open.delete(id);
        reject(new UserError(`No answer to "${name}" within ${answerWithinMs / 1000} seconds.`, 'retry'));
      });
      this.#open.set(id, { resolve: (value) => resolve(value as Ours[K]['result']), reject, callOff });
      this.#wire.post({ frame: 'ask', id, name, params } satisfies Frame);
    });
  }

  /** Tells the other end; nothing comes back. */
  send(event: OurEvents): void {
    if (!this.#disposed) this.#wire.post({ frame: 'event', event } satisfies Frame);
  }

  /** Ends every open question with a refusal and stops listening. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#stop();
    for (const open of this.#open.values()) {
      open.callOff();
      open.reject(closed());
    }
    this.#open.clear();
  }

  #take(message: unknown): void {
    if (!isFrame(message)) return;
    if (message.frame === 'event') this.#end.receive(message.event as TheirEvents);
    else if (message.frame === 'ask') void this.#answer(message.id, message.name, message.params);
    else {
      const open = this.#open.get(message.id);
      if (!open) return;
      this.#open.delete(message.id);
      open.callOff();
      if (message.frame === 'answer') open.resolve(message.value);
      else open.reject(new UserError(message.message, message.action));
    }
  }

  async #answer(id: number, name: string, params: unknown): Promise<void> {
    let answer: Frame;
    try {
      if (!Object.hasOwn(this.#end.handlers, name)) throw new Error(`Nobody answers "${name}".`);
      if (this.#end.fits?.(name, params) === false) throw new Error(`"${name}" was asked in a shape it has not.`);
      const handler = this.#end.handlers[name as keyof Theirs];
      answer = { frame: 'answer', id, value: await handler(params) };
    } catch (error) {
      const known = error instanceof UserError;
      if (!known) this.#end.failed(error);
      answer = {
        frame: 'refusal',
        id,
        message: known ? error.message : 'Something went wrong; the Dramatis log has the details.',
        action: known ? error.action : undefined,
      };
    }
    if (!this.#disposed) this.#wire.post(answer);
  }
}

function closed(): UserError {
  return new UserError('The other side is closed.');
}

function isFrame(message: unknown): message is Frame {
  return typeof message === 'object' && message !== null && 'frame' in message;
}
