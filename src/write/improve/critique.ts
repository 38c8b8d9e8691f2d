// What is wrong, said against the rules by their names: a flaw that names no rule of the file is set aside. In: rules, material. Out: events,
// then flaws. Proposes nothing.

import type { Message } from '../../lang/prompt.ts';
import type { ModelFailure } from '../../model/port.ts';
import type { RunPlace } from '../../play/call.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { askJson } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { type Fenced, fence, fenceRule } from '../fence.ts';

export interface Flaw {
  /** `Rule.id`; undefined: no rule covers it, and one may be missing. */
  readonly rule: string | undefined;
  readonly what: string;
}

export type Critique =
  | { readonly ok: true; readonly flaws: readonly Flaw[] }
  | { readonly ok: false; readonly failure: ModelFailure };

export interface CritiqueQuestion {
  readonly step: string;
  readonly book: RuleBook;
  /** By others. */
  readonly material: string;
  /** What is to be looked at: "these troubles", "this reply". */
  readonly task: string;
}

/** Asks once. Flaws come in the order they were given. */
export async function* critique(
  { step, book, material, task }: CritiqueQuestion,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Critique> {
  const fenced = fence(material, deps.random);
  const asked = yield* askJson(
    { step, messages: messagesOf(book, fenced, task), schema, read: readFlaws },
    place,
    deps,
    signal,
  );
  if (!asked.ok) return { ok: false, failure: asked.failure };
  const known = new Set(book.rules.map(({ rule }) => rule.id));
  const flaws: Flaw[] = [];
  for (const { rule, what } of asked.value) {
    if (rule === '' || known.has(rule)) flaws.push({ rule: rule === '' ? undefined : rule, what });
    else
      yield {
        type: 'told',
        severity: 'note',
        message: `The critique names a rule that is not there, “${rule}”: ${what}`,
      };
  }
  return { ok: true, flaws };
}

/** The rules as a critic reads them: one a line, by name, with what their checks say. */
export function rulesInWords({ rules }: RuleBook): string {
  const lines = rules
    .filter(({ rule }) => rule.severity !== 'off')
    .map(({ rule, clauses }) => {
      const checks = clauses.map(({ clause }) => `${clause.kind}: ${clause.text.value.trim()}`);
      return `- ${rule.id}: ${rule.sentence.value.trim()}${checks.length === 0 ? '' : ` (${checks.join('; ')})`}`;
    });
  return lines.length === 0 ? 'The file has no rules.' : lines.join('\n');
}

/** Flaws as the next request is told them. */
export function flawsInWords(flaws: readonly Flaw[]): string {
  return flaws.map(({ rule, what }) => `- ${rule ?? 'no rule'}: ${what}`).join('\n');
}

function messagesOf(book: RuleBook, fenced: Fenced, task: string): readonly Message[] {
  const system = `You are a strict reader of role-play. You say what is wrong, by the rules that are given, and propose nothing.\n\n${fenceRule(fenced)}`;
  const form =
    'For each flaw give the name of the rule it is against, as it stands before the colon, and one sentence that quotes what shows it. Where no rule covers it, leave the name empty. No flaws: an empty list.';
  const content = `${task}\n\nThe rules of ${book.persona.name}, by name:\n${rulesInWords(book)}\n\n${fenced.text}\n\n${form}`;
  return [
    { role: 'system', content: system },
    { role: 'user', content },
  ];
}

const schema = {
  name: 'flaws',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['flaws'],
    properties: {
      flaws: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['rule', 'what'],
          properties: {
            rule: { type: 'string', description: 'name of the rule; empty where no rule covers it' },
            what: { type: 'string', description: 'one sentence' },
          },
        },
      },
    },
  },
} as const;

function readFlaws(value: unknown): { readonly value: readonly { rule: string; what: string }[] } | string {
  const list = Array.isArray(value) ? value : (value as { flaws?: unknown }).flaws;
  if (!Array.isArray(list)) return 'It needs a list "flaws".';
  const flaws: { rule: string; what: string }[] = [];
  for (const [index, one] of list.entries()) {
    const { rule, what } = (one ?? {}) as { rule?: unknown; what?: unknown };
    if (typeof what !== 'string' || what.trim() === '') return `Flaw ${index + 1} needs "what".`;
    flaws.push({ rule: typeof rule === 'string' ? rule.trim() : '', what: what.trim() });
  }
  return { value: flaws };
}
