// One reply made better where it has flaws: critique by the rules' names, refinement, and a judge; what a program can decide it decides first.
// In: a talk and a reply. Out: events, then what to keep and why. Keeps no refinement that breaks a rule which the reply kept.
// After J. Lu et al., "SELF: Self-Evolution with Language Feedback" (2023): feedback, refinement, self-judgement; words and rules are our own.
import type { Values } from '../../lang/value.ts';
import type { ModelFailure } from '../../model/port.ts';
import type { RunPlace } from '../../play/call.ts';
import { judgeReply } from '../../rules/judge.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import type { TalkMessage } from '../../rules/verdict.ts';
import { askJson, askText } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import { critique, type Flaw, flawsInWords, rulesInWords } from './critique.ts';

export interface ReplyToRefine {
  readonly book: RuleBook;
  /** The talk before the reply. */
  readonly talk: readonly TalkMessage[];
  readonly response: string;
  readonly values?: Values;
}

/** `kept`: no flaw was found. Where it is `rejected` nobody vouches for either text. */
export interface RefinedReply {
  readonly outcome: 'kept' | 'refined' | 'rejected';
  /** What holds now: the response, or its refinement. Undefined where it was rejected. */
  readonly text: string | undefined;
  readonly flaws: readonly Flaw[];
  /** The refinement that was written, whatever became of it. */
  readonly refinement: string | undefined;
  /** One plain sentence. */
  readonly why: string;
}

export type Refined = ({ readonly ok: true } & RefinedReply) | { readonly ok: false; readonly failure: ModelFailure };

/** Requests: `feedback`; `refine` where there is a flaw; `judge` where no check has decided. An answer that nobody can read rejects. */
export async function* critiqueAndRefine(
  reply: ReplyToRefine,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Refined> {
  const { book, talk, response } = reply;
  const transcript = transcriptOf(book, talk);
  const material = `${transcript}\n${book.persona.name} answered:\n${response}`;
  const task = `Below is a talk with ${book.persona.name} and one answer. Say what is wrong with the answer, and only with it.`;
  const said = yield* critique({ step: 'feedback', book, material, task }, place, deps, signal);
  if (!said.ok) {
    return unread(said.failure, { flaws: [], refinement: undefined, what: 'The critique' });
  }
  const { flaws } = said;
  if (flaws.length === 0) {
    const broken = brokenIn(reply, response, deps);
    const [first] = broken;
    if (first)
      return rejected(flaws, undefined, `The critique finds no flaw, but it breaks “${first.rule}”: ${first.why}`);
    const judged = yield* qualified(reply, transcript, response, place, deps, signal);
    if (!judged.ok) return unread(judged.failure, { flaws, refinement: undefined, what: 'The judge' });
    if (!judged.fit) return rejected(flaws, undefined, `The critique finds no flaw, the judge does: ${judged.why}`);
    return { ok: true, outcome: 'kept', text: response, flaws, refinement: undefined, why: 'No flaw was found.' };
  }
  const asked = yield* refine(reply, transcript, flaws, place, deps, signal);
  if (!asked.ok) return { ok: false, failure: asked.failure };
  const refinement = asked.reply.text.trim();
  if (refinement === '') return rejected(flaws, undefined, 'The refinement is empty.');
  if (refinement === response.trim()) return rejected(flaws, refinement, 'The refinement changes nothing.');
  const before = new Set(brokenIn(reply, response, deps).map(({ rule }) => rule));
  const [broken] = brokenIn(reply, refinement, deps);
  if (broken) {
    const word = before.has(broken.rule) ? 'still breaks' : 'breaks';
    return rejected(flaws, refinement, `The refinement ${word} “${broken.rule}”: ${broken.why}`);
  }
  const judged = yield* qualified(reply, transcript, refinement, place, deps, signal);
  if (!judged.ok) return unread(judged.failure, { flaws, refinement, what: 'The judge' });
  if (!judged.fit) return rejected(flaws, refinement, `The judge finds the refinement unfit: ${judged.why}`);
  return { ok: true, outcome: 'refined', text: refinement, flaws, refinement, why: judged.why };
}

/** Rules that a program finds broken. */
function brokenIn({ book, talk, values }: ReplyToRefine, text: string, { measures }: WriteDeps) {
  const verdicts = judgeReply(book, talk, text, { measures, ...(values ? { values } : {}) });
  return verdicts.filter(({ state }) => state === 'broken');
}

function refine(
  { book, response }: ReplyToRefine,
  transcript: string,
  flaws: readonly Flaw[],
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
) {
  const talk = fence(`${transcript}\n${book.persona.name} answered:\n${response}`, deps.random);
  const notes = fence(flawsInWords(flaws), deps.random);
  const content = [
    `A talk with ${book.persona.name} and one answer:\n${talk.text}\n${fenceRule(talk)}`,
    `What a critic finds wrong with the answer, rule by rule:\n${notes.text}\n${fenceRule(notes)}`,
    `The rules:\n${rulesInWords(book)}`,
    `Write the answer of ${book.persona.name} anew so that none of this is wrong with it. Change nothing else. Give the words of the answer and nothing else.`,
  ].join('\n\n');
  return askText({ step: 'refine', messages: [{ role: 'user', content }] }, place, deps, signal);
}

type Judged =
  | { readonly ok: true; readonly fit: boolean; readonly why: string }
  | { readonly ok: false; readonly failure: ModelFailure };

async function* qualified(
  { book }: ReplyToRefine,
  transcript: string,
  text: string,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Judged> {
  const fenced = fence(`${transcript}\n${book.persona.name} answered:\n${text}`, deps.random);
  const content = `${fenced.text}\n${fenceRule(fenced)}\n\nThe rules of ${book.persona.name}:\n${rulesInWords(book)}\n\nIs the last answer fit to stand: does it keep every rule, and is it an answer to what was said? Give the reason first.`;
  const asked = yield* askJson(
    { step: 'judge', messages: [{ role: 'user', content }], schema, read: readJudgement },
    place,
    deps,
    signal,
  );
  return asked.ok ? { ok: true, ...asked.value } : { ok: false, failure: asked.failure };
}

const schema = {
  name: 'judgement',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['why', 'fit'],
    properties: { why: { type: 'string', description: 'one sentence' }, fit: { type: 'boolean' } },
  },
} as const;

function readJudgement(value: unknown): { readonly value: { readonly fit: boolean; readonly why: string } } | string {
  const { fit, why } = value as { fit?: unknown; why?: unknown };
  if (typeof fit !== 'boolean') return 'It needs "fit" as true or false.';
  return { value: { fit, why: typeof why === 'string' ? why.trim() : '' } };
}

function rejected(flaws: readonly Flaw[], refinement: string | undefined, why: string): Refined {
  return { ok: true, outcome: 'rejected', text: undefined, flaws, refinement, why };
}

/** What cannot be read twice is a rejection with that reason; any other failure ends the run. */
function unread(
  failure: ModelFailure,
  { flaws, refinement, what }: Pick<RefinedReply, 'flaws' | 'refinement'> & { readonly what: string },
): Refined {
  if (failure.reason !== 'bad-answer') return { ok: false, failure };
  return rejected(flaws, refinement, `${what} could not be read.`);
}

function transcriptOf({ persona }: RuleBook, talk: readonly TalkMessage[]): string {
  return talk
    .filter(({ role }) => role !== 'system')
    .map(({ role, name, content }) => `${role === 'assistant' ? persona.name : (name ?? 'user')}: ${content}`)
    .join('\n');
}
