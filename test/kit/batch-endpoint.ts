// Files and Batches on loopback for what a well-behaved mock does not do: a batch that fails, expires, is answered in part, an answer that never comes back,
// a server that is away for a while. Counts what it was asked, so that a test can say that nothing was paid for twice.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BatchPlan {
  /** What each look says, in order; the last one stays. */
  readonly looks: readonly string[];
  /** `custom_id` → content; undefined: it is in the file of errors. Default: all are answered by `Aye.` */
  readonly answer?: (id: string) => string | undefined;
  /** Of a batch that fails. */
  readonly problems?: readonly { readonly line?: number; readonly message: string }[];
  /** Calls by what they are asked for, as `POST /batches`, that are torn after the server has done what it should. */
  readonly tears?: string[];
  /** Calls that are answered with this status first, and not done; each once. */
  readonly refuses?: { readonly call: string; readonly status: number }[];
}

export interface BatchEndpoint {
  readonly url: string;
  /** Method and path without ids, in order. */
  readonly calls: readonly string[];
  readonly keys: readonly (string | undefined)[];
  /** Batches that were begun: each is paid for. */
  readonly begun: number;
  /** Text of what was uploaded. */
  readonly uploads: readonly string[];
  close(): Promise<void>;
}

export async function batchEndpoint(plan: BatchPlan): Promise<BatchEndpoint> {
  const calls: string[] = [];
  const keys: (string | undefined)[] = [];
  const files = new Map<string, string>();
  const uploads: string[] = [];
  const batches = new Map<string, { input: string; looks: number; cancelled: boolean }>();
  const tears = [...(plan.tears ?? [])];
  const refuses = [...(plan.refuses ?? [])];

  const told = (id: string) => {
    const batch = batches.get(id);
    if (!batch) return undefined;
    const word = batch.cancelled
      ? 'cancelled'
      : (plan.looks[Math.min(batch.looks, plan.looks.length) - 1] ?? 'validating');
    const ended = ['completed', 'failed', 'expired', 'cancelled'].includes(word);
    const ids = (files.get(batch.input) ?? '').split('\n').flatMap((line) => {
      return line.trim() === '' ? [] : [JSON.parse(line).custom_id as string];
    });
    const answers = ids.map((custom_id) => ({ custom_id, content: plan.answer ? plan.answer(custom_id) : 'Aye.' }));
    const good = answers.filter(({ content }) => content !== undefined);
    const bad = answers.filter(({ content }) => content === undefined);
    const output = good.map(({ custom_id, content }) => answerLine(custom_id, content ?? ''));
    const errors = bad.map(({ custom_id }) => errorLine(custom_id, word));
    if (ended && word !== 'failed') files.set(`${id}-out`, output.join(''));
    if (ended && word !== 'failed') files.set(`${id}-err`, errors.join(''));
    return {
      id,
      object: 'batch',
      status: word,
      input_file_id: batch.input,
      output_file_id: ended && word !== 'failed' && output.length > 0 ? `${id}-out` : null,
      error_file_id: ended && word !== 'failed' && errors.length > 0 ? `${id}-err` : null,
      errors: word === 'failed' ? { object: 'list', data: plan.problems ?? [] } : null,
      request_counts: { total: ids.length, completed: ended ? output.length : 0, failed: ended ? errors.length : 0 },
    };
  };

  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.concat(pieces).toString('utf8');
    const path = (request.url ?? '').replace(/^\/v1/, '').replace(/\?.*/, '');
    const call = `${request.method} ${path.replace(/^\/(files|batches)\/[^/]+/, '/$1/ID')}`;
    calls.push(call);
    keys.push(request.headers.authorization);
    const refused = refuses.findIndex((one) => one.call === call);
    if (refused >= 0) {
      const [{ status } = { status: 500 }] = refuses.splice(refused, 1);
      return json(response, status, { error: { message: 'Not now.' } });
    }
    const id = path.split('/')[2] ?? '';
    let answer: unknown;
    if (call === 'POST /files') {
      const text = /filename="[^"]*"[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(body)?.[1] ?? '';
      files.set(`file-${uploads.push(text)}`, text);
      answer = { id: `file-${uploads.length}`, object: 'file' };
    } else if (call === 'POST /batches') {
      const fresh = `batch_${batches.size + 1}`;
      batches.set(fresh, { input: JSON.parse(body).input_file_id, looks: 0, cancelled: false });
      answer = told(fresh);
    } else if (call === 'GET /batches') {
      answer = { object: 'list', data: [...batches.keys()].reverse().map(told), has_more: false };
    } else if (call === 'GET /files/ID/content') {
      const text = files.get(id);
      if (text !== undefined && !tear(response, call, tears)) return response.writeHead(200).end(text);
      if (text !== undefined) return;
    } else {
      const batch = batches.get(id);
      if (batch && call === 'GET /batches/ID') batch.looks++;
      if (batch && call === 'POST /batches/ID/cancel') batch.cancelled = true;
      answer = told(id);
    }
    if (tear(response, call, tears)) return;
    json(response, answer === undefined ? 404 : 200, answer ?? { error: { message: 'There is none.' } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    keys,
    get begun() {
      return batches.size;
    },
    uploads,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function tear(response: ServerResponse, call: string, tears: string[]): boolean {
  const at = tears.indexOf(call);
  if (at < 0) return false;
  tears.splice(at, 1);
  response.socket?.destroy();
  return true;
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function answerLine(custom_id: string, content: string): string {
  const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }];
  const response = { status_code: 200, request_id: 'x', body: { model: 'lantern-1', choices } };
  return `${JSON.stringify({ id: `r-${custom_id}`, custom_id, response, error: null })}\n`;
}

function errorLine(custom_id: string, word: string): string {
  const error = { code: `batch_${word}`, message: 'This request was not run' };
  return `${JSON.stringify({ id: `r-${custom_id}`, custom_id, response: null, error })}\n`;
}
