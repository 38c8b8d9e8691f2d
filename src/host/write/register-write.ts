// Writing in the editor, as a list: the two commands, the lightbulb, and what can be done with each patch of the review.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { registerFillEntries } from './fill-entries.ts';
import { Reviews } from './reviews.ts';
import { showEvidence } from './show-evidence.ts';
import { registerWriteActions } from './write-actions.ts';
import type { WritingDeps } from './write-persona.ts';

/** Registers all of it; opens nothing and asks nobody before it is used. */
export function registerWrite(context: vscode.ExtensionContext, deps: Deps): void {
  const reviews = new Reviews();
  context.subscriptions.push(reviews);
  const writing: WritingDeps = { ...deps, reviews, remembered: context.workspaceState };
  registerWriteActions(context);
  registerFillEntries(context, deps);

  // Menus hand over the file they stand on.
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const write = () => import('./write-persona.ts');
  registerCommand(context, deps.log, commands.writePersona, async (way, given) =>
    (await write()).writePersona(writing, text(way), text(given)),
  );
  registerCommand(context, deps.log, commands.improvePersona, async (persona, way, words) =>
    (await write()).improvePersona(writing, persona, text(way), text(words)),
  );

  const current = () => {
    const { session, view } = reviews;
    if (!session || !view) throw new UserError(vscode.l10n.t('There is no review. Write or improve a persona first.'));
    return { session, view };
  };

  /** The patch meant: of a thread or a row; with the keys of the view the one selected there, else the one at the cursor of the diff. */
  const meant = (of: unknown) => {
    const { session, view } = current();
    const [selected] = reviews.list.selection;
    const inList = selected && 'patch' in selected ? selected.patch : undefined;
    // The diff stays the active editor while the keyboard is in the view: what is selected there must win.
    const id = of === fromList ? inList : (patchIn(of) ?? view.idOf(of) ?? view.idAtCursor() ?? inList);
    const row = id === undefined ? undefined : session.row(id);
    if (!row) throw new UserError(vscode.l10n.t('Select one of the proposed changes first.'));
    return { session, view, row, id: row.patch.id };
  };

  /** Shows the next open patch in the diff. The selection of the view stays the author's: a key pressed there hits what they chose. */
  const goOn = async (index: number) => {
    const { rows } = current().session.review;
    const next = [...rows.slice(index), ...rows.slice(0, index)].find(({ state }) => state === 'open');
    if (next) await reviews.view?.show(next.patch.id, true);
  };

  registerCommand(context, deps.log, commands.acceptPatch, async (of) => {
    const { session, row, id } = meant(of);
    const index = session.review.rows.indexOf(row);
    if ((await session.accept([id])) > 0) await goOn(index);
  });
  registerCommand(context, deps.log, commands.rejectPatch, async (of) => {
    const { session, row, id } = meant(of);
    const index = session.review.rows.indexOf(row);
    session.reject([id]);
    await goOn(index);
  });
  registerCommand(context, deps.log, commands.acceptAllPatches, async () => {
    const { session } = current();
    const ids = session.review.rows.map(({ patch }) => patch.id);
    await session.accept(ids);
    const left = session.review.rows.filter(({ state }) => state === 'open').length;
    if (left > 0) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('{0} changes cannot be accepted; each says why. Edit or reject them.', left),
      );
    }
  });
  registerCommand(context, deps.log, commands.rejectRestPatches, () => {
    const { session } = current();
    session.reject(session.review.rows.map(({ patch }) => patch.id));
  });
  registerCommand(context, deps.log, commands.editPatch, (of) => {
    const { view, id } = meant(of);
    return view.beginEdit(id);
  });
  registerCommand(context, deps.log, commands.saveEditedPatch, (comment) => {
    const { session, view, id } = meant(comment);
    const body = comment?.body;
    const why = session.edit(id, typeof body === 'string' ? body : (body?.value ?? ''));
    if (why !== undefined) throw new UserError(why);
    view.endEdit(id);
  });
  registerCommand(context, deps.log, commands.cancelEditedPatch, (comment) => {
    const { view, id } = meant(comment);
    view.endEdit(id);
  });
  registerCommand(context, deps.log, commands.showEvidence, (of) => {
    const { session, row } = meant(of);
    return showEvidence(session, row.patch);
  });
  registerCommand(context, deps.log, commands.showPatch, async (of) => {
    const { view, id, row } = meant(of);
    await view.show(row.state === 'open' ? id : undefined, true);
  });
  registerCommand(context, deps.log, commands.showAnswers, () => reviews.showAnswers());
  registerCommand(context, deps.log, commands.endReview, () => reviews.end());
}

/** What the keys of the view hand over, as `package.json` says. */
const fromList = 'list';

function patchIn(of: unknown): string | undefined {
  return typeof of === 'object' && of !== null && 'patch' in of && typeof of.patch === 'string' ? of.patch : undefined;
}
