// *Keep*: a talk written beside its persona as `NAME.talk.jsonl`, where git and lint find it. In: the talk's records. Out: a file, written
// whole or not at all. Never replaces one unasked.

import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { readTalkFile, writeTalkFile } from '../../play/talk-file.ts';
import type { TraceRecord } from '../../play/trace.ts';
import { bytesOf } from '../bytes-of.ts';
import type { Deps } from '../deps.ts';
import { fileNameOf } from '../file-name.ts';
import { plainLabel } from '../plain-label.ts';
import { writeWhole } from '../write-whole.ts';
import type { LiveTalk } from './live-talk.ts';

const ending = '.talk.jsonl';

/** Keeps the talk; undefined where the user thought better of it. Rejects with a UserError where it cannot be written. */
async function keepTalk(
  persona: vscode.Uri,
  records: readonly TraceRecord[],
  newId: () => string,
): Promise<vscode.Uri | undefined> {
  if (!records.some((record) => record.type === 'turn')) throw new UserError(vscode.l10n.t('Nothing was said yet.'));
  const folder = vscode.Uri.joinPath(persona, '..');
  const target = await chooseTarget(persona, folder, records);
  if (!target) return undefined;
  const text = writeTalkFile(records, folder.toString());
  await writeWhole(target.uri, new TextEncoder().encode(text), { overwrite: target.replace, newId });
  return target.uri;
}

/** Keeps the talk and says where. */
export async function keepAndTell(
  persona: vscode.Uri,
  records: readonly TraceRecord[],
  newId: () => string,
): Promise<void> {
  const kept = await keepTalk(persona, records, newId);
  if (!kept) return;
  const open = vscode.l10n.t('Open');
  const said = plainLabel(vscode.l10n.t('Kept as {0}.', vscode.workspace.asRelativePath(kept)));
  const picked = await vscode.window.showInformationMessage(said, open);
  if (picked === open) await vscode.window.showTextDocument(kept);
}

/** The same for a talk that goes on: what is under way ends first. */
export async function keepLive(
  persona: vscode.Uri,
  talk: LiveTalk,
  { talks, world }: Pick<Deps, 'talks' | 'world'>,
): Promise<void> {
  await talk.settle();
  await keepAndTell(persona, await (await talks.store()).read(talk.id), world.newId);
}

interface Target {
  readonly uri: vscode.Uri;
  readonly replace: boolean;
}

/** `NAME.talk.jsonl` where it is free; else the user says whether to replace it or to take the next free name. */
async function chooseTarget(
  persona: vscode.Uri,
  folder: vscode.Uri,
  records: readonly TraceRecord[],
): Promise<Target | undefined> {
  const stem = fileNameOf(persona).replace(/\.persona$/, '');
  const first = vscode.Uri.joinPath(folder, stem + ending);
  const kept = await textOf(first);
  if (kept === undefined) return { uri: first, replace: false };
  const next = await nextFree(folder, stem);
  const same = talkIn(kept, folder) === talkOf(records);
  const update = {
    label: plainLabel(vscode.l10n.t('Replace {0}', fileNameOf(first))),
    description: same ? vscode.l10n.t('an earlier state of this talk') : vscode.l10n.t('another talk; it will be gone'),
    target: { uri: first, replace: true },
  };
  const add = {
    label: plainLabel(vscode.l10n.t('Keep as {0}', fileNameOf(next))),
    description: '',
    target: { uri: next, replace: false },
  };
  const title = vscode.l10n.t('{0} is there already', fileNameOf(first));
  const picked = await vscode.window.showQuickPick(same ? [update, add] : [add, update], { title });
  return picked?.target;
}

async function nextFree(folder: vscode.Uri, stem: string): Promise<vscode.Uri> {
  for (let number = 2; ; number++) {
    const uri = vscode.Uri.joinPath(folder, `${stem}.${number}${ending}`);
    if ((await textOf(uri)) === undefined) return uri;
  }
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const bytes = await bytesOf(uri);
  return bytes && new TextDecoder().decode(bytes);
}

function talkIn(text: string, folder: vscode.Uri): string | undefined {
  return talkOf(readTalkFile(text, folder.toString()).lines.map(({ record }) => record));
}

function talkOf(records: readonly TraceRecord[]): string | undefined {
  return records.find((record) => record.type === 'talk')?.id;
}
