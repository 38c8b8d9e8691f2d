// The only way out of the openai provider: wraps the host's `fetch`. In: a request of the SDK. Out: a response that is safe to read.
// Adds the key itself, to one origin alone, so that the SDK never holds it; sends no header but a few named ones; follows no
// redirect; says what was no API; caps what a server may send. Never retries, never logs.

/** What went wrong on the wire, before or instead of an answer of the API. */
export class WireError extends Error {
  readonly kind: 'redirect' | 'not-an-api' | 'too-large' | 'other-origin';
  /** For a redirect: the origin it pointed to. */
  readonly target: string | undefined;

  constructor(kind: WireError['kind'], target?: string) {
    super(kind);
    this.name = 'WireError';
    this.kind = kind;
    this.target = target;
  }
}

/** Where the bytes of an answer are watched as they come. */
export interface Tap {
  /** Called with each piece of a body. */
  activity(): void;
  /** Called once the status line and headers are there. */
  headers(response: Response): void;
  /** Whether the stream said `[DONE]`: told where the stream ended without a finish reason. */
  done(): void;
}

/** Four megabytes: far more than any reply, far less than what would hurt. */
const largestAnswer = 4 * 1024 * 1024;

/** Headers of the SDK that go out. Anything else (organisation, custom headers of the environment) stays here. */
const sent = ['accept', 'content-type', 'user-agent'];

/** Makes the guarded fetch for one endpoint. `key` is sent to `origin` and to nothing else. `largest`: bytes of one answer. */
export function guardedFetch(
  fetch: typeof globalThis.fetch,
  origin: string,
  key: string | undefined,
  tap: Tap,
  largest = largestAnswer,
): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw new WireError('other-origin', url.origin);
    const given = new Headers(init?.headers);
    const headers = new Headers();
    for (const name of sent) {
      const value = given.get(name);
      if (value !== null) headers.set(name, value);
    }
    if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
    const response = await fetch(url.href, { ...init, headers, redirect: 'manual', credentials: 'omit', referrer: '' });
    tap.headers(response);
    await refuse(response, url);
    return watched(response, tap, largest);
  };
}

async function refuse(response: Response, url: URL): Promise<void> {
  const redirect = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  // A web page in place of an API: success or "not found" from something that is another kind of server.
  const page = (response.ok || response.status === 404) && /\bhtml\b/i.test(response.headers.get('content-type') ?? '');
  if (!redirect && !page) return;
  await response.body?.cancel().catch(() => undefined);
  throw redirect ? new WireError('redirect', targetOf(response, url)) : new WireError('not-an-api');
}

function targetOf(response: Response, url: URL): string | undefined {
  const location = response.headers.get('location');
  return location && URL.canParse(location, url.href) ? new URL(location, url.href).origin : undefined;
}

function watched(response: Response, tap: Tap, largest: number): Response {
  if (!response.body) return response;
  let size = 0;
  let tail = '';
  const decoder = new TextDecoder();
  const through = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(bytes, controller) {
      size += bytes.byteLength;
      if (size > largest) return controller.error(new WireError('too-large'));
      tap.activity();
      tail = (tail + decoder.decode(bytes, { stream: true })).slice(-32);
      if (/data:\s*\[DONE\]\s*$/.test(tail)) tap.done();
      controller.enqueue(bytes);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(through), { status, statusText, headers });
}
