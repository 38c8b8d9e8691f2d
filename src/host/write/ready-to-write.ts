// What a run of writing needs from this window: the model chosen, counted and cached, chance that comes out the same for the same inputs. Asks no
// model. Rejects, with the one thing to do, where there is none that could write.
import * as vscode from 'vscode';
import { fnv64 } from '../../lang/hash.ts';
import { nobody } from '../../model/nobody.ts';
import type { ModelFailure } from '../../model/port.ts';
import { systemClock } from '../../model/providers/system-clock.ts';
import { chance } from '../../play/scene/chance.ts';
import type { Meter } from '../../suite/metered.ts';
import type { SuiteDeps } from '../../suite/run-suite.ts';
import type { WriteDeps } from '../../write/deps.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { CommandError } from '../report-error.ts';
import { performerFor } from '../talks/talks.ts';
import { requireTrust } from '../trust.ts';

/** A whole file takes a slow model its time. */
const replyMs = 300_000;

export interface ReadyToWrite {
  readonly deps: WriteDeps;
  readonly suite: SuiteDeps;
  readonly meter: Meter;
  /** Requests that the run may make in all. */
  readonly budget: number;
  /** Forgets what could not be used, so that the next run asks for it anew. */
  readonly forgetLast: () => Promise<void>;
  /** False: answers are kept as long as this window. */
  readonly lasting: boolean;
}

export type ReadyDeps = Pick<Deps, 'settings' | 'configs' | 'personas' | 'models' | 'world' | 'replies'>;

/** The same, with the chance that these inputs have: everything the run begins with. The same inputs send the same words. */
export function seeded(ready: ReadyToWrite, inputs: readonly string[]): ReadyToWrite {
  const seed = Number.parseInt(fnv64(JSON.stringify(inputs)).slice(0, 8), 16);
  return { ...ready, deps: { ...ready.deps, random: chance(seed, 0) } };
}

/** Rejects with a CommandError where nobody could write. `asksNobody`: nobody has to. */
export async function readyToWrite(uri: vscode.Uri, deps: ReadyDeps, asksNobody = false): Promise<ReadyToWrite> {
  requireTrust();
  const [chosen, judge, measures, store] = await Promise.all([
    performerFor(uri, deps),
    deps.models.judgeFor(uri),
    deps.personas.measures(),
    deps.replies(),
  ]);
  if (!chosen.ok && !asksNobody) throw failureError(chosen.failure, uri);
  const performer: Extract<typeof chosen, { ok: true }> = chosen.ok ? chosen : { ok: true, model: nobody };
  if (!asksNobody && performer.model.identity.provider === 'understudy') throw failureError(needsModel(), uri);
  const [{ newMeter }, { replay }, { resumable }, { roughTokens }] = await Promise.all([
    import('../../suite/metered.ts'),
    import('../../model/replay.ts'),
    import('../../model/resumable.ts'),
    import('../../suite/estimate.ts'),
  ]);
  const budget = deps.settings['budget.requests'].read();
  const meter = newMeter({
    clock: systemClock,
    budget: { requests: budget },
    replyMs,
    tokens: measures.tokens ?? roughTokens,
  });
  const metered = meter.meter(performer.model, 'model');
  const judging = judge?.ok && judge.model.identity.provider !== 'understudy' ? judge.model : undefined;
  const maxTokens = performer.maxTokens === undefined ? {} : { maxTokens: performer.maxTokens };
  const model = resumable(replay(metered, store));
  const asJudge = judging && meter.meter(judging, 'judge');
  const judgeThrough = asJudge && resumable(replay(asJudge, store));
  return {
    deps: {
      model,
      ...(judgeThrough ? { judge: judgeThrough } : {}),
      clock: { now: deps.world.now },
      ids: deps.world.newId,
      random: chance(0, 0),
      ...(metered.similarity ? { similarity: metered.similarity } : {}),
      measures,
      ...maxTokens,
    },
    suite: {
      modelFor: () => metered,
      judge: asJudge,
      remember: (model) => replay(model, store),
      clock: systemClock,
      budget: { requests: budget },
      measures,
      // Of the whole run: who measures takes off what it has spent, so as to know what it can still afford.
      ...maxTokens,
      ...(performer.temperature === undefined ? {} : { temperature: performer.temperature }),
      ...(performer.budget === undefined ? {} : { promptBudget: performer.budget }),
    },
    meter,
    budget,
    forgetLast: async () => {
      await model.forgetLast();
      await judgeThrough?.forgetLast();
    },
    lasting: store.lasting,
  };
}

/** The failure with its one way out. */
export function failureError(failure: ModelFailure, uri: vscode.Uri): Error {
  switch (failure.action) {
    case 'set-key':
      return new CommandError(failure.message, {
        command: commands.setApiKey.id,
        title: vscode.l10n.t('Set API Key'),
        arguments: [uri],
      });
    case 'trust':
      return new CommandError(failure.message, {
        command: commands.manageTrust.id,
        title: vscode.l10n.t('Manage Trust'),
      });
    default:
      return new CommandError(failure.message, {
        command: commands.selectModel.id,
        title: vscode.l10n.t('Select Model'),
        arguments: [uri],
      });
  }
}

/** Said where the understudy is selected. */
export function needsModel(): ModelFailure {
  const message = vscode.l10n.t(
    'Writing needs a language model, and the offline understudy is selected: it answers with what a file says and writes nothing.',
  );
  return { reason: 'other', message, action: 'select-model' };
}
