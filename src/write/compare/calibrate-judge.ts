// How far a judge agrees with its author: replies of which the author picked the better one are put to the judge as *Ask the model* does, and each is
// graded by itself. In: a kept talk with picks. Out: a report as a file, with what a threshold on margin or grade would cover. Changes nothing.
import { pearson, type Scored, thresholdFor, thresholdTable } from '../../measure/calibrate.ts';
import type { DigitScore } from '../../measure/digit-score.ts';
import type { Preference } from '../../play/preference.ts';
import type { MakeRecipe } from '../offer.ts';
import { picksOfTalk } from '../prefer/choices.ts';
import { shortLine } from '../short-line.ts';
import { selfJudge } from './self-judge.ts';
import { type Compared, selfReference } from './self-reference.ts';
import { replyPrinciple } from './weigh-counsel.ts';

/** Picks of one run, the newest. */
const most = 40;
/** Share of agreement that a threshold is looked for. */
const wanted = 0.9;

export interface JudgedPick {
  readonly pick: Preference;
  readonly compared: Compared;
  /** Of the reply that was chosen, and of the other one. */
  readonly grades: readonly [DigitScore, DigitScore];
}

/** The recipe, or why there is none. */
export const calibrateJudge: MakeRecipe = ({ talk = [] }) => {
  const picks = picksOfTalk(talk)
    .filter(({ by }) => by === 'author')
    .slice(-most);
  if (picks.length === 0) {
    return 'In this talk you picked no reply as the better of two: pick some in the panel, then see how far a judge agrees.';
  }
  return {
    what: `A judge beside ${picks.length} of your picks`,
    requests: { least: 5 * picks.length, most: 25 * picks.length },
    async *steps(place, deps, signal) {
      const judging = deps.judge ? { ...deps, model: deps.judge } : deps;
      if (!deps.judge) {
        const message = 'No judge is chosen, so the model judges its own replies.';
        yield { type: 'told', severity: 'warning', message };
      }
      const judged: JudgedPick[] = [];
      for (const [at, pick] of picks.entries()) {
        const { prompt, chosen, rejected } = pick;
        yield { type: 'step', name: shortLine(chosen, 50), number: at + 1, of: picks.length };
        const pair = { prompt, a: chosen, b: rejected, principle: replyPrinciple };
        const compared = yield* selfReference(pair, place, judging, signal);
        if (!compared.ok) return compared;
        // Of the talk alone, as anywhere: the prompt holds the rules.
        const graded = { prompt: prompt.filter(({ role }) => role !== 'system'), reference: compared.reference };
        const first = yield* selfJudge({ step: 'grade chosen', ...graded, answer: chosen }, place, judging, signal);
        if (!first.ok) return first;
        const other = yield* selfJudge({ step: 'grade other', ...graded, answer: rejected }, place, judging, signal);
        if (!other.ok) return other;
        judged.push({ pick, compared, grades: [first, other] });
      }
      const report = calibrationOf(judging.model.identity.label, judged);
      yield { type: 'told', severity: 'note', message: report.split('\n')[0] ?? '' };
      yield { type: 'file', name: 'calibration.txt', text: report };
      return { ok: true };
    },
  };
};

/** The report. Figures of so few are said with how many they are of; nothing is rounded to a verdict. */
export function calibrationOf(judge: string, judged: readonly JudgedPick[]): string {
  const told = judged.filter(({ compared }) => compared.kept !== undefined);
  const agrees = told.filter(({ compared }) => compared.kept === 'A').length;
  const biased = judged.filter(({ compared }) => compared.positionBiased).length;
  const head = `${judge} agrees with ${agrees} of your ${judged.length} picks, disagrees with ${told.length - agrees}, and cannot tell ${judged.length - told.length} (${biased} of them because the votes follow the place).`;
  const margins = told.flatMap(({ compared: { margin, kept } }): Scored[] =>
    margin === undefined ? [] : [{ score: margin, good: kept === 'A' }],
  );
  const grades = judged.flatMap(({ grades: [chosen, other] }): Scored[] => [
    ...(chosen.score === undefined ? [] : [{ score: chosen.score, good: true }]),
    ...(other.score === undefined ? [] : [{ score: other.score, good: false }]),
  ]);
  const [first] = judged;
  const rows = judged.map(({ pick, compared: { kept, margin, why }, grades: [a, b] }, at) => {
    const says = kept === undefined ? 'cannot tell' : kept === 'A' ? 'agrees' : 'disagrees';
    const score = (one: DigitScore) => (one.score === undefined ? 'none' : one.score.toFixed(2));
    const strength = margin === undefined ? 'not known' : margin.toFixed(2);
    return `${at + 1}. ${says}. Margin ${strength}. Grades: yours ${score(a)}, the other ${score(b)}.\n   yours: ${shortLine(pick.chosen, 100)}\n   other: ${shortLine(pick.rejected, 100)}\n   A is yours. ${why}`;
  });
  return [
    head,
    section(
      `Where it preferred one, by margin (${first?.compared.marginLabel ?? 'not known'}; our measure)`,
      margins,
      'agrees',
    ),
    section(`Each reply by its grade from 0 to 9 (${first?.grades[0].label ?? 'sampled'})`, grades, 'is your choice'),
    correlation(grades),
    rows.join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** What each threshold covers, and how often what it covers is right; the lowest that is right often enough. */
function section(title: string, cases: readonly Scored[], good: string): string {
  if (cases.length === 0) return `${title}: nothing is known.`;
  const scores = [...new Set(cases.map(({ score }) => score))].toSorted((a, b) => a - b);
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const lines = thresholdTable(cases, scores).map(
    ({ threshold, coverage, accuracy = 0 }) =>
      `  at least ${threshold.toFixed(2)}: covers ${percent(coverage)} of ${cases.length}, ${good} in ${percent(accuracy)}`,
  );
  const found = thresholdFor(cases, wanted);
  const best = found
    ? `  ${percent(wanted)} are reached from ${found.threshold.toFixed(2)} on, which covers ${percent(found.coverage)}.`
    : `  No threshold reaches ${percent(wanted)}.`;
  return [`${title}:`, ...lines, best].join('\n');
}

function correlation(grades: readonly Scored[]): string {
  const r = pearson(grades.map(({ score, good }) => [score, good ? 1 : 0] as const));
  return r === undefined
    ? ''
    : `Grades and your choices correlate with r = ${r.toFixed(2)} over ${grades.length} replies.`;
}
