// Which stage of a plan holds: worked out from the talk, never asked of a model. A stage lasts until one of its `until:` lines holds; then
// comes the next, after the last the first, that its `when:` and `unless:` let in. In: a persona and messages. Out: a stage for each reply.
import type { Measures } from '../lang/measures.ts';
import type { Persona, Stage } from '../lang/persona.ts';
import type { SourceText } from '../lang/source-text.ts';
import type { Values } from '../lang/value.ts';
import { type Moment, momentAt, speaksTo } from './moment.ts';
import type { Phrase } from './phrase.ts';
import { readPhrases } from './read-clause.ts';
import type { Speakers } from './read-phrase.ts';
import { testLine } from './test-phrase.ts';
import type { TalkMessage } from './verdict.ts';

interface ReadStage {
  readonly stage: Stage;
  readonly when: readonly (readonly Phrase[] | undefined)[];
  readonly unless: readonly (readonly Phrase[] | undefined)[];
  readonly until: readonly (readonly Phrase[] | undefined)[];
}

/** Goes along a talk, reply by reply. */
export interface StageWalk {
  /** The stage that holds for the reply at `moment`; moments must come in the order of the talk. Undefined without a plan. */
  at(moment: Moment): Stage | undefined;
}

/** Begins at the first stage that is let in, else at the first. A line that cannot be read does not hold. */
export function walkStages(persona: Persona, speakers: Speakers): StageWalk {
  const plan = persona.plan.map((stage) => readStage(stage, speakers));
  let now: number | undefined;
  return {
    at(moment) {
      if (plan.length === 0) return undefined;
      const staged = (index: number): Moment => ({
        ...moment,
        values: { ...moment.values, stage: plan[index]?.stage.name.text ?? null },
      });
      if (now === undefined)
        now = Math.max(
          0,
          plan.findIndex((one) => letsIn(one, staged(0))),
        );
      else if (plan[now]?.until.some((phrases) => holds(phrases, staged(now ?? 0))))
        now = following(plan, now, staged(now));
      return plan[now]?.stage;
    },
  };
}

/** The stage for the reply that would come next. `values`: those of the moment, over the persona's own. */
export function stageNow(
  persona: Persona,
  speakers: Speakers,
  messages: readonly TalkMessage[],
  values: Values,
  measures: Measures = {},
): Stage | undefined {
  if (persona.plan.length < 2) return persona.plan[0];
  const walk = walkStages(persona, speakers);
  let spoken = false;
  let turn = 0;
  messages.forEach((message, index) => {
    if (speaksTo(message)) spoken = true;
    if (message.role !== 'assistant') return;
    if (spoken) turn++;
    walk.at(momentAt(messages, index, values, measures, turn));
  });
  return walk.at(momentAt(messages, messages.length, values, measures, spoken ? turn + 1 : turn));
}

function following(plan: readonly ReadStage[], now: number, moment: Moment): number {
  for (let step = 1; step <= plan.length; step++) {
    const next = (now + step) % plan.length;
    const stage = plan[next];
    if (stage && letsIn(stage, moment)) return next;
  }
  return now;
}

function letsIn({ when, unless }: ReadStage, moment: Moment): boolean {
  return when.every((phrases) => holds(phrases, moment)) && !unless.some((phrases) => holds(phrases, moment));
}

function holds(phrases: readonly Phrase[] | undefined, moment: Moment): boolean {
  return phrases !== undefined && testLine(phrases, '', moment).is === 'yes';
}

function readStage(stage: Stage, speakers: Speakers): ReadStage {
  const read = (texts: readonly SourceText[]) => texts.map((text) => readPhrases(text, 'condition', speakers).phrases);
  return { stage, when: read(stage.when), unless: read(stage.unless), until: read(stage.until) };
}
