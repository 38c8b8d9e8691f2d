// Other words for one field, to choose from: n variants that differ from it and from each other by a measure, not by a promise. In: a persona, which
// field, how many. Out: one patch for each, alternatives to one another.

import { nameKey } from '../../lang/name.ts';
import { likeness } from '../../model/fallbacks/likeness.ts';
import { askJson } from '../ask-json.ts';
import { fence, fenceRule } from '../fence.ts';
import type { MakeRecipe } from '../offer.ts';
import type { Patch } from '../patch.ts';
import { shortLine } from '../short-line.ts';
import { valuesLost } from './ask-rewrites.ts';
import { proseFields, rewriteFields } from './prose-fields.ts';

/** More alike than this is no variant. Cosine. */
export const tooAlike = 0.8;
const usual = 4;
const largest = 10;

/** The recipe, or why there is none. `words`: the field as a list shows it, before it a number: `3 greeting`, `rules › secret`. */
export const vary: MakeRecipe = ({ base, words, find }) => {
  const [, digits, rest = ''] = /^\s*(\d+)?\s*(.*?)\s*$/su.exec(words) ?? [];
  const wanted = Math.max(1, Math.min(largest, digits === undefined ? usual : Number(digits)));
  const fields = proseFields(base);
  const key = (text: string) => nameKey(text.replace(/\s*[›>/]\s*/gu, ' › '));
  const field = fields.find(({ title }) => key(title) === key(rest));
  if (!field) return `Which text? One of: ${fields.map(({ title }) => title).join('; ')}.`;
  return {
    what: `${wanted} variants of ${field.title}`,
    requests: { least: 1, most: 4 },
    async *steps(place, deps, signal) {
      const found: { readonly text: string; readonly nearest: number; readonly label: string }[] = [];
      for (let round = 1; round <= 2 && found.length < wanted; round++) {
        const step = round === 1 ? 'variants' : 'more variants';
        yield { type: 'step', name: step, number: round, of: 2 };
        const taken = [field.text, ...found.map(({ text }) => text)];
        const fenced = fence(taken.join('\n---\n'), deps.random);
        const avoid = taken.length === 1 ? '' : ' The texts behind the first are variants that are there already.';
        const content = `Write ${wanted - found.length} variants of the first text (${field.title}): the same meaning, other words, another build, in the same language. Words in {{…}} stay.${avoid}\n\n${fenced.text}\n\n${fenceRule(fenced)}`;
        const messages = [{ role: 'user', content }] as const;
        const asked = yield* askJson({ step, messages, schema, read, temperature: 1 }, place, deps, signal);
        if (!asked.ok && found.length === 0) return asked;
        if (!asked.ok) break;
        for (const text of asked.value) {
          if (found.length === wanted) break;
          const lost = valuesLost(field.text, text);
          const others = [field.text, ...found.map((one) => one.text)];
          const [{ alike, label } = { alike: [], label: '' }] = await likeness(
            deps.similarity,
            [[text, others]],
            signal,
          );
          const nearest = Math.max(...alike);
          const why =
            lost.length > 0
              ? `it loses or gains ${lost.map((one) => `{{${one}}}`).join(', ')}`
              : nearest > tooAlike
                ? `it is too much like another (${nearest.toFixed(2)}, ${label})`
                : undefined;
          if (why) yield { type: 'told', severity: 'note', message: `Set aside: “${shortLine(text, 60)}”: ${why}.` };
          else found.push({ text, nearest, label });
        }
      }
      if (found.length < wanted) {
        const message = `${found.length} of ${wanted} variants differ enough.`;
        yield { type: 'told', severity: 'warning', message };
      }
      const patches = found.flatMap(({ text, nearest, label }) => {
        const reason = `A variant; nearest to another by ${nearest.toFixed(2)} (${label}). Choose one.`;
        const written = rewriteFields(base, new Map([[field, text]]), () => ({ reason, evidence: [] }), find);
        return written.map((patch): Patch => ({ ...patch, title: field.title, oneOf: field.title }));
      });
      yield { type: 'patches', patches };
      return { ok: true };
    },
  };
};

const schema = {
  name: 'variants',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['variants'],
    properties: { variants: { type: 'array', items: { type: 'string' } } },
  },
} as const;

function read(value: unknown): { readonly value: readonly string[] } | string {
  const list = (value as { variants?: unknown } | null)?.variants;
  if (!Array.isArray(list)) return 'It needs a list "variants".';
  const texts = list.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one.trim()] : []));
  return texts.length === 0 ? 'There is no text in "variants".' : { value: texts };
}
