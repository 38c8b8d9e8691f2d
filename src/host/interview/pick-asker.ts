// Who is to play the user: a curious one, the author as they wrote here, or a persona file of the workspace. In: the panel. Out: who was
// picked. Reads files, asks no model.
import * as vscode from 'vscode';
import { type Asker, personaAsker, plainAsker, writtenLines } from '../../play/simulated-user/asker.ts';
import { userModel } from '../explorer/user-models.ts';
import { plainLabel } from '../plain-label.ts';
import type { MoreContext } from '../preview/more-actions.ts';
import { recordedLines } from './recorded-lines.ts';

export interface PickedAsker {
  readonly asker: Asker;
  readonly asMe?: true;
}

interface AskerItem extends vscode.QuickPickItem {
  readonly make?: () => Promise<PickedAsker>;
}

/** So many files are offered. */
const mostFiles = 200;

/** Undefined where nobody was picked. */
export async function pickAsker(panel: MoreContext, title: string): Promise<PickedAsker | undefined> {
  const picked = await vscode.window.showQuickPick(itemsOf(panel), { title, matchOnDescription: true });
  return picked?.make?.();
}

async function itemsOf(panel: MoreContext): Promise<AskerItem[]> {
  const { talk, uri } = panel;
  const files = await vscode.workspace.findFiles('**/*.persona', '**/node_modules/**', mostFiles);
  const others = files.filter((file) => file.toString() !== uri.toString());
  const wrote = writtenLines(talk?.state.turns ?? []).length > 0;
  return [
    {
      label: `$(person) ${vscode.l10n.t('A curious user')}`,
      description: vscode.l10n.t('writes as the users of this persona do'),
      make: async () => ({ asker: await curiousAsker(panel) }),
    },
    ...(wrote
      ? [
          {
            label: `$(account) ${vscode.l10n.t('Continue as me')}`,
            description: vscode.l10n.t('writes as you did in this talk'),
            make: async () => ({ asker: await curiousAsker(panel), asMe: true as const }),
          },
        ]
      : []),
    ...(others.length > 0
      ? [{ label: vscode.l10n.t('Personas of this workspace'), kind: vscode.QuickPickItemKind.Separator }]
      : []),
    ...others
      .map((file) => ({ file, path: vscode.workspace.asRelativePath(file) }))
      .sort((a, b) => a.path.localeCompare(b.path))
      .map(({ file, path }) => ({
        label: `$(file) ${plainLabel(path)}`,
        make: async () => ({ asker: await fileAsker(file, panel) }),
      })),
  ];
}

/** Written by the persona's own users: its examples and tests, and earlier talks. */
export async function curiousAsker({ persona, uri, talk, deps }: MoreContext): Promise<Asker> {
  const lines = await recordedLines(await deps.talks.store(), uri.toString(), talk?.id ?? '');
  const asker = persona && plainAsker(persona, lines);
  return asker ?? { persona: undefined, name: '', lines, manner: { leaning: 0, shifting: 0, terseness: 'plain' } };
}

async function fileAsker(file: vscode.Uri, { deps }: MoreContext): Promise<Asker> {
  const { persona } = await deps.personas.read(file);
  return { ...personaAsker(persona), ...(await userModel(file, deps)) };
}
