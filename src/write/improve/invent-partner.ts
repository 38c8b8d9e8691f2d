// Somebody to talk with, from a few attributes: more are invented, and an invented one that contradicts what is there is dropped before anybody
// is paired. In: seeds, the persona's name. Out: events, then attributes. Seeds are the author's and stay.
import { onOneLine } from '../../lang/one-line.ts';
import type { ModelFailure } from '../../model/port.ts';
import type { RunPlace } from '../../play/call.ts';
import { askJson } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';

export type Invented =
  | { readonly ok: true; readonly attributes: readonly string[] }
  | { readonly ok: false; readonly failure: ModelFailure };

/** Attributes asked for beside the seeds. */
const wanted = 4;

/** Two questions: more attributes, then which of all contradict each other. Where that cannot be read, only the seeds are used. */
export async function* inventPartner(
  seeds: readonly string[],
  persona: string,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Invented> {
  const fenced = fence(seeds.map((seed) => `- ${seed}`).join('\n'), deps.random);
  const given = seeds.length === 0 ? '' : `\n\nThis is known already:\n${fenced.text}\n${fenceRule(fenced)}`;
  const content = `Invent somebody who could talk with ${persona}. Give ${wanted} attributes, each one short sentence in the first person about what they are, have, do or like.${given}`;
  const messages = [{ role: 'user', content }] as const;
  const more = yield* askJson(
    { step: 'attributes', messages, schema: listSchema, read: readAttributes },
    place,
    deps,
    signal,
  );
  if (!more.ok) return onlySeeds(seeds, more.failure);
  const known = new Set(seeds.map(folded));
  const invented = more.value.filter((one) => !known.has(folded(one)) && known.add(folded(one)));
  const all = [...seeds, ...invented];
  if (invented.length === 0 || all.length < 2) return { ok: true, attributes: all };
  const list = fence(all.map((one, index) => `${index + 1}. ${one}`).join('\n'), deps.random);
  const question = `Which of these attributes cannot both be true of one person?\n\n${list.text}\n${fenceRule(list)}\n\nGive each such pair by its two numbers. None: an empty list.`;
  const asked = yield* askJson(
    { step: 'contradictions', messages: [{ role: 'user', content: question }], schema: pairSchema, read: readPairs },
    place,
    deps,
    signal,
  );
  if (!asked.ok) {
    yield {
      type: 'told',
      severity: 'note',
      message: 'Nobody could say what contradicts what: nothing invented is used.',
    };
    return onlySeeds(seeds, asked.failure);
  }
  const dropped = new Set<number>();
  for (const [one, other] of asked.value) {
    const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
    const [kept, gone] = [all[earlier - 1], all[later - 1]];
    if (kept === undefined || gone === undefined || earlier === later || dropped.has(earlier)) continue;
    if (later <= seeds.length) {
      yield { type: 'told', severity: 'warning', message: `“${kept}” and “${gone}” contradict each other.` };
    } else if (!dropped.has(later)) {
      dropped.add(later);
      yield { type: 'told', severity: 'note', message: `Rejected: “${gone}” contradicts “${kept}”.` };
    }
  }
  return { ok: true, attributes: all.filter((_, index) => !dropped.has(index + 1)) };
}

/** An answer that cannot be read costs what was invented; any other failure ends the run. */
function onlySeeds(seeds: readonly string[], failure: ModelFailure): Invented {
  return failure.reason === 'bad-answer' ? { ok: true, attributes: seeds } : { ok: false, failure };
}

function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const listSchema = {
  name: 'attributes',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['attributes'],
    properties: { attributes: { type: 'array', items: { type: 'string' } } },
  },
} as const;

function readAttributes(value: unknown): { readonly value: readonly string[] } | string {
  const list = Array.isArray(value) ? value : (value as { attributes?: unknown }).attributes;
  if (!Array.isArray(list)) return 'It needs a list "attributes".';
  const texts = list.filter((one): one is string => typeof one === 'string' && one.trim() !== '');
  return { value: texts.slice(0, 2 * wanted).map((one) => onOneLine(one)) };
}

const pairSchema = {
  name: 'pairs',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['pairs'],
    properties: {
      pairs: { type: 'array', items: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 } },
    },
  },
} as const;

function readPairs(value: unknown): { readonly value: readonly (readonly [number, number])[] } | string {
  const list = Array.isArray(value) ? value : (value as { pairs?: unknown }).pairs;
  if (!Array.isArray(list)) return 'It needs a list "pairs".';
  const pairs: (readonly [number, number])[] = [];
  for (const pair of list) {
    const [one, other] = Array.isArray(pair) ? pair : [];
    if (!Number.isInteger(one) || !Number.isInteger(other)) return 'Each pair needs two numbers.';
    pairs.push([one, other]);
  }
  return { value: pairs };
}
