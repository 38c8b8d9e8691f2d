// A prose rule becomes one that a program checks: candidates in the language, each tried at once on what the author wrote and on replies written to
// keep and to break it. In: a persona, which rule. Out: one patch for each candidate, the best first, with its hits and misses.
import { primer } from '../../lang/primer.ts';
import { wilson } from '../../measure/wilson.ts';
import { askJson } from '../ask-json.ts';
import { fence, fenceRule } from '../fence.ts';
import type { MakeRecipe } from '../offer.ts';
import { type CandidateCheck, type CheckPlace, candidateCheck, type Proposed } from './candidate-checks.ts';
import { evidenceOf, repliesInWords, trialInWords } from './check-words.ts';
import { proseRule } from './prose-rule.ts';
import { authorReplies, generatedReplies, readBlind, repliesAsked, talkReplies } from './rule-replies.ts';
import { type CheckTrial, type TrialReply, tryCheck } from './try-check.ts';

/** Candidates asked for. */
const most = 4;

/** The recipe, or why there is none. */
export const makeCheckable: MakeRecipe = (input) => {
  const rule = proseRule(input);
  if (typeof rule === 'string') return rule;
  const { base, files, find, persona, talk } = input;
  const where: CheckPlace = { base, files, find, rule };
  return {
    what: `A check for the rule “${rule.id}”`,
    requests: { least: 4, most: 8 },
    async *steps(place, deps, signal) {
      yield { type: 'step', name: 'candidates', number: 1, of: 4 };
      const fenced = fence(rule.sentence.value.trim(), deps.random);
      const asked = yield* askJson(
        {
          step: 'candidates',
          messages: [
            {
              role: 'system',
              content: `You turn rules for role-play into checks that a program can decide.\n\n${primer()}`,
            },
            {
              role: 'user',
              content: `${task}\n\nThe rule of ${persona.name}:\n${fenced.text}\n\n${fenceRule(fenced)}`,
            },
          ],
          schema,
          read: readCandidates(where),
        },
        place,
        deps,
        signal,
      );
      if (!asked.ok) return asked;
      for (const message of asked.value.faults) {
        yield { type: 'told', severity: 'warning', message: `A candidate was set aside. ${message}` };
      }
      const fresh: TrialReply[] = [...talkReplies(talk ?? [])];
      for (const [at, told] of (['keep', 'break'] as const).entries()) {
        yield { type: 'step', name: `replies that ${told} it`, number: 2 + at, of: 4 };
        const given = yield* generatedReplies(told, { persona, rule }, place, deps, signal);
        if (!given.ok && given.failure.reason !== 'bad-answer') return given;
        if (!given.ok) {
          const message = `The model would not write replies that ${told} the rule: ${given.failure.message}`;
          yield { type: 'told', severity: 'warning', message };
          continue;
        }
        for (const { user, reply } of given.value) {
          const before = [{ role: 'user', content: user }] as const;
          fresh.push({ from: 'model', before, reply, told, side: undefined });
        }
      }
      yield { type: 'step', name: 'read blind', number: 4, of: 4 };
      const read = yield* readBlind(rule, fresh, place, deps, signal);
      if (signal.aborted) return { ok: true };
      const replies = [...authorReplies(persona), ...read];
      yield { type: 'told', severity: 'note', message: repliesInWords(replies) };
      const tried = asked.value.candidates
        .map((candidate) => ({ candidate, trial: tryCheck(candidate.book, rule.id, replies, deps.measures) }))
        .sort((a, b) => worth(b.trial) - worth(a.trial) || a.candidate.clauses.length - b.candidate.clauses.length);
      for (const { candidate, trial } of tried) {
        const severity = (trial.index ?? 0) > 0 ? 'note' : 'warning';
        yield { type: 'told', severity, message: trialInWords(candidate.clauses, trial) };
      }
      yield { type: 'patches', patches: tried.map(patchOf) };
      return { ok: true };
    },
  };
};

/** One that tells nothing apart comes last, whatever else; of equal ones that with fewer wrong words of the author's. */
function worth({ index, outcomes }: CheckTrial): number {
  return (index ?? -1) - outcomes.filter(({ right }) => right === false).length / 1000;
}

function patchOf({ candidate: { patch, clauses }, trial }: { candidate: CandidateCheck; trial: CheckTrial }) {
  const { kept, broken, index } = trial;
  const share = (passed: number, of: number) => {
    const interval = wilson(passed, of);
    return interval && { share: passed / of, interval };
  };
  const tests = [
    { test: 'lets kept replies pass', samples: kept.of, before: undefined, after: share(kept.passed, kept.of) },
    { test: 'catches broken replies', samples: broken.of, before: undefined, after: share(broken.caught, broken.of) },
  ];
  const verdict = index === undefined ? ('not measured' as const) : index > 0 ? ('better' as const) : ('same' as const);
  const why = trialInWords(clauses, trial);
  const effect = { alone: true, together: [], tests, tokens: undefined, verdict, why };
  return { ...patch, evidence: evidenceOf(trial), effect, oneOf: patch.title };
}

interface Candidates {
  readonly candidates: readonly CandidateCheck[];
  readonly faults: readonly string[];
}

/** Those that our reader can read; where none is, what is wrong with them goes back to the model. */
function readCandidates(where: CheckPlace): (value: unknown) => { readonly value: Candidates } | string {
  return (value) => {
    const list = (value as { candidates?: unknown } | null)?.candidates;
    if (!Array.isArray(list)) return 'It needs a list "candidates".';
    const candidates = new Map<string, CandidateCheck>();
    const faults: string[] = [];
    for (const one of list.slice(0, most)) {
      const { clauses, why } = (one ?? {}) as Partial<Proposed>;
      const lines = Array.isArray(clauses) ? clauses.filter((line) => typeof line === 'string') : [];
      const read = candidateCheck(where, { clauses: lines, why: typeof why === 'string' ? why.trim() : '' });
      if (typeof read === 'string') faults.push(read);
      else candidates.set(read.patch.id, read);
    }
    if (candidates.size === 0) return `No candidate can be read. ${faults.join(' ')}`.trim();
    return { value: { candidates: [...candidates.values()], faults } };
  };
}

const task = [
  `Give up to ${most} different checks for this rule, from narrow to wide. A check is one or more lines, each beginning with`,
  '`must:`, `never:`, `when:`, `unless:` or `let:`; one `must:` or `never:` at the least. Patterns are RE2: no look-around.',
  `It will be tried on ${2 * repliesAsked} replies and on what the author wrote: it must pass what keeps the rule and catch what breaks it.`,
  'Say for each in one sentence what it looks for.',
].join('\n');

const schema = {
  name: 'candidates',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['candidates'],
    properties: {
      candidates: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['clauses', 'why'],
          properties: { clauses: { type: 'array', items: { type: 'string' } }, why: { type: 'string' } },
        },
      },
    },
  },
} as const;
