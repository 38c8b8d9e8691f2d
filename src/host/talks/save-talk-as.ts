// *Save as*: what was said becomes an example, a test or a scene of the persona's file, in one undo step. In: the file and turns. Out: the
// file, shown at the new block. Asks for a kind, for what is expected and for a title; writes nothing where the user thinks better of it.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { addDialogue, type DialogueWord, findNode, freeTitle, titleFault } from '../../lang/edit.ts';
import { parse } from '../../lang/parse.ts';
import type { CastMember } from '../../lang/persona.ts';
import type { Turn } from '../../play/events.ts';
import { dialogueOf, ruleStates, type SaveWish } from '../../play/save-as.ts';
import { showFile } from '../preview/panel-actions.ts';

type Expected = Pick<SaveWish, 'keeps' | 'breaks' | 'replies'>;

/** Saves these turns. `cast`: who is in the scenes of the file. Rejects with a UserError where the file is gone or the words do not fit. */
export async function saveTalkAs(uri: vscode.Uri, turns: readonly Turn[], cast: readonly CastMember[]): Promise<void> {
  if (turns.length === 0) throw new UserError(vscode.l10n.t('Nothing was said yet.'));
  const document = await openDocument(uri);
  const word = await pickWord();
  if (!word) return;
  const expected = word === 'test' ? await pickExpected(turns) : {};
  if (!expected) return;
  const title = await askTitle(document, word, turns);
  if (title === undefined) return;
  const edited = addDialogue(
    parse(document.getText(), uri.toString()),
    dialogueOf(turns, { word, title, cast, ...expected }),
  );
  if (!edited.ok) throw new UserError(edited.reason);
  const edit = new vscode.WorkspaceEdit();
  for (const { range, text } of edited.edits) {
    edit.replace(uri, new vscode.Range(document.positionAt(range.start), document.positionAt(range.end)), text);
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new UserError(vscode.l10n.t('{0} could not be changed.', vscode.workspace.asRelativePath(uri)));
  }
  await showFile(uri, findNode(parse(document.getText(), uri.toString()), [`${word} ${title}`])?.range);
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    throw new UserError(
      vscode.l10n.t('{0} is gone: there is no file to save into.', vscode.workspace.asRelativePath(uri)),
    );
  }
}

async function pickWord(): Promise<DialogueWord | undefined> {
  const picks: (vscode.QuickPickItem & { readonly word: DialogueWord })[] = [
    {
      word: 'test',
      label: `$(beaker) ${vscode.l10n.t('Test')}`,
      detail: vscode.l10n.t(
        'Your lines; the model answers them anew, and the rules you pick are expected of its replies.',
      ),
    },
    {
      word: 'example',
      label: `$(comment-discussion) ${vscode.l10n.t('Example')}`,
      detail: vscode.l10n.t('Both sides, sent along as evidence of how they talk.'),
    },
    {
      word: 'scene',
      label: `$(organization) ${vscode.l10n.t('Scene')}`,
      detail: vscode.l10n.t('Both sides, as the opening of a situation to play.'),
    },
  ];
  return (await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Save this talk as') }))?.word;
}

/** Rules that applied, as expectations; undefined where the user thought better of it. */
async function pickExpected(turns: readonly Turn[]): Promise<Expected | undefined> {
  const rules = ruleStates(turns).flatMap(({ rule, kept, broken }) => [
    {
      label: `keeps: ${rule}`,
      description: vscode.l10n.t('kept {0}, broken {1}', kept, broken),
      keeps: rule,
      picked: true,
    },
    ...(broken > 0
      ? [{ label: `breaks: ${rule}`, description: vscode.l10n.t('it was, and should be'), breaks: rule, picked: false }]
      : []),
  ]);
  const replies = {
    label: vscode.l10n.t('Write the replies, too'),
    description: vscode.l10n.t('no model is asked for them'),
    replies: true,
    picked: false,
  };
  type Item = vscode.QuickPickItem & { readonly keeps?: string; readonly breaks?: string; readonly replies?: boolean };
  const items: readonly Item[] = [...rules, replies];
  const title = vscode.l10n.t('What is expected of the replies?');
  const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
  return (
    picked && {
      keeps: picked.flatMap(({ keeps }) => keeps ?? []),
      breaks: picked.flatMap(({ breaks }) => breaks ?? []),
      replies: picked.some((item) => item.replies),
    }
  );
}

async function askTitle(
  document: vscode.TextDocument,
  word: DialogueWord,
  turns: readonly Turn[],
): Promise<string | undefined> {
  const tree = () => parse(document.getText(), document.uri.toString());
  const title = await vscode.window.showInputBox({
    title: vscode.l10n.t('A title for the {0}', word),
    value: freeTitle(tree(), word, proposedTitle(turns)),
    ignoreFocusOut: true,
    validateInput: (value) => titleFault(tree(), word, value.trim()),
  });
  return title?.trim();
}

/** The first words of the user, without what could not stand in a title. */
function proposedTitle(turns: readonly Turn[]): string {
  const said = turns.find(({ speaker }) => speaker === 'user')?.text ?? '';
  const words = said
    .replace(/[^\p{L}\p{M}\p{N}' ]+/gu, ' ')
    .trim()
    .split(/\s+/u);
  return words.slice(0, 6).join(' ').slice(0, 50).trim().toLowerCase() || 'a talk';
}
