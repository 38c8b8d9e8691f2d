// What the panel asks about one reply: refine it, weigh it against another, improve the persona from it. In: the panel. Out: a
// counsel of its talk with the model chosen, counted and bounded; or a word on why nobody can be asked. What was said stays as it is.
import * as vscode from 'vscode';
import { fnv64 } from '../../lang/hash.ts';
import { systemClock } from '../../model/providers/system-clock.ts';
import type { PanelAsks } from '../../wire/preview-protocol.ts';
import { choicesOfEvents } from '../../write/prefer/choices.ts';
import type { Deps } from '../deps.ts';
import type { Performer } from '../talks/live-talk.ts';
import { improveFrom } from './improve-from.ts';
import type { MoreContext } from './more-actions.ts';

/** A whole critique takes a slow model its time. */
const replyMs = 300_000;

/** `later`: does the work and reports what goes wrong, for what needs a person answers at once. */
export function replyHandlers(context: () => Promise<MoreContext>, later: (work: () => Promise<unknown>) => undefined) {
  return {
    improveFrom: ({ turn }: PanelAsks['improveFrom']['params']) =>
      later(async () => improveFrom(await context(), turn)),
    refine: ({ turn }: PanelAsks['refine']['params']) => later(async () => refine(await context(), turn)),
    weigh: ({ one, other }: PanelAsks['weigh']['params']) => later(async () => weigh(await context(), [one, other])),
  };
}

/** By the rules; where enough choices are known the author is asked whether by those. */
async function refine({ uri, talk, deps }: MoreContext, turn: string): Promise<void> {
  if (!talk) return;
  const asked = await whoAnswers(uri, deps);
  const choices = await choicesOf(uri, talk, deps);
  const by = await pickWay(choices.length);
  if (!by) return;
  const { refineCounsel } = await import('../../write/improve/refine-counsel.ts');
  const { similarity } = asked.performer.model;
  const refining = { turn, by, choices, random: asked.random(turn, talk.state.notes.length) };
  const counsel = refineCounsel({ ...refining, ...(similarity ? { similarity } : {}) });
  await talk.run({ type: 'counsel' }, async () => ({ ...asked.performer, counsel }));
}

async function weigh({ uri, talk, deps }: MoreContext, turns: readonly [string, string]): Promise<void> {
  if (!talk) return;
  const asked = await whoAnswers(uri, deps);
  const { weighCounsel } = await import('../../write/compare/weigh-counsel.ts');
  const random = asked.random(turns.join(' '), talk.state.notes.length);
  const counsel = weighCounsel({ turns, judge: await asked.judge(), random });
  await talk.run({ type: 'counsel' }, async () => ({ ...asked.performer, counsel }));
}

/** The model chosen, within the budget of requests that a run has. Rejects, with the one thing to do, where nobody can be asked. */
async function whoAnswers(uri: vscode.Uri, deps: Deps) {
  const [{ failureError, needsModel }, { requireTrust }, { performerFor }, measures] = await Promise.all([
    import('../write/ready-to-write.ts'),
    import('../trust.ts'),
    import('../talks/talks.ts'),
    deps.personas.measures(),
  ]);
  requireTrust();
  const performer = await performerFor(uri, deps);
  if (!performer.ok) throw failureError(performer.failure, uri);
  if (performer.model.identity.provider === 'understudy') throw failureError(needsModel(), uri);
  const [{ newMeter }, { roughTokens }, { chance }] = await Promise.all([
    import('../../suite/metered.ts'),
    import('../../suite/estimate.ts'),
    import('../../play/scene/chance.ts'),
  ]);
  const budget = { requests: deps.settings['budget.requests'].read() };
  const meter = newMeter({ clock: systemClock, budget, replyMs, tokens: measures.tokens ?? roughTokens });
  const metered: Extract<Performer, { ok: true }> = { ...performer, model: meter.meter(performer.model, 'model') };
  return {
    performer: metered,
    async judge() {
      const judge = await deps.models.judgeFor(uri);
      if (!judge?.ok || judge.model.identity.provider === 'understudy') return undefined;
      return meter.meter(judge.model, 'judge');
    },
    random: (what: string, times: number) => chance(Number.parseInt(fnv64(what).slice(0, 8), 16), times),
  };
}

/** Of this talk and of the persona's others, the newest first. */
async function choicesOf(uri: vscode.Uri, talk: NonNullable<MoreContext['talk']>, deps: Deps) {
  const { eventsOf } = await import('../../play/restore.ts');
  const store = await deps.talks.store();
  const others = (await store.list()).filter(({ id, personaUri }) => personaUri === uri.toString() && id !== talk.id);
  const records = await Promise.all(others.slice(0, mostTalks).map(({ id }) => store.read(id)));
  return [...choicesOfEvents(talk.log), ...records.flatMap((one) => [...choicesOfEvents(eventsOf(one))])];
}

/** Talks that are looked through. */
const mostTalks = 20;

async function pickWay(known: number): Promise<'rules' | 'choices' | undefined> {
  const { leastChoices } = await import('../../write/prefer/improve-reply.ts');
  if (known < leastChoices) return 'rules';
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: `$(checklist) ${vscode.l10n.t('By the rules')}`,
        detail: vscode.l10n.t('A critique by the names of the rules, a better version, a judge.'),
        by: 'rules' as const,
      },
      {
        label: `$(star) ${vscode.l10n.t('Like what you chose')}`,
        detail: vscode.l10n.t('{0} of your choices are known; the nearest three show what is better.', known),
        by: 'choices' as const,
      },
    ],
    { title: vscode.l10n.t('Refine this reply: by what?') },
  );
  return picked?.by;
}
