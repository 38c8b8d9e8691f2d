// Notes of ways of playing from a talk file that anybody may have written. In: what stands in the record. Out: what is wrong with it, or
// nothing; notes of other kinds are not looked at. What passes here can be drawn and read on from without a further look.
import type { DyadNote } from '../dyad/dyad-notes.ts';
import type { HiddenNote } from '../hidden/hidden-notes.ts';
import type { NarratedNote } from '../narrated/narrated-notes.ts';

type StepNotes = DyadNote | HiddenNote | NarratedNote;
type Check = (value: unknown) => boolean;
type Shape<N> = { readonly [K in Exclude<keyof N, 'kind' | 'request' | 'after'>]-?: Check };

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const flag: Check = (value) => typeof value === 'boolean';
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const plan: Check = (value) => isObject(value) && text(value['actor']) && text(value['plan']);
const part: Check = (value) => value === 'position' || value === 'condition';

const shapes: { readonly [K in StepNotes['kind']]: Shape<Extract<StepNotes, { readonly kind: K }>> } = {
  'self-belief': { round: number, actor: text, belief: text, desire: text, intention: text },
  surroundings: { round: number, actor: text, text },
  synopsis: { round: number, plans: list(plan), order: list(text) },
  affected: { round: number, actor: text, target: maybe(text), impact: text },
  placement: { round: number, actor: text, position: text, condition: text, changed: list(part), kept: list(part) },
  'scene-update': { round: number, text },
  plot: { round: number, text },
  decoded: { part: text, guess: text, likeness: number, estimator: text, threshold: number, found: flag },
  hint: { part: text, text },
  proposal: { attempt: number, text },
  'proposal-score': { attempt: number, score: maybe(number) },
  'tone-samples': { actor: text, samples: list(text) },
  'aspect-pick': { actor: text, aspect: text, blocked: list(text) },
  'seeker-mood': { turn: text, score: maybe(number) },
  'support-rating': {
    lifted: maybe(number),
    addressed: maybe(number),
    engaged: maybe(number),
    mean: maybe(number),
    reason: text,
  },
};

/** A sentence for whoever opens the file. */
export function noteFault(note: Readonly<Record<string, unknown>>): string | undefined {
  const { kind } = note;
  if (typeof kind !== 'string') return 'A note needs a text "kind".';
  if (!Object.hasOwn(shapes, kind)) return undefined;
  const shape: Readonly<Record<string, Check>> = shapes[kind as StepNotes['kind']];
  const all = { ...shape, request: text, after: maybe(text) };
  const wrong = Object.entries(all).find(([name, check]) => !check(note[name]));
  return wrong && `A note of kind "${kind}" has no ${JSON.stringify(wrong[0])} that can be read.`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
