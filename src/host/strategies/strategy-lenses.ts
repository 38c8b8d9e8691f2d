// Lenses on a library: how many of it are approved, to play with it, and, at each strategy, to approve or reject it. In: a document. Out: lenses; a status
// is set as an edit that can be undone, in the open editor, and saved by nobody but its author.
import * as vscode from 'vscode';
import type { Strategy, StrategyPlace } from '../../play/strategies/strategies.ts';
import { commandWith } from '../commands/register-command.ts';
import { commands } from '../ids.ts';

type Reading = ReturnType<typeof import('../../play/strategies/strategies.ts')['readStrategies']>;

/** In the order of the file. */
export function strategyLenses(document: vscode.TextDocument, { strategies, places }: Reading): vscode.CodeLens[] {
  const statusOf = new Map(strategies.map(({ name, status }) => [name, status]));
  const at = (line: number) => new vscode.Range(line - 1, 0, line - 1, 0);
  const [first] = places;
  const head = first ? headLenses(document, strategies, places, at(1)) : [];
  return [
    ...head,
    ...places.flatMap((place) => {
      const status = statusOf.get(place.name);
      if (status === undefined) return [];
      return choicesFor(status).map(
        ({ title, to }) =>
          new vscode.CodeLens(
            at(place.line),
            commandWith(commands.setStrategyStatus, title, document.uri, place.name, to),
          ),
      );
    }),
  ];
}

function headLenses(
  { uri }: vscode.TextDocument,
  strategies: readonly Strategy[],
  places: readonly StrategyPlace[],
  range: vscode.Range,
): vscode.CodeLens[] {
  const approved = strategies.filter(({ status }) => status === 'approved').length;
  const open = strategies.filter(({ status }) => status === 'proposed');
  const play = vscode.l10n.t('Play with these');
  const counted = vscode.l10n.t('{0} of {1} approved', approved, strategies.length);
  const next = open.flatMap(({ name }) => places.find((place) => place.name === name) ?? [])[0];
  const target = new vscode.Position((next?.line ?? 1) - 1, 0);
  const audit: vscode.Command = next
    ? {
        title: `$(checklist) ${counted}, ${vscode.l10n.t('{0} to audit', open.length)}`,
        command: 'editor.action.goToLocations',
        arguments: [uri, range.start, [new vscode.Location(uri, target)], 'goto', ''],
      }
    : { title: `$(checklist) ${counted}`, command: '' };
  return [
    new vscode.CodeLens(range, commandWith(commands.playWithStrategies, `$(play) ${play}`, undefined, uri)),
    new vscode.CodeLens(range, audit),
  ];
}

function choicesFor(
  status: Strategy['status'],
): readonly { readonly title: string; readonly to: Strategy['status'] }[] {
  const approve = { title: `$(check) ${vscode.l10n.t('Approve')}`, to: 'approved' } as const;
  const reject = { title: `$(close) ${vscode.l10n.t('Reject')}`, to: 'rejected' } as const;
  const back = { title: `$(discard) ${vscode.l10n.t('Back to proposed')}`, to: 'proposed' } as const;
  if (status === 'proposed') return [approve, reject];
  return status === 'approved' ? [reject, back] : [approve, back];
}

/** Sets a status where the strategy stands now; nothing where it is not there any more. */
export async function setStrategyStatus(uri: vscode.Uri, name: string, wanted: Strategy['status']): Promise<void> {
  const [{ readStrategies, statusLine }, document] = await Promise.all([
    import('../../play/strategies/strategies.ts'),
    vscode.workspace.openTextDocument(uri),
  ]);
  const place = readStrategies(document.getText()).places.find((one) => one.name === name);
  if (!place) return;
  const { line, insert, text } = statusLine(place, wanted);
  const { range } = document.lineAt(line - 1);
  const edit = new vscode.WorkspaceEdit();
  if (insert) edit.insert(uri, range.end, `${document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n'}${text}`);
  else edit.replace(uri, range, text);
  await vscode.workspace.applyEdit(edit);
}
