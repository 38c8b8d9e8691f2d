// A streaming endpoint on loopback that a test writes by hand, and that keeps one log of what came and went in which order: requests, pieces
// written, connections that the other side closed. For what must be true of a stream that is cut.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chunk, sse } from './ordered-endpoint.ts';

export interface WatchedRequest {
  readonly body: {
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly max_tokens?: number;
    readonly max_completion_tokens?: number;
  };
  /** Sends a piece of the reply. Nothing is written once the other side has closed. */
  write(text: string): void;
  /** Ends the reply properly. */
  end(finish?: 'stop' | 'length'): void;
  /** Refuses with a status instead. */
  refuse(status: number, headers?: Readonly<Record<string, string>>): void;
  /** Settles when the other side has closed before the end. */
  readonly closed: Promise<void>;
}

export interface WatchedEndpoint {
  readonly url: string;
  /** `request 1`, `write 1: text`, `close 1`, `end 1` … */
  readonly log: readonly string[];
  /** The request with this number, from 1, as soon as it is there. */
  request(number: number): Promise<WatchedRequest>;
  close(): Promise<void>;
}

export async function watchedEndpoint(): Promise<WatchedEndpoint> {
  const log: string[] = [];
  const waiting = new Map<number, PromiseWithResolvers<WatchedRequest>>();
  const slot = (number: number) => {
    const known = waiting.get(number) ?? Promise.withResolvers<WatchedRequest>();
    waiting.set(number, known);
    return known;
  };
  let count = 0;
  const server = createServer(async (request, response) => {
    const number = ++count;
    log.push(`request ${number}`);
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    slot(number).resolve(watched(number, body, response, log));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    log,
    request: (number) => slot(number).promise,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function watched(
  number: number,
  body: WatchedRequest['body'],
  response: ServerResponse,
  log: string[],
): WatchedRequest {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  let open = true;
  response.on('close', () => {
    if (!response.writableFinished) {
      log.push(`close ${number}`);
      resolve();
    }
    open = false;
  });
  const begin = () => {
    if (response.headersSent) return;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
  };
  return {
    body,
    closed,
    write(text) {
      if (!open) return;
      begin();
      log.push(`write ${number}: ${text}`);
      for (const piece of sse(chunk(text))) response.write(piece);
    },
    end(finish = 'stop') {
      begin();
      log.push(`end ${number}`);
      for (const piece of sse(chunk(undefined, finish), '[DONE]')) response.write(piece);
      response.end();
    },
    refuse(status, headers = {}) {
      log.push(`refuse ${number}`);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify({ error: { message: 'not now' } }));
    },
  };
}
