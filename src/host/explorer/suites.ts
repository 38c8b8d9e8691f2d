// Tests and probes as the host runs them: the persona as it stands in the editor, the model chosen for it, the cache, the budget.
// In: a file and the cases wanted. Out: an estimate before, one stream of events while it runs. Shows nothing.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { ModelIdentity } from '../../model/port.ts';
import { systemClock } from '../../model/providers/system-clock.ts';
import type { ReplyStore } from '../../model/reply-store.ts';
import type { Estimate } from '../../suite/estimate.ts';
import type { SuiteEvent } from '../../suite/events.ts';
import type { SuiteDeps } from '../../suite/run-suite.ts';
import type { SuiteCase, SuitePlan } from '../../suite/suite-case.ts';
import type { Configs } from '../configs.ts';
import { foreseenModel } from '../models/choice-capabilities.ts';
import type { Models } from '../models/models.ts';
import type { PersonaReading, Personas } from '../personas.ts';
import type { Settings } from '../settings.ts';
import { performerFor } from '../talks/talks.ts';
import { userModels } from './user-models.ts';

export interface CaseReading extends PersonaReading {
  readonly tests: readonly SuiteCase[];
  readonly probes: readonly SuiteCase[];
}

/** Everything a run needs, made ready: nobody was asked for a reply yet. */
export interface ReadySuite {
  /** Undefined in an untrusted workspace: what is written is judged, and no model asked. */
  readonly model: ModelIdentity | undefined;
  /** To be shown beside what the run itself says. */
  readonly notes: readonly string[];
  run(plan: SuitePlan, signal: AbortSignal): AsyncIterable<SuiteEvent>;
}

export interface Suites {
  /** Rejects with a UserError where the file cannot be read. */
  read(uri: vscode.Uri): Promise<CaseReading>;
  /** What a run would cost, less nothing for the cache. Asks nobody, confirms nothing. @param model by its name in settings; else the chosen one. */
  estimate(uri: vscode.Uri, plan: SuitePlan, model?: string): Promise<Estimate>;
  /** May ask the user to confirm an address. Rejects with a UserError where there is no model to ask. */
  ready(uri: vscode.Uri, model?: string): Promise<ReadySuite>;
}

export interface SuitesDeps {
  readonly log: vscode.LogOutputChannel;
  readonly settings: Settings;
  readonly configs: Configs;
  readonly personas: Personas;
  readonly models: Models;
  readonly replies: () => Promise<ReplyStore>;
}

/** Makes the service; opens nothing before it is used. */
export function openSuites(deps: SuitesDeps): Suites {
  const { settings, configs, personas, models } = deps;

  /** The judge, or in words why a judge that is named does not judge. */
  async function judgeOf(uri: vscode.Uri): Promise<Pick<SuiteDeps, 'judge'> & { readonly note?: string }> {
    const answer = await models.judgeFor(uri);
    if (!answer || answer.ok) return { judge: answer?.model };
    return { judge: undefined, note: vscode.l10n.t('The judge was not asked. {0}', answer.failure.message) };
  }

  return {
    async read(uri) {
      const [reading, source, { planTests }, { planProbes }] = await Promise.all([
        personas.read(uri),
        personas.sourceFor(uri),
        import('../../suite/plan-tests.ts'),
        import('../../lint/behavior/plan-probes.ts'),
      ]);
      const { persona, book } = reading;
      return { ...reading, tests: planTests(persona, book, { source }), probes: planProbes(persona, book) };
    },

    async estimate(uri, plan, name) {
      const [{ estimate }, choice, judge, measures, config] = await Promise.all([
        import('../../suite/estimate.ts'),
        models.choiceFor(uri, name),
        models.judgeChoiceFor(uri),
        personas.measures(),
        configs.configFor(uri),
      ]);
      const endpoint = choice.kind === 'endpoint' ? choice.endpoint : undefined;
      const promptBudget = least(config.promptBudget, endpoint?.contextTokens);
      return estimate(plan, {
        measures,
        model: vscode.workspace.isTrusted ? foreseenModel(choice, models.probed) : undefined,
        judge: judge && judge.kind !== 'understudy' ? foreseenModel(judge, models.probed) : undefined,
        ...(endpoint?.maxTokens === undefined ? {} : { maxTokens: endpoint.maxTokens }),
        ...(promptBudget === undefined ? {} : { promptBudget }),
      });
    },

    async ready(uri, name) {
      const [performer, { judge, note }, measures, store] = await Promise.all([
        performerFor(uri, deps, name === undefined ? {} : { name }),
        judgeOf(uri),
        personas.measures(),
        deps.replies(),
      ]);
      const untrusted = !performer.ok && performer.failure.reason === 'untrusted';
      if (!performer.ok && !untrusted) throw new UserError(performer.failure.message);
      const model = performer.ok ? performer.model : undefined;
      const isUnderstudy = model?.identity.provider === 'understudy';
      const [{ runSuite }, { replay }, { understudy }] = await Promise.all([
        import('../../suite/run-suite.ts'),
        import('../../model/replay.ts'),
        import('../../understudy/understudy.ts'),
      ]);
      const requests = settings['budget.requests'].read();
      const base: Omit<SuiteDeps, 'modelFor'> = {
        judge,
        remember: (asked) => replay(asked, store),
        clock: systemClock,
        measures,
        budget: { requests },
        ...(performer.ok && performer.temperature !== undefined ? { temperature: performer.temperature } : {}),
        ...(performer.ok && performer.maxTokens !== undefined ? { maxTokens: performer.maxTokens } : {}),
        ...(performer.ok && performer.budget !== undefined ? { promptBudget: performer.budget } : {}),
      };
      const passing = vscode.l10n.t('Replies cannot be stored here: the cache lasts as long as this window.');
      return {
        model: model?.identity,
        notes: [...(note === undefined ? [] : [note]), ...(store.lasting || isUnderstudy || !model ? [] : [passing])],
        async *run(plan, signal) {
          const { persona, book } = plan;
          const modelFor: SuiteDeps['modelFor'] = isUnderstudy
            ? (values) => understudy({ persona, book, measures, values })
            : model && (() => model);
          yield* runSuite(plan, { ...base, modelFor, userFor: await userModels(plan, deps) }, signal);
        },
      };
    },
  };
}

function least(...limits: (number | undefined)[]): number | undefined {
  const given = limits.filter((limit) => limit !== undefined);
  return given.length > 0 ? Math.min(...given) : undefined;
}
