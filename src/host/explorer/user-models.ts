// Who speaks for simulated users: the model chosen for the file of each, where that is a language model; else the model tested does. In: a
// plan. Out: a model a case. What is chosen and cannot be asked is no reason to ask another: its cases say why they are unfinished.
import * as vscode from 'vscode';
import type { SuiteDeps } from '../../suite/run-suite.ts';
import type { SuiteCase, SuitePlan } from '../../suite/suite-case.ts';
import { refusingModel } from '../talks/refusing-model.ts';
import { performerFor, type TalksDeps } from '../talks/talks.ts';

type UserModel = NonNullable<ReturnType<NonNullable<SuiteDeps['userFor']>>>;

/** May ask to confirm an address, once a file. */
export async function userModels(
  plan: SuitePlan,
  deps: Pick<TalksDeps, 'models' | 'configs'>,
): Promise<(one: SuiteCase) => UserModel | undefined> {
  const uris = new Set(plan.cases.flatMap((one) => one.simulated?.asker.persona?.uri ?? []));
  const found = new Map<string, UserModel>();
  for (const uri of uris) {
    const model = await userModel(vscode.Uri.parse(uri), deps);
    if (model) found.set(uri, model);
  }
  return (one) => found.get(one.simulated?.asker.persona?.uri ?? '');
}

/** Undefined where the understudy is chosen, which plays no user. */
export async function userModel(
  uri: vscode.Uri,
  deps: Pick<TalksDeps, 'models' | 'configs'>,
): Promise<UserModel | undefined> {
  const choice = await deps.models.choiceFor(uri);
  if (choice.kind === 'understudy') return undefined;
  const who = await performerFor(uri, deps);
  if (!who.ok) return { model: refusingModel(who) };
  const { ok: _ok, ...model } = who;
  return model;
}
