// Who writes in the terminal: an endpoint of dramatis.json, counted and cached, with chance that comes out the same for the same inputs. In: what
// the command line says. Out: what a run needs. Asks the user about an address, and no model anything.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { UserError } from '../base/user-error.ts';
import { type SqliteReplyStore, sqliteReplyStore } from '../disk/sqlite-reply-store.ts';
import { fnv64 } from '../lang/hash.ts';
import type { Measures } from '../lang/measures.ts';
import { nobody } from '../model/nobody.ts';
import type { ChatModel } from '../model/port.ts';
import { systemClock } from '../model/providers/system-clock.ts';
import { replay } from '../model/replay.ts';
import { memoryReplyStore } from '../model/reply-store.ts';
import { resumable } from '../model/resumable.ts';
import { chance } from '../play/scene/chance.ts';
import { estimate, roughTokens } from '../suite/estimate.ts';
import { newMeter } from '../suite/metered.ts';
import { planTests } from '../suite/plan-tests.ts';
import type { SuiteDeps } from '../suite/run-suite.ts';
import type { WriteDeps } from '../write/deps.ts';
import type { Offer } from '../write/offer.ts';
import { answersFolder } from './answers-folder.ts';
import { confirmedOrigins, endpointNamed } from './choose-model.ts';
import type { Arguments, Terminal } from './command.ts';
import { madeOnce, type NamedJudge, namedJudge, unsureWithout } from './named-judge.ts';
import type { GivenInput } from './write-input.ts';

export interface WriterWish {
  readonly options: Arguments['options'];
  readonly requests: number;
  readonly given: GivenInput;
  readonly measures: Measures;
  readonly offer: Offer;
  /** Whether the persona's probes are run, too. */
  readonly probes: boolean;
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}

export interface Writer {
  readonly deps: WriteDeps;
  readonly suite: SuiteDeps;
  /** Requests made until now. */
  asked(): number;
  /** Whether a run begun again finds what was answered in this one. */
  readonly lasting: boolean;
  /** Forgets what could not be used, so that the next run asks for it anew. */
  forgetLast(): Promise<void>;
  close(): void;
}

/** A whole file takes a slow model its time. */
const replyMs = 300_000;

/** @throws UserError where no model is named, it may not be asked, or the cache cannot be opened. */
export async function openWriter(
  { options, requests, given, measures, confirm, offer, probes }: WriterWish,
  terminal: Pick<Terminal, 'env' | 'err' | 'cwd'>,
): Promise<Writer> {
  const { config } = given.context;
  // Then no model has to be named.
  const { asksNobody = false } = offer;
  const { model: named, cache } = options as Record<string, string | undefined>;
  const name = named ?? config.model;
  const none = name === undefined || name === 'understudy' || name === 'none' || name.startsWith('vscode:');
  if (none && !asksNobody) {
    throw new UserError(
      'Writing needs a language model; the offline understudy writes nothing.',
      'Name an endpoint of dramatis.json with --model.',
    );
  }
  const endpoint = none ? undefined : endpointNamed(name, config);
  const allowed = options['allow-origin'];
  const confirmed = confirmedOrigins(typeof allowed === 'object' ? allowed : []);
  const making = { confirmed, confirm, what: 'what you write', made: new Map(), config };
  const answering = endpoint ? madeOnce(endpoint, making, terminal) : Promise.resolve(nobody);
  // Its embeddings would be of use; without them words are counted.
  const asked = await (asksNobody ? answering.catch(() => nobody) : answering);
  const without = await withoutJudge(offer, { ...given, measures }, probes, asked);
  const judge: NamedJudge =
    without === undefined ? { model: undefined, notes: [] } : await namedJudge(without, making, terminal);
  for (const note of judge.notes) terminal.err(`note: ${note}\n`);
  const disk = await openAnswers(cache, terminal);
  const store = disk ?? memoryReplyStore();
  const tokens = measures.tokens ?? roughTokens;
  const meter = newMeter({ clock: systemClock, budget: { requests }, replyMs, tokens });
  const model = meter.meter(asked, 'model');
  const judging = judge.model && meter.meter(judge.model, 'judge');
  const seed = Number.parseInt(fnv64(JSON.stringify(given.seeds)).slice(0, 8), 16);
  const { temperature, maxTokens, contextTokens } = endpoint ?? {};
  const numbers = maxTokens === undefined ? {} : { maxTokens };
  const through = resumable(replay(model, store));
  const judgingThrough = judging && resumable(replay(judging, store));
  return {
    deps: {
      model: through,
      ...(judgingThrough ? { judge: judgingThrough } : {}),
      clock: { now: () => Date.now() },
      ids: randomUUID,
      random: chance(seed, 0),
      measures,
      ...(model.similarity ? { similarity: model.similarity } : {}),
      ...numbers,
    },
    suite: {
      modelFor: () => model,
      judge: judging,
      remember: (one) => replay(one, store),
      clock: systemClock,
      budget: { requests },
      measures,
      ...numbers,
      ...(temperature === undefined ? {} : { temperature }),
      ...(contextTokens === undefined ? {} : { promptBudget: contextTokens }),
    },
    asked: () => meter.cost().requests,
    lasting: disk !== undefined,
    forgetLast: async () => {
      await through.forgetLast();
      await judgingThrough?.forgetLast();
    },
    close: () => disk?.close(),
  };
}

/** In words, what becomes of the way without a judge; undefined: it needs none. */
async function withoutJudge(
  offer: Offer,
  { input, measures }: Pick<GivenInput, 'input'> & Pick<WriterWish, 'measures'>,
  probes: boolean,
  model: ChatModel,
): Promise<string | undefined> {
  if (offer.asksJudge) return 'the model judges itself.';
  if (!offer.loadMeasure) return undefined;
  const { persona, book, files } = input;
  const attacks = probes ? (await import('../lint/behavior/plan-probes.ts')).planProbes(persona, book) : [];
  const plan = { persona, book, cases: [...planTests(persona, book, { source: files }), ...attacks] };
  const { judgeRequests } = estimate(plan, { measures, model, judge: model });
  return judgeRequests.most > 0 ? unsureWithout : undefined;
}

/** A folder that was named must open; the usual one is done without where it does not, and that is said. */
async function openAnswers(
  named: string | undefined,
  terminal: Pick<Terminal, 'env' | 'err' | 'cwd'>,
): Promise<SqliteReplyStore | undefined> {
  const folder = answersFolder(named, terminal);
  if (folder === undefined) return undefined;
  try {
    return await sqliteReplyStore(join(folder, 'replies.sqlite'));
  } catch (error) {
    if (named !== undefined || !(error instanceof UserError)) throw error;
    terminal.err(`Answers are not kept beyond this run. ${error.message}\n`);
    return undefined;
  }
}
