// What a request has in common with an earlier one, so that a long talk costs what is new in each request and not all of it again: in
// memory the same objects, in the trace a stretch of the request before. In: messages and requests in their order. Pure.
import type { Message } from '../lang/prompt.ts';
import type { SentRequest } from './events.ts';

/** A stretch of an earlier request's messages: `count` of them from index `from` of the request with the id `of`. */
export interface SharedMessages {
  readonly of: string;
  readonly from: number;
  readonly count: number;
}

/** The messages of a request as they are kept: written out, or pointing at the same ones of an earlier request. */
export type KeptMessages = readonly (Message | SharedMessages)[];

type Sent = Pick<SentRequest, 'id' | 'step' | 'actor' | 'messages'>;

/** Shorter stretches are written out: pointing would take no less room. */
const leastShared = 64;

/** Requests of a talk so far, as far as later ones may point at them. Requests must come in their order. */
export class EarlierRequests {
  readonly #messages = new Map<string, readonly Message[]>();
  readonly #lastOf = new Map<string, Sent>();
  #last: Sent | undefined;

  constructor(requests: Iterable<Sent> = []) {
    for (const request of requests) this.add(request);
  }

  add(request: Sent): void {
    this.#messages.set(request.id, request.messages);
    this.#lastOf.set(purpose(request), request);
    this.#last = request;
  }

  /** The messages with stretches in place of what the last request for the same purpose, or else the last of all, holds too. */
  pack(request: Sent): KeptMessages {
    const base = this.#lastOf.get(purpose(request)) ?? this.#last;
    return base ? packed(request.messages, base) : request.messages;
  }

  /** The messages written out; undefined where a stretch points at nothing that is there. */
  unpack(kept: KeptMessages): readonly Message[] | undefined {
    if (keptLength(kept, (id) => this.#messages.get(id)?.length) === undefined) return undefined;
    return kept.flatMap((piece) =>
      isShared(piece) ? (this.#messages.get(piece.of)?.slice(piece.from, piece.from + piece.count) ?? []) : [piece],
    );
  }

  /** The same request, holding the earlier one's own objects where its messages are equal. */
  share<R extends Sent>(request: R): R {
    const base = this.#lastOf.get(purpose(request)) ?? this.#last;
    return base ? shared(request, base) : request;
  }
}

/** As `EarlierRequests.share`, for who has but the list of them. */
export function sharedWith<R extends Sent>(request: R, earlier: readonly Sent[]): R {
  const base = earlier.findLast((one) => purpose(one) === purpose(request)) ?? earlier.at(-1);
  return base ? shared(request, base) : request;
}

/** The request itself where there is nothing to exchange. */
function shared<R extends Sent>(request: R, base: Sent): R {
  const messages = packed(request.messages, base).flatMap((piece) =>
    isShared(piece) ? base.messages.slice(piece.from, piece.from + piece.count) : [piece],
  );
  return messages.every((message, at) => message === request.messages[at]) ? request : { ...request, messages };
}

/** Whether a piece points at another request. */
export function isShared(piece: Message | SharedMessages): piece is SharedMessages {
  return 'of' in piece;
}

/**
 * How many messages a request held; undefined where a stretch points at nothing that is there (`lengthOf`: how many an earlier one
 * held). All stretches together are no longer than the longest request they point at, so that nothing written grows without bound.
 */
export function keptLength(kept: KeptMessages, lengthOf: (id: string) => number | undefined): number | undefined {
  let shared = 0;
  let longest = 0;
  let own = 0;
  for (const piece of kept) {
    if (!isShared(piece)) {
      own++;
      continue;
    }
    const { of, from, count } = piece;
    const length = lengthOf(of);
    if (length === undefined || from < 0 || count < 1 || from + count > length) return undefined;
    shared += count;
    longest = Math.max(longest, length);
  }
  return shared > longest ? undefined : own + shared;
}

/** Requests of one step for one actor are most alike. */
function purpose({ step, actor = '' }: Sent): string {
  return `${step}\n${actor}`;
}

/** Most stretches go on where the last one ended or begin at the same place; only then is a message looked for elsewhere. */
function packed(messages: readonly Message[], base: Sent): KeptMessages {
  const kept: (Message | SharedMessages)[] = [];
  let places: ReadonlyMap<string, number> | undefined;
  let expected = 0;
  let room = base.messages.length;
  for (let at = 0; at < messages.length; ) {
    const message = messages[at] as Message;
    let from = [expected, at].find((index) => same(base.messages[index], message));
    if (from === undefined) {
      places ??= new Map(base.messages.map(({ content }, index) => [content, index]));
      const found = places.get(message.content);
      if (found !== undefined && same(base.messages[found], message)) from = found;
    }
    if (from === undefined) {
      kept.push(message);
      at++;
      expected++;
      continue;
    }
    let count = 0;
    let length = 0;
    while (at + count < messages.length && same(base.messages[from + count], messages[at + count] as Message)) {
      length += messages[at + count]?.content.length ?? 0;
      count++;
    }
    if (length < leastShared || count > room) kept.push(...messages.slice(at, at + count));
    else {
      kept.push({ of: base.id, from, count });
      room -= count;
    }
    at += count;
    expected = from + count;
  }
  return kept;
}

function same(one: Message | undefined, other: Message): boolean {
  return one !== undefined && (one === other || (one.role === other.role && one.content === other.content));
}
