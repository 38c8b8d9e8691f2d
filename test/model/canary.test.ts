// A canary key is played through a whole role-play in which the endpoint says it back in every way it can, and is then looked for in
// all that is left behind: events, state, the store's files, the kept talk.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sqliteTalkStore } from '../../src/disk/sqlite-talk-store.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { openAiModel } from '../../src/model/providers/openai/openai.ts';
import { recorder } from '../../src/play/recorder.ts';
import { apply, newSession, play } from '../../src/play/session.ts';
import { writeTalkFile } from '../../src/play/talk-file.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { handClock } from '../kit/hand-clock.ts';
import { noFiles } from '../kit/memory-source.ts';
import {
  apiError,
  chunk,
  goodReply,
  orderedEndpoint,
  type SeenRequest,
  type Step,
  sse,
} from '../kit/ordered-endpoint.ts';

const canary = 'sk-canary-Pq3/"+Zt=81';
const forms = [
  canary,
  encodeURIComponent(canary),
  JSON.stringify(canary).slice(1, -1),
  btoa(canary).replace(/=+$/, ''),
];

/** What an endpoint that means ill or logs too much could do with the key. */
const steps: readonly Step[] = [
  goodReply(`Your key is ${canary}.`),
  goodReply(`As they write it: ${forms.join(' ')}`),
  apiError(401, `Incorrect API key provided: ${canary}`, 'invalid_api_key'),
  apiError(403, canary),
  apiError(404, `The model ${canary} does not exist`, canary),
  apiError(400, `${'padding '.repeat(23)}${canary}`),
  apiError(400, `maximum context length ${canary}`, 'context_length_exceeded'),
  apiError(429, canary, 'insufficient_quota'),
  apiError(429, canary, null, { 'retry-after': '999999', 'x-echo': encodeURIComponent(canary) }),
  apiError(501, canary),
  apiError(418, canary, canary),
  { status: 302, headers: { location: `https://elsewhere.example/${encodeURIComponent(canary)}` } },
  { headers: { 'content-type': 'text/html' }, body: `<h1>${canary}</h1>` },
  { body: sse(chunk('Well: '), chunk(canary), { error: { message: canary, code: canary } }) },
  { body: sse(chunk(canary.slice(0, 9)), chunk(`${canary.slice(9)} and`)), end: 'cut' },
  { body: sse(chunk('So '), `{"${canary}`) },
  { body: sse({ [canary]: canary }, '[DONE]') },
  ...Array.from({ length: 4 }, () => apiError(500, canary)),
];

it('nothing that is left behind holds the key', async () => {
  const server = await orderedEndpoint(steps.map((step) => ({ ...step, expect: hasKey })));
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-'));
  const store = await sqliteTalkStore(join(folder, 'talks.sqlite'));
  try {
    const uri = 'file:///w/holmes.persona';
    const persona = readPersona(
      'persona Holmes\n  kind: expert\n\nrules\n  short: Is brief.\n    must: be at most 5 words\n',
      uri,
      noFiles,
    );
    const clock = handClock(undefined, 10_000);
    const none = { keyFrom: undefined, temperature: undefined, maxTokens: undefined, contextTokens: undefined };
    const endpoint = { name: 'e', url: server.url, model: 'm', systemRole: true, ...none };
    const model = openAiModel({ endpoint, key: canary, clock });
    let state = newSession('talk', persona, readRules(persona));
    const trace = recorder(
      { id: 'talk', persona: 'Holmes', personaUri: uri, personaHash: state.hash },
      { store, clock },
    );
    const left: unknown[] = [];
    const reasons = new Set<string>();
    let ids = 0;
    const deps = { model, measures: {}, clock, ids: () => `i${ids++}`, recorder: trace };
    while (server.seen.length < steps.length) {
      for await (const event of play(state, { type: 'say', text: 'Well?' }, deps, new AbortController().signal)) {
        state = apply(state, event);
        left.push(event);
        if (event.type === 'failed') reasons.add(event.failure.reason);
      }
    }
    await trace.flush();
    expect([...reasons].sort()).toEqual([
      'bad-answer',
      'broken-stream',
      'context-too-long',
      'no-route',
      'no-such-model',
      'other',
      'rate-limited',
      'server',
      'wrong-key',
    ]);
    const records = await store.read('talk');
    expect(records.length).toBeGreaterThan(steps.length);
    const { persona: _, book: __, ...rest } = state;
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    const everything = [JSON.stringify(left), JSON.stringify(rest), writeTalkFile(records, 'file:///w'), ...files].join(
      '\n',
    );
    expect(everything).toContain('[key]');
    for (const form of forms) {
      expect(everything).not.toContain(form);
      expect(everything).not.toContain(JSON.stringify(form).slice(1, -1));
    }
    expect(everything).not.toContain('sk-canary');
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
    await server.close();
  }
});

/** The key does go out, to its own endpoint: else nothing above would mean anything. */
function hasKey({ headers }: SeenRequest): boolean {
  return headers['authorization'] === `Bearer ${canary}`;
}
