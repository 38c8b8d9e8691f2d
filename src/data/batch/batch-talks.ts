// What a batch engine answered, as recorded talks: the line that was sent, the reply that came, judged by the rules, with the request as it was. In: a request, its
// line of the output. Out: records of a talk, or in words why there is none. Answers come in any order. Never throws on text.
import { compile } from '../../lang/compile.ts';
import { personaHash } from '../../lang/hash.ts';
import type { Measures } from '../../lang/measures.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Turn } from '../../play/events.ts';
import { judgeTurns } from '../../play/judge-turns.ts';
import { newSession } from '../../play/session-state.ts';
import { type TraceRecord, traceVersion } from '../../play/trace.ts';
import { readRules } from '../../rules/rule-book.ts';
import type { BatchRequest } from './batch-requests.ts';

export interface BatchAnswer {
  readonly id: string;
  /** Undefined where it failed. */
  readonly text: string | undefined;
  readonly finish: 'done' | 'length' | 'filtered';
  /** The model as it calls itself. */
  readonly model: string | undefined;
  readonly why: string | undefined;
}

/** A line of the output; undefined: it is none. */
export function readAnswer(line: string): BatchAnswer | undefined {
  const value = objectOf(parsed(line));
  const id = value?.['custom_id'];
  if (typeof id !== 'string') return undefined;
  const response = objectOf(value?.['response']);
  const body = objectOf(response?.['body']);
  const choices = body?.['choices'];
  const choice = objectOf(Array.isArray(choices) ? choices[0] : undefined);
  const content = objectOf(choice?.['message'])?.['content'];
  const status = response?.['status_code'];
  const error = objectOf(value?.['error']) ?? objectOf(body?.['error']);
  const failed = typeof content !== 'string' || (typeof status === 'number' && status >= 400);
  const said = error?.['message'];
  const reason = choice?.['finish_reason'];
  return {
    id,
    text: failed ? undefined : content,
    finish: reason === 'length' ? 'length' : reason === 'content_filter' ? 'filtered' : 'done',
    model: typeof body?.['model'] === 'string' ? body['model'] : undefined,
    why: failed ? (typeof said === 'string' ? said : `no reply (status ${String(status ?? 'unknown')})`) : undefined,
  };
}

/** Makes talks of one persona; the rules are read once. `at`: when the answers came back, ISO 8601. */
export function batchTalks(persona: Persona, measures: Measures, at: string) {
  const fresh = newSession('', persona, readRules(persona));
  const hash = personaHash(compile(persona, {}));
  return ({ custom_id: id, body }: BatchRequest, answer: BatchAnswer): readonly TraceRecord[] | undefined => {
    const line = body.messages.findLast(({ role }) => role === 'user')?.content;
    if (answer.text === undefined || line === undefined) return undefined;
    const label = answer.model ?? body.model;
    const model = { provider: 'openai', model: label, origin: undefined, label } as const;
    const user: Turn = { id: 'line', speaker: 'user', text: line };
    const asked = 'request';
    const reply: Turn = {
      id: 'reply',
      after: user.id,
      speaker: 'self',
      text: answer.text,
      model,
      finish: answer.finish,
      request: asked,
    };
    const verdicts = judgeTurns({ ...fresh, turns: [user] }, reply, measures);
    return [
      {
        type: 'talk',
        version: traceVersion,
        id,
        at,
        persona: persona.name,
        personaUri: persona.uri,
        personaHash: hash,
      },
      { type: 'turn', at, turn: user },
      {
        type: 'request',
        at,
        turn: reply.id,
        id: asked,
        run: id,
        step: 'reply',
        ordinal: 0,
        parent: undefined,
        model,
        messages: body.messages,
        ...(body.temperature === undefined ? {} : { temperature: body.temperature }),
        ...(body.max_tokens === undefined ? {} : { maxTokens: body.max_tokens }),
        dropped: [],
        folded: false,
        tokens: undefined,
      },
      { type: 'reply', at, turn: { ...reply, ...verdicts }, usage: undefined, ms: 0 },
      { type: 'note', at, note: { kind: 'remark', turn: undefined, text: 'Answered by a batch engine.' } },
    ];
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
