// A small server on loopback for what a well-behaved mock cannot send: raw bytes, in pieces, cut off, in a given order.
// An unexpected, missing or extra request fails the test that uses it (`close` throws).
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request that is due, and what it gets. */
export interface Step {
  /** Whether this is the request expected; throw or return false to refuse it. Default: any. */
  readonly expect?: (request: SeenRequest) => boolean;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body: all at once, or in pieces with a turn of the event loop between them. */
  readonly body?: string | readonly (string | Uint8Array)[];
  /** `close`: ends properly (default). `cut`: the socket is torn. `hang`: left open until `close()`. `mute`: not even a status line. */
  readonly end?: 'close' | 'cut' | 'hang' | 'mute';
}

export interface OrderedEndpoint {
  /** With `/v1`, as an endpoint's url. */
  readonly url: string;
  readonly origin: string;
  readonly seen: readonly SeenRequest[];
  /** Settles once the server has sent everything of the step with this index that it will send. */
  played(index: number): Promise<void>;
  /** Stops; throws where requests were refused, missing or too many. */
  close(): Promise<void>;
}

/** Starts the server; port chosen by the system. */
export async function orderedEndpoint(steps: readonly Step[]): Promise<OrderedEndpoint> {
  const seen: SeenRequest[] = [];
  const faults: string[] = [];
  const playing = steps.map(() => Promise.withResolvers<void>());
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const got: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(pieces).toString('utf8'),
    };
    const index = seen.push(got) - 1;
    const step = steps[index];
    const fault = step ? refusal(step, got) : 'one request too many';
    if (fault !== undefined || !step) {
      faults.push(`request ${index + 1} (${got.method} ${got.path}): ${fault}`);
      return response.writeHead(418).end();
    }
    await answer(step, response);
    playing[index]?.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/v1`,
    origin,
    seen,
    played: (index) => playing[index]?.promise ?? Promise.reject(new Error(`no step ${index}`)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (seen.length < steps.length) faults.push(`${steps.length - seen.length} expected request(s) never came`);
      if (faults.length > 0) throw new Error(`ordered endpoint: ${faults.join('; ')}`);
    },
  };
}

/** Server-sent events of these chunks; text stands as it is. `[DONE]` is the caller's to add. */
export function sse(...chunks: readonly unknown[]): string[] {
  return chunks.map((chunk) => `data: ${typeof chunk === 'string' ? chunk : JSON.stringify(chunk)}\n\n`);
}

/** A chunk of a streamed reply. */
export function chunk(content: string | undefined, finish: string | null = null, index = 0): object {
  const delta = content === undefined ? {} : { content };
  return { object: 'chat.completion.chunk', choices: [{ index, delta, finish_reason: finish }] };
}

/** A whole good reply, streamed in two pieces. */
export function goodReply(text: string): Step {
  const half = Math.ceil(text.length / 2);
  const body = sse(chunk(text.slice(0, half)), chunk(text.slice(half)), chunk(undefined, 'stop'), '[DONE]');
  return { headers: { 'content-type': 'text/event-stream' }, body };
}

/** An error as OpenAI-compatible servers give it. */
export function apiError(
  status: number,
  message: string,
  code: string | null = null,
  headers: Record<string, string> = {},
): Step {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error: { message, code, type: 'error' } }),
  };
}

function refusal(step: Step, got: SeenRequest): string | undefined {
  try {
    return (step.expect?.(got) ?? true) ? undefined : 'not the one expected';
  } catch (error) {
    return String(error);
  }
}

async function answer(step: Step, response: ServerResponse): Promise<void> {
  const end = step.end ?? 'close';
  if (end === 'mute') return;
  response.writeHead(step.status ?? 200, step.headers ?? { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  for (const piece of typeof step.body === 'string' ? [step.body] : (step.body ?? [])) {
    response.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (end === 'close') response.end();
  if (end === 'cut') {
    // What was written must be on its way before the socket is torn.
    await new Promise((resolve) => setTimeout(resolve, 5));
    response.socket?.destroy();
  }
}
