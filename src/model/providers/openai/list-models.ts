// Which models an endpoint offers: `GET /models`, read with care. In: endpoint and key. Out: names in the order given, and whatever the
// list says about a model's end, as it said it. What is no list is a failure in words.

import type { ModelFailure } from '../../port.ts';
import { redactDeep, redactor } from '../../redact.ts';
import { type ApiOptions, apiCall } from './api-call.ts';
import { oneLine } from './failures.ts';

export interface ListedModel {
  readonly id: string;
  /** Fields such as `shutdown_date` or `deprecated`, as the list had them; none where it says nothing. */
  readonly ending: Readonly<Record<string, string | number | boolean>>;
}

export type ModelList =
  | {
      readonly ok: true;
      readonly models: readonly ListedModel[];
      /** The endpoint has more than it gave at once. */
      readonly partial?: true;
      /** What the server's own clock said, in milliseconds since 1970. */
      readonly serverTime: number | undefined;
    }
  | {
      readonly ok: false;
      readonly failure: ModelFailure;
      /** Of an answer that was no list; undefined where none came. */
      readonly status: number | undefined;
      readonly serverTime: number | undefined;
    };

/** Long enough for a list from far away, short enough to wait for in a pick. */
export const listLimitMs = 10_000;

/** More than any provider offers. */
const mostModels = 5000;

/** What lists call the end of a model's life. */
const endings = /^(shut_?down|deprecat|retire|expir|sunset|end_of_life|eol)/i;

/** Asks once. Never throws. */
export async function listModels(
  options: ApiOptions,
  signal: AbortSignal,
  limitMs: number = listLimitMs,
): Promise<ModelList> {
  const answer = await apiCall(options, { path: '/models', limitMs }, signal);
  const serverTime = timeOf(answer.headers);
  if (!answer.ok) return { ok: false, failure: answer.diagnosis.failure, status: answer.status, serverTime };
  const models = modelsOf(answer.json);
  if (models) {
    const partial = (answer.json as { has_more?: unknown }).has_more === true ? { partial: true as const } : {};
    return { ok: true, models: redactDeep(models, redactor(options.key)), ...partial, serverTime };
  }
  const message = `${hostOf(options)} answers, but not with a list of models.`;
  return { ok: false, failure: { reason: 'bad-answer', message, action: 'none' }, status: answer.status, serverTime };
}

/** `{"data": [{"id": …}]}`, or the bare array; undefined where it is neither. */
function modelsOf(json: unknown): ListedModel[] | undefined {
  const list = Array.isArray(json) ? json : (json as { data?: unknown } | null)?.data;
  if (!Array.isArray(list)) return undefined;
  const byId = new Map<string, ListedModel>();
  for (const entry of list.slice(0, mostModels)) {
    const id = oneLine(textOf((entry as { id?: unknown } | null)?.id));
    if (id !== '' && !byId.has(id)) byId.set(id, { id, ending: endingOf(entry as Record<string, unknown>) });
  }
  return [...byId.values()];
}

function endingOf(entry: Record<string, unknown>): ListedModel['ending'] {
  const told = Object.entries(entry).flatMap(([name, value]): [string, string | number | boolean][] => {
    if (!endings.test(name) || value === null || value === false || value === '') return [];
    if (typeof value === 'number' || typeof value === 'boolean') return [[oneLine(name), value]];
    return [[oneLine(name), oneLine(typeof value === 'string' ? value : JSON.stringify(value))]];
  });
  return Object.fromEntries(told.slice(0, 8));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function timeOf(headers: Headers | undefined): number | undefined {
  const time = Date.parse(headers?.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function hostOf({ endpoint }: ApiOptions): string {
  return URL.canParse(endpoint.url) ? new URL(endpoint.url).host : endpoint.url;
}
