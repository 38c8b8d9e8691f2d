// Replies to try a check on. The author's own (greetings, examples, scene openings) keep their rules; a kept talk's and a model's are read without
// saying what was asked for. In: a persona, a rule. Out: events, then replies with the side each is on.
import type { Persona, Rule } from '../../lang/persona.ts';
import { originOf } from '../../lang/source-text.ts';
import { authorTalks } from '../../lint/static/author-talks.ts';
import type { RunPlace } from '../../play/call.ts';
import type { Turn } from '../../play/events.ts';
import type { TraceRecord } from '../../play/trace.ts';
import type { TalkMessage } from '../../rules/verdict.ts';
import { askJson } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import { turnsOfTalk } from '../given-source.ts';
import { saidWords } from '../said.ts';
import type { TrialReply } from './try-check.ts';

/** How many a model writes for each side. */
export const repliesAsked = 4;
/** Replies of a kept talk that are read, the newest. */
const mostOfTalk = 8;

/** What the author wrote as said. */
export function authorReplies(persona: Persona): readonly TrialReply[] {
  return authorTalks(persona).flatMap(({ what, messages, written }) =>
    messages.flatMap(({ role, content }, at): TrialReply[] => {
      const text = written[at]?.text;
      if (role !== 'assistant') return [];
      const place = text ? { origin: originOf(text) } : {};
      return [{ from: what, before: messages.slice(0, at), reply: content, told: undefined, side: 'keeps', ...place }];
    }),
  );
}

/** What the persona said in a talk that was kept; whether it kept the rule is not known yet. */
export function talkReplies(records: readonly TraceRecord[]): readonly TrialReply[] {
  const talk = records.find((record) => record.type === 'talk')?.id;
  const path = turnsOfTalk(records);
  const replies = path.flatMap((turn, at): TrialReply[] => {
    if (turn.speaker !== 'self') return [];
    const before = path.slice(0, at).map(messageOf);
    const spoken = { turn: turn.id, said: saidWords(at + 1, 'persona'), ...(talk === undefined ? {} : { talk }) };
    return [{ from: 'talk', before, reply: turn.text, told: undefined, side: undefined, spoken }];
  });
  return replies.slice(-mostOfTalk);
}

function messageOf({ speaker, text }: Turn): TalkMessage {
  return { role: speaker === 'self' ? 'assistant' : 'user', content: text };
}

/** Replies that a model was told to let keep, or break, the rule: one request for one side, which knows nothing of the other. */
export async function* generatedReplies(
  told: 'keep' | 'break',
  { persona, rule }: { readonly persona: Persona; readonly rule: Rule },
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
) {
  const fenced = fence(rule.sentence.value.trim(), deps.random);
  const how =
    told === 'keep'
      ? 'In every one the reply keeps the rule, and not because nothing tempts it: some come close.'
      : 'In every one the reply breaks the rule, each in another way: plainly, in other words, in passing, half.';
  const content = `Write ${repliesAsked} short exchanges with ${persona.name}: a line of the user and the reply. They are material to test a check with. ${how}\n\nThe rule:\n${fenced.text}\n\n${fenceRule(fenced)}`;
  return yield* askJson(
    { step: `replies that ${told} it`, messages: [{ role: 'user', content }], schema: exchanges, read, temperature: 1 },
    place,
    deps,
    signal,
  );
}

/** Which of the replies keep the rule, read by a model that is not told what was asked for, in a shuffled order. */
export async function* readBlind(
  rule: Rule,
  replies: readonly TrialReply[],
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, readonly TrialReply[]> {
  if (replies.length === 0) return [];
  const order = shuffled(
    replies.map((_, at) => at),
    deps.random,
  );
  const listed = order.map((at, number) => {
    const { before, reply } = replies[at] as TrialReply;
    return `${number + 1}.\nuser: ${before.findLast(({ role }) => role === 'user')?.content ?? ''}\nreply: ${reply}`;
  });
  const fenced = fence(`Rule: ${rule.sentence.value.trim()}\n\n${listed.join('\n\n')}`, deps.random);
  const content = `Read each reply by the rule and say whether it keeps it: "yes", "no", or "unsure". One word for each, in order.\n\n${fenced.text}\n\n${fenceRule(fenced)}`;
  const messages = [{ role: 'user', content }] as const;
  const asked = yield* askJson(
    { step: 'read blind', messages, schema: answers, read: readAnswers(replies.length), temperature: 0 },
    place,
    deps,
    signal,
  );
  if (!asked.ok) {
    yield {
      type: 'told',
      severity: 'warning',
      message: `Nobody could say which of the replies keep the rule, so each counts as what it was asked for: ${asked.failure.message}`,
    };
    return replies.map((one) => ({ ...one, side: one.told && sides[one.told] }));
  }
  return replies.map((one, at) => {
    const said = asked.value[order.indexOf(at)];
    const found = said === 'yes' ? 'keeps' : said === 'no' ? 'breaks' : undefined;
    // Told one thing and read as another: in doubt, shown, counted nowhere.
    return { ...one, side: one.told === undefined || sides[one.told] === found ? found : undefined };
  });
}

const sides = { keep: 'keeps', break: 'breaks' } as const;

function shuffled(list: readonly number[], random: () => number): readonly number[] {
  const all = [...list];
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] as number, all[at] as number];
  }
  return all;
}

const exchanges = {
  name: 'exchanges',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['exchanges'],
    properties: {
      exchanges: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['user', 'reply'],
          properties: { user: { type: 'string' }, reply: { type: 'string' } },
        },
      },
    },
  },
} as const;

interface Exchange {
  readonly user: string;
  readonly reply: string;
}

function read(value: unknown): { readonly value: readonly Exchange[] } | string {
  const list = (value as { exchanges?: unknown } | null)?.exchanges;
  if (!Array.isArray(list)) return 'It needs a list "exchanges".';
  const good = list.flatMap((one: Partial<Exchange> | null) =>
    typeof one?.user === 'string' && typeof one.reply === 'string' && one.reply.trim() !== ''
      ? [{ user: one.user, reply: one.reply }]
      : [],
  );
  return good.length === 0 ? 'No exchange has a "user" and a "reply".' : { value: good.slice(0, repliesAsked) };
}

const answers = {
  name: 'answers',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['answers'],
    properties: { answers: { type: 'array', items: { type: 'string', enum: ['yes', 'no', 'unsure'] } } },
  },
} as const;

function readAnswers(count: number): (value: unknown) => { readonly value: readonly string[] } | string {
  return (value) => {
    const list = (value as { answers?: unknown } | null)?.answers;
    if (!Array.isArray(list) || list.length !== count) return `It needs a list "answers" with ${count} words.`;
    return { value: list.map((one) => String(one).trim().toLowerCase()) };
  };
}
