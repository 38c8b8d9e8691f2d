// Two personas on the same words: each answers, a judge who answers first itself votes in both orders, and each answer is graded. In: a persona, the path
// of another, what users say. Out: a report as a file. Changes neither; a pair whose votes follow the place counts for nobody.
import { compile } from '../../lang/compile.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Message } from '../../lang/prompt.ts';
import { personaIn } from '../../lang/read-persona.ts';
import { render } from '../../lang/render.ts';
import type { DigitScore } from '../../measure/digit-score.ts';
import { askText } from '../ask-json.ts';
import type { MakeRecipe } from '../offer.ts';
import { shortLine } from '../short-line.ts';
import { selfJudge } from './self-judge.ts';
import { type Compared, selfReference } from './self-reference.ts';

/** Words of one run. */
const most = 20;

/** One of the words, with both answers and what was found of them. */
export interface ComparedPair {
  readonly words: string;
  readonly answers: readonly [string, string];
  readonly compared: Compared;
  readonly grades: readonly [DigitScore, DigitScore];
}

/** The recipe, or why there is none. `words`: `./other.persona`; `text`: what users say, an empty line between. */
export const comparePersonas: MakeRecipe = ({ persona, words, text = '', files }) => {
  const path = words.trim();
  const read = files.read(path.startsWith('.') ? path : `./${path}`, persona.uri);
  if (path === '' || !read.ok) return `“${path}” is no persona beside this one: give its path, as in ./other.persona.`;
  const given = text
    .split(/(?:\r\n|\r|\n)\s*(?:\r\n|\r|\n)/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const said = given.slice(0, most);
  if (said.length === 0) return 'What users say is needed, with an empty line between one and the next.';
  const other = personaIn(read, files);
  return {
    what: `${persona.name} and ${other.name} on the same words`,
    requests: { least: 7 * said.length, most: 27 * said.length },
    async *steps(place, deps, signal) {
      const judging = deps.judge ? { ...deps, model: deps.judge } : deps;
      if (!deps.judge) {
        const message = 'No judge is chosen, so the model judges its own answers.';
        yield { type: 'told', severity: 'warning', message };
      }
      if (given.length > most) {
        yield { type: 'told', severity: 'warning', message: `The first ${most} of ${given.length} are used.` };
      }
      const pairs: ComparedPair[] = [];
      for (const [at, one] of said.entries()) {
        yield { type: 'step', name: shortLine(one, 50), number: at + 1, of: said.length };
        const a = yield* askText({ step: 'answer A', messages: sent(persona, one) }, place, deps, signal);
        if (!a.ok) return a;
        const b = yield* askText({ step: 'answer B', messages: sent(other, one) }, place, deps, signal);
        if (!b.ok) return b;
        // Of the words alone: the prompt of either persona would speak for it.
        const prompt = [{ role: 'user', content: one }] as const;
        const answers = [a.reply.text, b.reply.text] as const;
        const comparison = { prompt, a: answers[0], b: answers[1], principle };
        const compared = yield* selfReference(comparison, place, judging, signal);
        if (!compared.ok) return compared;
        const graded = { prompt, reference: compared.reference };
        const first = yield* selfJudge({ step: 'grade A', ...graded, answer: answers[0] }, place, judging, signal);
        if (!first.ok) return first;
        const second = yield* selfJudge({ step: 'grade B', ...graded, answer: answers[1] }, place, judging, signal);
        if (!second.ok) return second;
        pairs.push({ words: one, answers, compared, grades: [first, second] });
      }
      yield { type: 'told', severity: 'note', message: summaryOf(persona.name, other.name, pairs) };
      yield { type: 'file', name: 'comparison.txt', text: reportOf(persona.name, other.name, pairs) };
      return { ok: true };
    },
  };
};

const principle = 'the answer that serves the one who asks better, in what it says and in how it says it';

function sent(persona: Persona, words: string): readonly Message[] {
  return render(compile(persona, { values: { turn: 1 } }), [{ role: 'user', content: words }]).messages;
}

/** Who was preferred how often, what counts for nobody, and the mean grades of those that have one. */
export function summaryOf(a: string, b: string, pairs: readonly ComparedPair[]): string {
  const kept = (letter: 'A' | 'B') => pairs.filter(({ compared }) => compared.kept === letter).length;
  const biased = pairs.filter(({ compared }) => compared.positionBiased).length;
  const tied = pairs.length - kept('A') - kept('B') - biased;
  const grade = (side: 0 | 1) => {
    const scores = pairs.flatMap(({ grades }) => grades[side].score ?? []);
    if (scores.length === 0) return 'no score';
    return `${(scores.reduce((sum, one) => sum + one, 0) / scores.length).toFixed(2)} over ${scores.length}`;
  };
  const label = pairs[0]?.grades[0].label ?? 'sampled';
  return `Of ${pairs.length}: A (${a}) preferred ${kept('A')} times, B (${b}) ${kept('B')}; ${tied} ties and ${biased} whose votes follow the place count for nobody. Mean grades (${label}): A ${grade(0)}, B ${grade(1)}.`;
}

function reportOf(a: string, b: string, pairs: readonly ComparedPair[]): string {
  const parts = pairs.map(({ words, answers, compared, grades }, at) => {
    const { why, margin, marginLabel, reference } = compared;
    const strength = margin === undefined ? 'not known' : `${margin.toFixed(4)} (${marginLabel}; our measure)`;
    const grade = ({ score, label, why: how }: DigitScore) =>
      `${score === undefined ? 'none' : score.toFixed(2)} (${label}). ${how}`;
    return [
      `${at + 1}. ${words}`,
      `A: ${answers[0]}`,
      `B: ${answers[1]}`,
      `The judge's own: ${reference}`,
      why,
      `Strength: ${strength}`,
      `Grade of A: ${grade(grades[0])}`,
      `Grade of B: ${grade(grades[1])}`,
      ...compared.votes.map(
        (vote) => `  ${vote.order}: ${vote.says ?? 'unreadable'}. ${vote.critique.replace(/\s+/gu, ' ')}`,
      ),
    ].join('\n');
  });
  return `${summaryOf(a, b, pairs)}\n\n${parts.join('\n\n')}\n`;
}
