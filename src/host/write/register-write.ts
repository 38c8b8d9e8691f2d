// Writing in the editor, as a list: the two commands, the lightbulb, and what can be done with each patch of the review.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { reportError } from '../report-error.ts';
import { isTalk } from '../talks/register-talks.ts';
import { registerFillEntries } from './fill-entries.ts';
import type { ReviewSession } from './review-session.ts';
import { ReviewStore } from './review-store.ts';
import { Reviews } from './reviews.ts';
import { registerWriteActions } from './write-actions.ts';
import type { WritingDeps } from './write-persona.ts';

/** Registers all of it; opens nothing and asks nobody before it is used. */
export function registerWrite(context: vscode.ExtensionContext, deps: Deps): void {
  const store = new ReviewStore(context.storageUri, deps);
  const reviews = new Reviews(store);
  const keep = async (session: ReviewSession) =>
    (await import('./kept-choices.ts')).keepChoices(session, context.workspaceState);
  context.subscriptions.push(
    reviews,
    reviews.onDidLeave((session) => void keep(session).catch((error) => reportError(deps.log, error))),
  );
  const restored = store.read().then(async (stored) => {
    if (stored !== undefined) await (await import('./restore-review.ts')).restoreReview(stored, store, reviews, deps);
  });
  restored.catch((error) => reportError(deps.log, error));
  const writing: WritingDeps = { ...deps, reviews, remembered: context.workspaceState };
  registerWriteActions(context, deps);
  registerFillEntries(context, deps);

  // Menus hand over the file they stand on.
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  // What is taken up again comes before what begins.
  const write = async () => {
    await restored.catch(() => undefined);
    return import('./write-persona.ts');
  };
  registerCommand(context, deps.log, commands.writePersona, async (way, given) =>
    (await write()).writePersona(writing, text(way), text(given)),
  );
  registerCommand(context, deps.log, commands.writeFromFile, async (file) =>
    (await write()).writePersona(writing, undefined, file),
  );
  registerCommand(context, deps.log, commands.writeFromTalk, async (talk) =>
    (await write()).writePersona(writing, undefined, talk),
  );
  registerCommand(context, deps.log, commands.improvePersona, async (persona, way, words, troubles) =>
    (await write()).improvePersona(writing, persona, { way: text(way), words: text(words), troubles }),
  );
  registerCommand(context, deps.log, commands.improveFromTalk, async (talk) => {
    if (!isTalk(talk)) return;
    await (await write()).improvePersona(writing, vscode.Uri.parse(talk.personaUri), { talk });
  });

  // Nobody who wants to compare, or to fill the library, looks under *Improve*.
  registerCommand(context, deps.log, commands.comparePersonas, async (persona) =>
    (await write()).improvePersona(writing, persona, { way: 'compare' }),
  );
  registerCommand(context, deps.log, commands.learnStrategies, async (persona) =>
    (await write()).improvePersona(writing, persona, { way: 'learn-strategies' }),
  );

  const current = () => {
    const { session, view } = reviews;
    if (!session || !view) throw new UserError(vscode.l10n.t('There is no review. Write or improve a persona first.'));
    return { session, view };
  };

  /** The patch meant: of a thread or a row; with the keys of the view the one they stand on, else the one at the cursor of the diff. */
  const meant = async (of: unknown) => {
    const { session, view } = current();
    // Arrow keys move through a list and select nothing in it; what is not selected VS Code does not tell.
    if (of === fromList) await vscode.commands.executeCommand('list.select');
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
    const { session, view, row, id } = await meant(of);
    const index = session.review.rows.indexOf(row);
    const { shows } = view;
    const taken = await session.accept([id]);
    // Whoever has looked at another change meanwhile stays there. With a key of the list, that one shows itself.
    if (taken > 0 && (of === fromList || view.shows === shows)) await goOn(index);
  });
  registerCommand(context, deps.log, commands.rejectPatch, async (of) => {
    const { session, row, id } = await meant(of);
    const index = session.review.rows.indexOf(row);
    session.reject([id]);
    await goOn(index);
  });
  registerCommand(context, deps.log, commands.reopenPatch, async (of) => {
    const { session, view, id } = await meant(of);
    session.reopen(id);
    await view.show(id, true);
  });
  registerCommand(context, deps.log, commands.acceptAllPatches, async () => {
    const { session } = current();
    const [{ takeAll }, { leftWords }] = await Promise.all([
      import('../../write/take-all.ts'),
      import('./review-words.ts'),
    ]);
    const { taken, left } = takeAll(session.review.rows);
    await session.accept(taken.map(({ id }) => id));
    const refused = taken.filter(({ id }) => session.row(id)?.state === 'open').length;
    const words = leftWords(refused, left);
    if (words !== '') void vscode.window.showWarningMessage(words);
  });
  registerCommand(context, deps.log, commands.rejectRestPatches, () => {
    const { session } = current();
    session.reject(session.review.rows.map(({ patch }) => patch.id));
  });
  /** Whether the keyboard was in the list when an edit began: it goes back there. */
  let fromTheList = false;
  const backTo = async (id: string | undefined) => {
    if (id === undefined) return;
    // Before anything else is shown, which takes its time: whoever chooses another change then must keep it, as a key pressed next would hit
    // this one.
    if (fromTheList) await reviews.list.reveal(reviews.tree.rowOf(id), { focus: true, select: true });
    await reviews.view?.show(id, fromTheList);
  };
  registerCommand(context, deps.log, commands.editPatch, async (of) => {
    const { view, id } = await meant(of);
    fromTheList = of === fromList;
    await view.beginEdit(id);
  });
  registerCommand(context, deps.log, commands.saveEditedPatch, async (comment) => {
    const { session, view, row, id } = await meant(comment);
    const index = session.review.rows.indexOf(row);
    const body = comment?.body;
    const why = session.edit(id, typeof body === 'string' ? body : (body?.value ?? ''));
    if (why !== undefined) throw new UserError(why);
    view.endEdit(id);
    await backTo(session.review.rows[index]?.patch.id);
  });
  registerCommand(context, deps.log, commands.cancelEditedPatch, async (comment) => {
    // By key nothing is handed over.
    const { view, id } = comment === undefined ? { ...current(), id: reviews.view?.editing } : await meant(comment);
    if (id !== undefined) view.endEdit(id);
    await backTo(id);
  });
  registerCommand(context, deps.log, commands.showEvidence, async (of) => {
    const { session, row } = await meant(of);
    const { showEvidence } = await import('./show-evidence.ts');
    return showEvidence(session, row.patch, deps);
  });
  registerCommand(context, deps.log, commands.showPatch, async (of) => {
    const { view, id, row } = await meant(of);
    await view.show(row.state === 'open' ? id : undefined, true);
  });
  registerCommand(context, deps.log, commands.showFigures, () => reviews.showFigures());
  registerCommand(context, deps.log, commands.showAnswers, () => reviews.showAnswers());
  registerCommand(context, deps.log, commands.endReview, () => reviews.end());
}

/** What the keys of the view hand over, as `package.json` says. */
const fromList = 'list';

function patchIn(of: unknown): string | undefined {
  return typeof of === 'object' && of !== null && 'patch' in of && typeof of.patch === 'string' ? of.patch : undefined;
}
