// Who writes in the terminal: an endpoint of dramatis.json, counted and cached, with chance that comes out the same for the same inputs. In: what
// the command line says. Out: what a run needs. Asks the user about an address, and no model anything.
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { UserError } from '../base/user-error.ts';
import { sqliteReplyStore } from '../disk/sqlite-reply-store.ts';
import { fnv64 } from '../lang/hash.ts';
import type { Measures } from '../lang/measures.ts';
import { systemClock } from '../model/providers/system-clock.ts';
import { replay } from '../model/replay.ts';
import { memoryReplyStore } from '../model/reply-store.ts';
import { resumable } from '../model/resumable.ts';
import { chance } from '../play/scene/chance.ts';
import { roughTokens } from '../suite/estimate.ts';
import { newMeter } from '../suite/metered.ts';
import type { SuiteDeps } from '../suite/run-suite.ts';
import type { WriteDeps } from '../write/deps.ts';
import { confirmedOrigins, endpointModel, endpointNamed } from './choose-model.ts';
import type { Arguments, Terminal } from './command.ts';
import type { GivenInput } from './write-input.ts';

export interface WriterWish {
  readonly options: Arguments['options'];
  readonly requests: number;
  readonly given: GivenInput;
  readonly measures: Measures;
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}

export interface Writer {
  readonly deps: WriteDeps;
  readonly suite: SuiteDeps;
  /** Requests made until now. */
  asked(): number;
  close(): void;
}

/** A whole file takes a slow model its time. */
const replyMs = 300_000;

/** @throws UserError where no model is named, it may not be asked, or the cache cannot be opened. */
export async function openWriter(
  { options, requests, given, measures, confirm }: WriterWish,
  terminal: Pick<Terminal, 'env' | 'err' | 'cwd'>,
): Promise<Writer> {
  const { config } = given.context;
  const { model: named, cache } = options as Record<string, string | undefined>;
  const name = named ?? config.model;
  if (name === undefined || name === 'understudy' || name === 'none' || name.startsWith('vscode:')) {
    throw new UserError(
      'Writing needs a language model; the offline understudy writes nothing.',
      'Name an endpoint of dramatis.json with --model.',
    );
  }
  const endpoint = endpointNamed(name, config);
  const allowed = options['allow-origin'];
  const confirmed = confirmedOrigins(typeof allowed === 'object' ? allowed : []);
  const consent = { confirmed, confirm, what: 'what you write' };
  const asked = await endpointModel(endpoint, consent, terminal);
  const disk =
    cache === undefined ? undefined : await sqliteReplyStore(join(resolve(terminal.cwd, cache), 'replies.sqlite'));
  const store = disk ?? memoryReplyStore();
  const tokens = measures.tokens ?? roughTokens;
  const meter = newMeter({ clock: systemClock, budget: { requests }, replyMs, tokens });
  const model = meter.meter(asked, 'model');
  const seed = Number.parseInt(fnv64(JSON.stringify(given.seeds)).slice(0, 8), 16);
  const { temperature, maxTokens, contextTokens } = endpoint;
  const numbers = maxTokens === undefined ? {} : { maxTokens };
  return {
    deps: {
      model: resumable(replay(model, store)),
      clock: { now: () => Date.now() },
      ids: randomUUID,
      random: chance(seed, 0),
      measures,
      ...numbers,
    },
    suite: {
      modelFor: () => model,
      judge: undefined,
      remember: (one) => replay(one, store),
      clock: systemClock,
      budget: { requests },
      measures,
      ...numbers,
      ...(temperature === undefined ? {} : { temperature }),
      ...(contextTokens === undefined ? {} : { promptBudget: contextTokens }),
    },
    asked: () => meter.cost().requests,
    close: () => disk?.close(),
  };
}
