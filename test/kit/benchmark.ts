// The benchmark's scenarios as rule books, and whether judging a row of talks agrees with what somebody else's program said.
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readPersona } from '../../src/lang/read-persona.ts';
import type { Values } from '../../src/lang/value.ts';
import { judge } from '../../src/rules/judge.ts';
import { type RuleBook, readRules } from '../../src/rules/rule-book.ts';
import type { TalkMessage } from '../../src/rules/verdict.ts';
import { noFiles } from './memory-source.ts';

export interface Row {
  readonly id: string;
  readonly edition: 'v1' | 'v2';
  readonly scenario: string;
  readonly tags?: readonly string[];
  readonly tier?: 'core' | 'edge';
  readonly params: Values;
  readonly messages: readonly TalkMessage[];
  readonly expected: {
    readonly passed: boolean | null;
    readonly failed_at: number | null;
    readonly error: string | null;
    readonly error_at?: number;
  };
}

const samples = new URL('../../samples/rules-benchmark/', import.meta.url);

/** Text of every scenario's file, by `v1/access-control`. */
export function scenarioTexts(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const edition of ['v1', 'v2']) {
    for (const file of readdirSync(new URL(`${edition}/`, samples))) {
      if (file.endsWith('.persona'))
        texts.set(`${edition}/${file.slice(0, -8)}`, readFileSync(new URL(`${edition}/${file}`, samples), 'utf8'));
    }
  }
  return texts;
}

/** A scenario's text as rules. */
export function bookOfScenario(name: string, text: string): RuleBook {
  return readRules(readPersona(text, `/${name}.persona`, noFiles));
}

/** `v1/access-control` for a row of `AccessControl`. */
export function scenarioOf(row: Row): string {
  return `${row.edition}/${row.scenario.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`;
}

/** What judging says otherwise than the row, or undefined where they agree. No rule of a scenario may be unsure. */
export function disagreement(book: RuleBook, row: Row): string | undefined {
  const { invalid, at, turns } = judge(book, row.messages, { values: row.params });
  const failed = turns.find(({ verdicts }) => verdicts.some(({ state }) => state === 'broken'))?.message ?? null;
  const doubt = turns.flatMap(({ verdicts }) => verdicts).find(({ state }) => state === 'unsure');
  const { passed, failed_at, error, error_at } = row.expected;
  if (doubt) return `${row.id}: ${doubt.rule} is unsure: ${doubt.why}`;
  if (error === 'invalid_user_message')
    return invalid && at === error_at ? undefined : `${row.id}: invalid at ${error_at}, ours at ${at}`;
  if (invalid) return `${row.id}: ours is invalid at ${at}`;
  return failed === failed_at && passed === (failed === null)
    ? undefined
    : `${row.id}: fails at ${failed_at}, ours at ${failed}`;
}

/** Rows of a gzipped file of JSON lines. */
export function rowsOf(file: string | URL): readonly Row[] {
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}
