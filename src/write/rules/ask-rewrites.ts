// Fields of a file put before a model by number, and what it wrote for some of them. In: fields, a task. Out: events, then the new words by field. A
// text that drops or adds a `{{value}}` is told and set aside. Names and checks are not shown as something to change: they cannot be.
import { placeholders } from '../../lang/values.ts';
import type { ModelFailure } from '../../model/port.ts';
import type { RunPlace } from '../../play/call.ts';
import { askJson } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import type { ProseField } from './prose-fields.ts';

export interface RewriteQuestion {
  readonly step: string;
  readonly task: string;
  readonly fields: readonly ProseField[];
}

export type Rewrites =
  | { readonly ok: true; readonly texts: ReadonlyMap<ProseField, string> }
  | { readonly ok: false; readonly failure: ModelFailure };

/** Asks once for all. Fields that the model leaves out stay as they are. */
export async function* askRewrites(
  { step, task, fields }: RewriteQuestion,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Rewrites> {
  const listed = fields.map(({ title, text }, at) => `${at + 1}. (${title})\n${text}`).join('\n\n');
  const fenced = fence(listed, deps.random);
  const form = 'Give each text that changes with its number. Words in {{…}} are values: each stays as it is, as often.';
  const content = `${task}\n${form}\n\n${fenced.text}\n\n${fenceRule(fenced)}`;
  const messages = [{ role: 'user', content }] as const;
  const asked = yield* askJson({ step, messages, schema, read, temperature: 0 }, place, deps, signal);
  if (!asked.ok) return { ok: false, failure: asked.failure };
  const texts = new Map<ProseField, string>();
  for (const { number, text } of asked.value) {
    const field = fields[number - 1];
    if (!field || text.trim() === '') continue;
    const lost = valuesLost(field.text, text);
    if (lost.length > 0) {
      const message = `Refused: ${field.title} would lose or gain ${lost.map((one) => `{{${one}}}`).join(', ')}.`;
      yield { type: 'told', severity: 'warning', message };
    } else if (text.trim() !== field.text) texts.set(field, text.trim());
  }
  return { ok: true, texts };
}

/** Values that do not stand as often in the one as in the other. */
export function valuesLost(before: string, after: string): readonly string[] {
  const count = (text: string, key: string) => placeholders(text).filter((one) => one.key === key).length;
  const keys = new Set([...placeholders(before), ...placeholders(after)].map(({ key }) => key));
  return [...keys].filter((key) => count(before, key) !== count(after, key));
}

const schema = {
  name: 'texts',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['texts'],
    properties: {
      texts: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['number', 'text'],
          properties: { number: { type: 'integer' }, text: { type: 'string' } },
        },
      },
    },
  },
} as const;

function read(value: unknown): { readonly value: readonly { number: number; text: string }[] } | string {
  const list = (value as { texts?: unknown } | null)?.texts;
  if (!Array.isArray(list)) return 'It needs a list "texts".';
  const good = list.flatMap((one: { number?: unknown; text?: unknown } | null) =>
    typeof one?.number === 'number' && typeof one.text === 'string' ? [{ number: one.number, text: one.text }] : [],
  );
  return good.length === 0 && list.length > 0 ? 'Each text needs a "number" and a "text".' : { value: good };
}
