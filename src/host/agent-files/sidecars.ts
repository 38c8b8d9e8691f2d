// The persona beside an agent file, which holds what Dramatis adds to it: found, made, and given a rule. In: uris and a sentence. Out: changed
// documents, each in one undo step. The agent file is never changed, and no other file is taken for its persona.
import * as vscode from 'vscode';
import type { TextEdit } from '../../base/text-edit.ts';
import { UserError } from '../../base/user-error.ts';
import type { FoundBullet } from '../../interop/agent-file/bullet-at.ts';
import { commandWith } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { fileNameOf } from '../file-name.ts';
import { commands } from '../ids.ts';
import { showFile } from '../preview/panel-actions.ts';
import { CommandError } from '../report-error.ts';
import { isAgentFile } from './is-agent-file.ts';

type Place = { readonly uri: vscode.Uri; readonly there: boolean };
type SidecarDeps = Pick<Deps, 'personas'>;

/** Where what is added to a file is written: itself, or the persona beside a file of another tool. Throws a CommandError where there is none yet. */
export async function fileToWrite(uri: vscode.Uri, deps: SidecarDeps): Promise<vscode.Uri> {
  if (!isAgentFile(uri)) return uri;
  const { uri: beside, there } = await placeBeside(uri, deps);
  if (there) return beside;
  const message = vscode.l10n.t(
    '{0} is a file of another tool and stays as it is. What you add goes into a persona beside it, and there is none yet.',
    fileNameOf(uri),
  );
  throw new CommandError(message, commandWith(commands.addChecks, vscode.l10n.t('Make {0}', fileNameOf(beside)), uri));
}

/** Makes the persona where it is not there, adds the bullet as a rule where one is given, and shows it. */
export async function addToSidecar(
  agent: vscode.Uri,
  bullet: FoundBullet | undefined,
  deps: SidecarDeps,
): Promise<vscode.Uri> {
  const [{ takenInto }, { persona }] = await Promise.all([
    import('../../interop/agent-file/sidecar.ts'),
    deps.personas.read(agent),
  ]);
  const { uri, there } = await placeBeside(agent, deps);
  const text = there ? (await vscode.workspace.openTextDocument(uri)).getText() : undefined;
  const taken = takenInto(text, uri.toString(), persona, bullet);
  if (!taken.ok) throw new UserError(taken.reason);
  if (taken.make !== undefined) await create(uri, taken.make);
  else if (taken.edits.length > 0) await change(uri, taken.edits);
  await showFile(uri, taken.shown);
  return uri;
}

async function placeBeside(agent: vscode.Uri, { personas }: SidecarDeps): Promise<Place> {
  const [source, { findSidecar }] = await Promise.all([
    personas.sourceFor(agent),
    import('../../interop/agent-file/find-sidecar.ts'),
  ]);
  const found = findSidecar(agent.toString(), source, sameFile);
  if (found.kind === 'taken')
    throw new UserError(
      vscode.l10n.t(
        'The personas beside {0} do not extend it. Write `extends: ./{0}` into one of them.',
        fileNameOf(agent),
      ),
    );
  const uri = vscode.Uri.joinPath(agent, '..', found.name);
  if (found.kind === 'unreadable')
    throw new UserError(vscode.l10n.t('{0} cannot be read.', vscode.workspace.asRelativePath(uri)));
  return { uri, there: found.kind === 'there' };
}

function sameFile(one: string, other: string): boolean {
  return vscode.Uri.parse(one).toString() === vscode.Uri.parse(other).toString();
}

async function create(uri: vscode.Uri, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  await apply(edit, uri);
}

async function change(uri: vscode.Uri, edits: readonly TextEdit[]): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  for (const { range, text } of edits)
    edit.replace(uri, new vscode.Range(document.positionAt(range.start), document.positionAt(range.end)), text);
  await apply(edit, uri);
}

async function apply(edit: vscode.WorkspaceEdit, uri: vscode.Uri): Promise<void> {
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new UserError(vscode.l10n.t('{0} could not be changed.', vscode.workspace.asRelativePath(uri)));
}
