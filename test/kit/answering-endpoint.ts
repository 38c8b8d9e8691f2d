// A small OpenAI-compatible server on loopback that answers each chat by a function of what it was sent, and counts. For runs whose
// number of requests is what a test asks about; `ordered-endpoint` is for what the wire itself may do.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chunk, sse } from './ordered-endpoint.ts';

export interface SentMessage {
  readonly role: string;
  readonly content: string;
}

export interface AnsweringEndpoint {
  /** With `/v1`, as an endpoint's url. */
  readonly url: string;
  /** The messages of every request so far. */
  readonly requests: readonly (readonly SentMessage[])[];
  /** From now on answers come from here; undefined: none ever comes. */
  answer(by: (messages: readonly SentMessage[]) => string | undefined): void;
  /** Vectors for `/embeddings`; until told it has none. */
  embed(by: (text: string) => readonly number[]): void;
  /** Every text that vectors were asked of. */
  readonly embedded: readonly string[];
  close(): Promise<void>;
}

/** Starts the server; port chosen by the system. Until told otherwise every answer is `Good day.` */
export async function answeringEndpoint(): Promise<AnsweringEndpoint> {
  const requests: SentMessage[][] = [];
  let by: (messages: readonly SentMessage[]) => string | undefined = () => 'Good day.';
  let vectorOf: ((text: string) => readonly number[]) | undefined;
  const embedded: string[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = JSON.parse(Buffer.concat(pieces).toString('utf8')) as { messages: SentMessage[]; input: string[] };
    if (request.url?.endsWith('/embeddings')) {
      const by = vectorOf;
      if (!by) return response.writeHead(404).end('{}');
      embedded.push(...body.input);
      const data = body.input.map((text, index) => ({ index, embedding: by(text) }));
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
    }
    const { messages } = body;
    requests.push(messages);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const text = by(messages);
    if (text === undefined) response.flushHeaders();
    else response.end(sse(chunk(text), chunk(undefined, 'stop'), '[DONE]').join(''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    answer(next) {
      by = next;
    },
    embed(next) {
      vectorOf = next;
    },
    embedded,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
