// Which probes to ask after an edit, and which results stand: those of rules whose text changed and those that were broken are asked
// again, the others stay, marked where the prompt is another one by now. In: cases and what is remembered. Out: two lists. Asks nobody.
import { fnv64 } from '../../lang/hash.ts';
import type { Persona } from '../../lang/persona.ts';
import type { ModelIdentity } from '../../model/port.ts';
import type { CaseResult } from '../../suite/events.ts';
import { promptHashes } from '../../suite/prompt-hashes.ts';
import type { SuiteCase } from '../../suite/suite-case.ts';

/** The last result of each probe by its id, as JSON. What was sent is left out of it: the talk is not. */
export interface BehaviorMemory {
  readonly version: 1;
  readonly entries: Readonly<Record<string, RememberedResult>>;
}

export interface RememberedResult {
  /** Hash of the rule's text and of the talk: when it changes, the probe is asked again. */
  readonly text: string;
  readonly result: CaseResult;
}

export interface ProbeChoice {
  /** In the order of the plan. Whatever of them the cache holds costs nothing. */
  readonly ask: readonly SuiteCase[];
  /** Results that stand, with today's cases; `earlierPrompt` says which are from another prompt. */
  readonly kept: readonly CaseResult[];
}

/** `prompt`: hash of the compiled prompt without values of a case. `all`: every probe, whatever is known. */
export function chooseProbes(
  cases: readonly SuiteCase[],
  memory: BehaviorMemory | undefined,
  now: { readonly persona: Persona; readonly model: ModelIdentity | undefined; readonly prompt?: string },
  mode: 'changed' | 'all',
): ProbeChoice {
  const ask: SuiteCase[] = [];
  const kept: CaseResult[] = [];
  const promptOf = promptHashes(now.persona);
  const textOf = textHashes(now.persona);
  for (const one of cases) {
    const known = memory?.entries[one.id];
    const stands = known && mode === 'changed' && isSettled(known.result) && isBy(known.result, now.model);
    if (stands && known.text === textOf(one)) {
      kept.push({ ...known.result, case: one, earlierPrompt: known.result.prompt !== promptOf(one.values) });
    } else ask.push(one);
  }
  return { ask, kept };
}

/** What is known after a run: new results in the place of old ones. Results that say nothing are passed over. */
export function rememberResults(
  memory: BehaviorMemory | undefined,
  results: readonly CaseResult[],
  persona: Persona,
): BehaviorMemory {
  const textOf = textHashes(persona);
  const entries: Record<string, RememberedResult> = { ...memory?.entries };
  for (const result of results) {
    if (result.runs.length === 0 || result.state === 'unfinished') continue;
    const runs = result.runs.map((run) => ({ ...run, requests: [] }));
    entries[result.case.id] = { text: textOf(result.case), result: { ...result, runs } };
  }
  return { version: 1, entries };
}

/** A memory from its JSON; undefined where it is none, or of another version. Never throws. */
export function readMemory(text: string): BehaviorMemory | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isMemory(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** A result that nothing but a change can alter: not broken, not in doubt, run to its end. */
function isSettled({ state }: CaseResult): boolean {
  return state === 'passed' || state === 'satisfiable';
}

function isBy({ model }: CaseResult, now: ModelIdentity | undefined): boolean {
  return (
    model !== undefined && model.model === now?.model && model.origin === now.origin && model.provider === now.provider
  );
}

/** Of what a probe's result hangs on beside the prompt: the rule with its checks, values, the talk. White space does not count. */
function textHashes(persona: Persona): (one: SuiteCase) => string {
  const folded = (text: string) => text.replace(/\s+/g, ' ').trim();
  const given = persona.given.map(({ name, value }) => [name.key, value]);
  const rules = new Map(
    persona.rules.map((rule) => [
      rule.id,
      [
        folded(rule.sentence.value),
        rule.clauses.map(({ kind, text }) => [kind, folded(text.value)]),
        rule.through,
        rule.severity,
        rule.clauses.some(({ text }) => text.value.includes('{{')) ? given : [],
      ],
    ]),
  );
  return (one) => {
    const judged = one.judged.map((id) => rules.get(id) ?? id);
    const said = one.steps.map(({ text }) => text);
    const expected = one.expected.map(({ kind, text }) => [kind, text]);
    return fnv64(JSON.stringify([judged, said, expected, one.repeat, one.pass, one.values]));
  };
}

function isMemory(json: unknown): json is BehaviorMemory {
  if (!isObject(json) || json['version'] !== 1 || !isObject(json['entries'])) return false;
  return Object.values(json['entries']).every((entry) => {
    if (!isObject(entry) || typeof entry['text'] !== 'string' || !isObject(entry['result'])) return false;
    const { state, runs, prompt } = entry['result'];
    return typeof state === 'string' && typeof prompt === 'string' && Array.isArray(runs) && runs.every(isRun);
  });
}

function isRun(run: unknown): boolean {
  return isObject(run) && Array.isArray(run['turns']) && Array.isArray(run['checks']) && Array.isArray(run['labels']);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
