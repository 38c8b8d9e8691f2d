// Strategies learnt by a student from a teacher: for each scenario the student answers, the teacher advises, the student answers again, a judge grades
// both. In: a persona, scenarios, models. Out: events, then what helped, proposed and never approved. A teacher's own reply is never taken.

import { compile } from '../../lang/compile.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Message } from '../../lang/prompt.ts';
import { render } from '../../lang/render.ts';
import type { ChatModel, ModelFailure } from '../../model/port.ts';
import type { RunPlace } from '../../play/call.ts';
import { adviceSection, retrieveStrategies } from '../../play/strategies/retrieve.ts';
import { measuredWords, type Strategy } from '../../play/strategies/strategies.ts';
import { askJson, askText } from '../ask-json.ts';
import { selfJudge } from '../compare/self-judge.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';

export interface Learning {
  readonly persona: Persona;
  /** What a user says, one at a time. */
  readonly scenarios: readonly string[];
  readonly teacher: ChatModel;
  readonly judge: ChatModel;
  /** Known already: approved ones are used, and no name is given twice. */
  readonly library: readonly Strategy[];
}

export type Learnt =
  | { readonly ok: true; readonly strategies: readonly Strategy[] }
  | { readonly ok: false; readonly failure: ModelFailure; readonly strategies: readonly Strategy[] };

/** `deps.model` is the student. Five requests a scenario where everything can be read and the judge has log probabilities. */
export async function* learnStrategies(
  { persona, scenarios, teacher, judge, library }: Learning,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Learnt> {
  const learnt: Strategy[] = [];
  for (const [at, scenario] of scenarios.entries()) {
    if (signal.aborted) break;
    yield { type: 'step', name: short(scenario), number: at + 1, of: scenarios.length };
    const { messages, advice } = await playedWith(persona, scenario, [...library, ...learnt], deps, signal);
    const first = yield* askText({ step: 'student', messages }, place, deps, signal);
    if (!first.ok) return { ok: false, failure: first.failure, strategies: learnt };
    const asked = yield* askTeacher({ persona, scenario, reply: first.reply.text, teacher }, place, deps, signal);
    if (!asked.ok) return { ok: false, failure: asked.failure, strategies: learnt };
    const again = yield* askText(
      { step: 'student retry', messages: advisedMessages(persona, scenario, [...advice, asked.value.strategy]) },
      place,
      deps,
      signal,
    );
    if (!again.ok) return { ok: false, failure: again.failure, strategies: learnt };
    const prompt = [{ role: 'user', content: scenario }] as const;
    const grading = { ...deps, model: judge };
    const before = yield* selfJudge({ step: 'judge before', prompt, answer: first.reply.text }, place, grading, signal);
    if (!before.ok) return { ok: false, failure: before.failure, strategies: learnt };
    const after = yield* selfJudge({ step: 'judge after', prompt, answer: again.reply.text }, place, grading, signal);
    if (!after.ok) return { ok: false, failure: after.failure, strategies: learnt };
    if (before.score === undefined || after.score === undefined) {
      const { why } = before.score === undefined ? before : after;
      yield {
        type: 'told',
        severity: 'warning',
        message: `“${short(scenario)}”: not kept, for nothing says whether it helps. ${why}`,
      };
      continue;
    }
    const scores = `${before.score.toFixed(2)} before, ${after.score.toFixed(2)} after`;
    if (after.score <= before.score) {
      yield {
        type: 'told',
        severity: 'note',
        message: `“${short(scenario)}”: not kept, for it does not help: ${scores}.`,
      };
      continue;
    }
    const words = { scenario: asked.value.scenario, advice: asked.value.strategy };
    const strategy: Strategy = {
      name: freeName(short(words.scenario), [...library, ...learnt]),
      ...words,
      status: 'proposed',
      evidence: `user: ${scenario}\nself, before: ${first.reply.text}\nself, with it: ${again.reply.text}`,
      gain: {
        before: before.score,
        after: after.score,
        of: measuredWords(words),
        label: `${after.label}, ${judge.identity.label}`,
      },
    };
    learnt.push(strategy);
    yield {
      type: 'told',
      severity: 'note',
      message: `Learnt “${strategy.name}”: ${scores}. It is used once you approve it.`,
    };
  }
  return { ok: true, strategies: learnt };
}

/** What a student is sent for some words, with the strategies known so far that fit them. */
async function playedWith(
  persona: Persona,
  words: string,
  library: readonly Strategy[],
  deps: Pick<WriteDeps, 'similarity'>,
  signal: AbortSignal,
): Promise<{ readonly messages: readonly Message[]; readonly advice: readonly string[] }> {
  const { found } = await retrieveStrategies(words, library, deps.similarity, signal);
  const advice = found.map(({ strategy }) => strategy.advice);
  return { messages: advisedMessages(persona, words, advice), advice };
}

/** As a talk that begins with these words is sent. */
function advisedMessages(persona: Persona, words: string, advice: readonly string[]): readonly Message[] {
  const prompt = compile(persona, { values: { turn: 1 } });
  const section = adviceSection(advice);
  const whole = section ? { ...prompt, sections: [...prompt.sections, section] } : prompt;
  return render(whole, [{ role: 'user', content: words }]).messages;
}

async function* askTeacher(
  { persona, scenario, reply, teacher }: { persona: Persona; scenario: string; reply: string; teacher: ChatModel },
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
) {
  const fenced = fence(`user: ${scenario}\n${persona.name}: ${reply}`, deps.random);
  const content = `${task}\n\n${fenced.text}\n\n${fenceRule(fenced)}`;
  const messages = [{ role: 'user', content }] as const;
  return yield* askJson({ step: 'teacher', messages, schema, read }, place, { ...deps, model: teacher }, signal);
}

const task = [
  'Somebody who learns to talk with people has answered as below. Do not write a reply yourself. Say in which kind of situation this is, in a few plain',
  'words that would fit others like it, and what to do in such a situation, in one or two sentences that would help in others like it as well.',
].join('\n');

const schema = {
  name: 'strategy',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['scenario', 'strategy'],
    properties: { scenario: { type: 'string' }, strategy: { type: 'string' } },
  },
} as const;

function read(value: unknown): { readonly value: { readonly scenario: string; readonly strategy: string } } | string {
  const { scenario, strategy } = (value ?? {}) as { scenario?: unknown; strategy?: unknown };
  if (typeof scenario !== 'string' || scenario.trim() === '') return 'It needs a "scenario".';
  if (typeof strategy !== 'string' || strategy.trim() === '') return 'It needs a "strategy".';
  return { value: { scenario: scenario.trim(), strategy: strategy.trim() } };
}

function freeName(name: string, taken: readonly Strategy[]): string {
  const names = new Set(taken.map((one) => one.name));
  if (!names.has(name)) return name;
  let number = 2;
  while (names.has(`${name} ${number}`)) number++;
  return `${name} ${number}`;
}

function short(text: string): string {
  const line = onOneLine(text);
  return line.length > 50 ? `${line.slice(0, 49).trimEnd()}…` : line;
}
