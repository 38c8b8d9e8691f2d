// Which talks training rows are made of: those kept as files in the persona's folder, and those of the store. In: a persona. Out: what the user ticked, and its records, one talk
// at a time. Of a file only the first line is read before it is wanted.
import * as vscode from 'vscode';
import { lines } from '../../base/lines.ts';
import { UserError } from '../../base/user-error.ts';
import { type ReadTalk, talkHead, talksIn } from '../../data/talks-in.ts';
import { nameKey } from '../../lang/name.ts';
import type { Persona } from '../../lang/persona.ts';
import { plainLabel } from '../plain-label.ts';
import { lineOfTalk } from '../talks/talk-words.ts';
import type { RowFiles, RowsDeps } from './export-rows.ts';

export type TalkChoice = { readonly file: vscode.Uri } | { readonly talk: string };

type Row = vscode.QuickPickItem & { readonly choice?: TalkChoice };

const mostFiles = 2000;

/** `talk`: the one talk of the store that is ticked to begin with; undefined: all of the persona that are kept as files are. */
export async function pickTalks(
  { uri, persona, talk }: { readonly uri: vscode.Uri; readonly persona: Persona; readonly talk: string | undefined },
  deps: RowsDeps,
  files: RowFiles,
): Promise<readonly TalkChoice[] | undefined> {
  const [kept, stored] = await Promise.all([keptRows(uri, persona, talk, files), storedRows(uri, talk, deps)]);
  if (kept.length + stored.length === 0)
    throw new UserError(vscode.l10n.t('There is no talk of {0} yet.', persona.name));
  const picked = await vscode.window.showQuickPick([...kept, ...stored], {
    title: vscode.l10n.t('Talks of {0} to make rows of', plainLabel(persona.name)),
    canPickMany: true,
    matchOnDescription: true,
  });
  const choices = picked?.flatMap(({ choice }) => choice ?? []) ?? [];
  return choices.length > 0 ? choices : undefined;
}

/** In the order of their names; the store's oldest first. */
export async function* talksOf(
  choices: readonly TalkChoice[],
  { talks }: Pick<RowsDeps, 'talks'>,
  files: RowFiles,
): AsyncGenerator<ReadTalk> {
  for (const choice of choices) {
    if ('talk' in choice) yield { records: await (await talks.store()).read(choice.talk), problems: [] };
    else yield* talksIn(lines(files.read(choice.file)), vscode.Uri.joinPath(choice.file, '..').toString());
  }
}

async function keptRows(
  uri: vscode.Uri,
  persona: Persona,
  talk: string | undefined,
  files: RowFiles,
): Promise<readonly Row[]> {
  const folder = vscode.Uri.joinPath(uri, '..');
  const pattern = new vscode.RelativePattern(folder, '**/*.{talk,talks}.jsonl');
  const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**', mostFiles);
  const rows: Row[] = [];
  for (const file of found.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const of = await personaIn(file, files);
    if (of === undefined) continue;
    const own = nameKey(of) === nameKey(persona.name);
    const label = plainLabel(vscode.workspace.asRelativePath(file));
    // A talk of somebody else may stand in a file with talks of this one.
    if (own || file.path.endsWith('.talks.jsonl'))
      rows.push({ label, description: plainLabel(of), picked: own && talk === undefined, choice: { file } });
  }
  return headed(vscode.l10n.t('Kept as files'), rows);
}

async function storedRows(uri: vscode.Uri, talk: string | undefined, { talks }: RowsDeps): Promise<readonly Row[]> {
  const all = await (await talks.store()).list();
  const own = all.filter(({ personaUri, turns }) => personaUri === uri.toString() && turns > 0);
  const rows = own
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map((one) => ({
      label: plainLabel(one.persona),
      description: plainLabel(lineOfTalk(one)),
      picked: one.id === talk,
      choice: { talk: one.id },
    }));
  return headed(vscode.l10n.t('In the Talks view'), rows);
}

function headed(label: string, rows: readonly Row[]): readonly Row[] {
  return rows.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...rows];
}

/** Name of the persona of the first talk in a file; undefined: there is no talk in it, or it cannot be read. */
async function personaIn(file: vscode.Uri, files: RowFiles): Promise<string | undefined> {
  try {
    for await (const line of lines(files.read(file))) if (line.trim() !== '') return talkHead(line)?.persona;
  } catch {
    // It may have gone since it was found.
  }
  return undefined;
}
