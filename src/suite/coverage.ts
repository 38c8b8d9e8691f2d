// What tests and probes have exercised: rules challenged, only watched or idle; facts and boundary lines met. Results in, a table out.
// Pure. What the understudy played counts for nothing.
import { compile } from '../lang/compile.ts';
import type { Persona } from '../lang/persona.ts';
import type { Message } from '../lang/prompt.ts';
import { firedLore } from '../lang/render/lore.ts';
import type { Origin, SourceText } from '../lang/source-text.ts';
import { originOf } from '../lang/source-text.ts';
import { meets, quotes } from '../measure/word-overlap.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { CaseResult, CaseRun } from './events.ts';

/**
 * `challenged`: a test names it in `keeps:`, or a turn of one made its `when` hold, or a probe of it was played.
 * `watched`: it has no condition and was judged on some reply. `idle`: it never applied.
 */
export type RuleCoverage = 'challenged' | 'watched' | 'idle';

export interface CoveredRule {
  /** `Rule.id`. */
  readonly rule: string;
  readonly origin: Origin;
  readonly state: RuleCoverage;
  /** Ids of the cases that challenged it. */
  readonly by: readonly string[];
}

export interface CoveredLine {
  readonly origin: Origin;
  readonly text: string;
  readonly covered: boolean;
  /** How that was found: a key is exact, the others compare words and are labelled `lexical`. */
  readonly how: 'key' | 'quoted (lexical)' | 'asked for (lexical)' | undefined;
  readonly by: readonly string[];
}

/** Rules that are off are not in it, and examples are not counted. */
export interface Coverage {
  readonly rules: readonly CoveredRule[];
  readonly facts: readonly CoveredLine[];
  readonly unknown: readonly CoveredLine[];
}

export function coverage(persona: Persona, book: RuleBook, results: readonly CaseResult[]): Coverage {
  const played = results.filter(({ model }) => model?.provider !== 'understudy');
  const tests = played.filter((result) => result.case.kind === 'test');
  return {
    rules: book.rules
      .filter(({ rule }) => rule.severity !== 'off')
      .map(({ rule, clauses }) => {
        const conditional = clauses.some(({ clause }) => clause.kind === 'when');
        const by = played.filter((result) => challenges(result, rule.id, conditional)).map(caseId);
        const watched = played.some((result) => result.runs.some((run) => applied(run, rule.id)));
        const state = by.length > 0 ? 'challenged' : watched ? 'watched' : 'idle';
        return { rule: rule.id, origin: rule.origin, state, by };
      }),
    facts: facts(persona, tests),
    unknown: persona.unknown.items.map((item) => {
      const by = tests.filter((result) => saidTo(result).some((text) => meets(item.value, text))).map(caseId);
      return lineOf(item, by, 'asked for (lexical)');
    }),
  };
}

function challenges(result: CaseResult, rule: string, conditional: boolean): boolean {
  const answered = result.runs.some(({ turns }) => turns.some(({ speaker }) => speaker === 'self'));
  if (result.case.rule === rule) return answered && result.runs.some(({ requests }) => requests.length > 0);
  return result.runs.some((run) => {
    const named = run.checks.some((check) => check.what === 'keeps' && check.rule === rule);
    return named || (result.case.kind === 'test' && conditional && applied(run, rule));
  });
}

/** Whether the rule had something to say of a reply: its conditions held. */
function applied(run: CaseRun, rule: string): boolean {
  return run.turns.some(({ verdicts }) =>
    verdicts?.some((verdict) => {
      if (verdict.rule !== rule) return false;
      const doubt = verdict.clause?.kind === 'when' || verdict.clause?.kind === 'unless';
      return verdict.state === 'kept' || verdict.state === 'broken' || (verdict.state === 'unsure' && !doubt);
    }),
  );
}

function facts(persona: Persona, tests: readonly CaseResult[]): readonly CoveredLine[] {
  const { lore } = compile(persona);
  return persona.knows.map((fact) => {
    const own = lore.filter(({ origin }) => sameOrigin(origin, fact.origin) || inside(origin, fact.origin));
    const fired = tests.filter((result) =>
      result.runs.some((run) => talks(run).some((talk) => firedLore(own, talk).length > 0)),
    );
    if (fired.length > 0) return lineOf(fact.text, fired.map(caseId), 'key');
    const quoted = tests.filter((result) => repliesOf(result).some((reply) => quotes(fact.text.value, reply)));
    return lineOf(fact.text, quoted.map(caseId), 'quoted (lexical)');
  });
}

/** The talk as it stood before each answer: that is when lore comes up. */
function talks(run: CaseRun): readonly (readonly Message[])[] {
  const said = run.turns.map(
    ({ speaker, text }): Message => ({ role: speaker === 'user' ? 'user' : 'assistant', content: text }),
  );
  return run.turns.flatMap(({ speaker }, index) => (speaker === 'self' ? [said.slice(0, index)] : []));
}

function saidTo(result: CaseResult): readonly string[] {
  return result.runs.flatMap(({ turns }) => turns.filter(({ speaker }) => speaker === 'user').map(({ text }) => text));
}

/** What a model said: lines as written are the author's own. */
function repliesOf(result: CaseResult): readonly string[] {
  return result.runs.flatMap(({ turns }) =>
    turns.filter(({ model, speaker }) => model !== undefined && speaker === 'self').map(({ text }) => text),
  );
}

function lineOf(text: SourceText, by: readonly string[], how: NonNullable<CoveredLine['how']>): CoveredLine {
  const covered = by.length > 0;
  return { origin: originOf(text), text: text.value, covered, how: covered ? how : undefined, by };
}

function sameOrigin(a: Origin, b: Origin): boolean {
  return a.uri === b.uri && a.range.start === b.range.start;
}

function inside(inner: Origin, outer: Origin): boolean {
  return inner.uri === outer.uri && inner.range.start >= outer.range.start && inner.range.end <= outer.range.end;
}

function caseId(result: CaseResult): string {
  return result.case.id;
}
