// The three critics of candidate talks, each asked by itself about all of them: quality, faithfulness, harm. In: talks, profiles. Out: events, then
// what each says of each. An answer that cannot be read, or leaves a candidate out, is no verdict.
import type { ModelFailure } from '../../model/port.ts';
import type { RunPlace } from '../../play/call.ts';
import { askJson } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import type { Criticised } from './gated-critics.ts';

export interface Talk {
  readonly id: string;
  readonly text: string;
}

export type CriticsAsked =
  | { readonly ok: true; readonly verdicts: readonly Criticised[] }
  | { readonly ok: false; readonly failure: ModelFailure };

/** Three questions, in this order. `profiles`: what is known of either side. */
export async function* askCritics(
  talks: readonly Talk[],
  profiles: string,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, CriticsAsked> {
  const quality = yield* askCritic('quality', qualityTask, aspects, talks, profiles, place, deps, signal);
  if (!quality.ok) return quality;
  const faithful = yield* askCritic('faithful', faithfulTask, ['faithful'], talks, profiles, place, deps, signal);
  if (!faithful.ok) return faithful;
  const toxicity = yield* askCritic('toxicity', toxicityTask, ['toxicity'], talks, profiles, place, deps, signal);
  if (!toxicity.ok) return toxicity;
  const verdicts = talks.map(({ id }): Criticised => {
    const marks = aspects.map((aspect) => unit(quality.rows.get(id)?.[aspect]));
    const known = marks.filter((mark) => mark !== undefined);
    const mean = known.reduce((sum, mark) => sum + mark, 0) / marks.length;
    const says = faithful.rows.get(id)?.faithful;
    return {
      id,
      quality: known.length === marks.length ? mean : undefined,
      faithful: typeof says === 'boolean' ? says : undefined,
      toxicity: unit(toxicity.rows.get(id)?.toxicity),
    };
  });
  return { ok: true, verdicts };
}

type Row = Readonly<Record<string, unknown>>;

async function* askCritic(
  step: string,
  task: string,
  fields: readonly string[],
  talks: readonly Talk[],
  profiles: string,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<
  WriteEvent,
  | { readonly ok: true; readonly rows: ReadonlyMap<string, Row> }
  | { readonly ok: false; readonly failure: ModelFailure }
> {
  const fenced = fence(
    `${profiles}\n\n${talks.map(({ id, text }) => `Candidate ${id}:\n${text}`).join('\n\n')}`,
    deps.random,
  );
  const content = `${task}\n\n${fenced.text}\n${fenceRule(fenced)}\n\nGive one verdict for each candidate, by its name.`;
  const type = step === 'faithful' ? { type: 'boolean' } : { type: 'number', minimum: 0, maximum: 1 };
  const schema = {
    name: step,
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['verdicts'],
      properties: {
        verdicts: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['candidate', ...fields],
            properties: { candidate: { type: 'string' }, ...Object.fromEntries(fields.map((field) => [field, type])) },
          },
        },
      },
    },
  };
  const asked = yield* askJson(
    { step, messages: [{ role: 'user', content }], schema, read: readRows, temperature: 0 },
    place,
    deps,
    signal,
  );
  if (asked.ok) return { ok: true, rows: asked.value };
  if (asked.failure.reason !== 'bad-answer') return { ok: false, failure: asked.failure };
  yield { type: 'told', severity: 'warning', message: `The critic of “${step}” could not be read: nothing passes it.` };
  return { ok: true, rows: new Map() };
}

function readRows(value: unknown): { readonly value: ReadonlyMap<string, Row> } | string {
  const list = Array.isArray(value) ? value : (value as { verdicts?: unknown }).verdicts;
  if (!Array.isArray(list)) return 'It needs a list "verdicts".';
  const rows = list.flatMap((one: unknown): (readonly [string, Row])[] => {
    const row = (typeof one === 'object' && one !== null ? one : {}) as Row;
    const name = String(row.candidate ?? '').replace(/^candidate\s+/iu, '');
    return name === '' ? [] : [[name, row]];
  });
  return rows.length === 0 ? 'No verdict in it names a candidate.' : { value: new Map(rows) };
}

/** A number from 0 to 1; anything else is none. */
function unit(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined;
}

const aspects = ['depth', 'coherence', 'consistency', 'diversity', 'likability'] as const;

const qualityTask =
  'You rate talks by how good they are to read, whatever they are about. From 0 to 1: depth, coherence, consistency, diversity (no line like another), likability.';
const faithfulTask =
  'You check talks against two profiles. Faithful: no line contradicts what either profile says, and both can be told from the talk.';
const toxicityTask =
  'You rate how harmful talks are, from 0 to 1: insults, hate, threats, sexual or dangerous content. A harmless talk is 0.';
