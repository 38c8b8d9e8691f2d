// `Dramatis: Write a Persona from …` and `Dramatis: Improve Persona …`: which way, from what, with which model; then a run whose patches are
// reviewed. Writes nothing by themselves.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { Offer } from '../../write/offer.ts';
import { offers } from '../../write/offers.ts';
import { countOf } from '../../write/review.ts';
import type { Deps } from '../deps.ts';
import { languageId } from '../ids.ts';
import { findPersonaInFocus, personaInFocus } from '../persona-in-focus.ts';
import { requireTrust } from '../trust.ts';
import { gatherTroubles } from './gather-troubles.ts';
import { makeInput } from './make-input.ts';
import { readyToWrite, seeded } from './ready-to-write.ts';
import type { Reviews } from './reviews.ts';
import { runWriting } from './run-writing.ts';
import { takeInput } from './take-input.ts';

export interface WritingDeps extends Deps {
  readonly reviews: Reviews;
  readonly remembered: vscode.Memento;
}

/** @param way id of an offer. @param text what it is given, not to be asked for. */
export async function writePersona(deps: WritingDeps, way?: string, text?: string): Promise<void> {
  requireTrust();
  const given = text ?? selectedText();
  const persona = findPersonaInFocus();
  const fitting = offers.filter(
    ({ purpose, takes }) => purpose === 'draft' && (given === undefined || takesText(takes)),
  );
  const offer = await pickOffer(fitting, way, vscode.l10n.t('Write a persona …'));
  if (!offer || !(await mayBegin(deps.reviews))) return;
  const from = offer.takes.includes('persona') ? personaInFocus() : undefined;
  const near = persona ?? nearby();
  // Said before the author has typed a page.
  const unseeded = await readyToWrite(near, deps);
  const taken = await takeInput(offer, given, deps);
  if (!taken) return;
  const ready = seeded(unseeded, [offer.id, taken.words, taken.text ?? '']);
  const input = await makeInput({ taken, persona: from, improves: false, troubles: [] }, ready, deps);
  await runWriting({ offer, input, file: undefined, language: languageId, near }, ready, deps.reviews, deps);
}

/** The file in the editor, or the one given, made better. @param words what the way takes, not to be asked for. */
export async function improvePersona(deps: WritingDeps, persona: unknown, way?: string, words?: string): Promise<void> {
  requireTrust();
  const uri = personaInFocus(persona);
  const improving = offers.filter(({ purpose }) => purpose === 'improve');
  const offer = await pickOffer(improving, way, vscode.l10n.t('Improve this persona …'));
  if (!offer || !(await mayBegin(deps.reviews))) return;
  const unseeded = await readyToWrite(uri, deps);
  const taken = words === undefined ? await takeInput(offer, undefined, deps) : { words };
  if (!taken) return;
  const troubles = offer.mends ? await gatherTroubles(uri, deps) : [];
  if (!troubles) return;
  const { persona: read } = await deps.personas.read(uri);
  const inputs = [offer.id, read.tree.text, taken.words, taken.text ?? '', ...troubles.map(({ text }) => text)];
  const ready = seeded(unseeded, inputs);
  const input = await makeInput({ taken, persona: uri, improves: true, troubles }, ready, deps);
  await runWriting({ offer, input, file: uri, language: languageId, near: uri }, ready, deps.reviews, deps);
}

/** What is selected in a file that is no persona: of a persona it is seldom meant as a source. */
function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty || editor.document.languageId === languageId) return undefined;
  const text = editor.document.getText(editor.selection);
  return text.trim().length >= 20 ? text : undefined;
}

function takesText([first]: Offer['takes']): boolean {
  return first === 'text' || first === 'talk' || first === 'question';
}

async function pickOffer(among: readonly Offer[], way: string | undefined, title: string): Promise<Offer | undefined> {
  if (way !== undefined) {
    const named = offers.find(({ id }) => id === way);
    if (!named) throw new UserError(vscode.l10n.t('There is no way of writing called “{0}”.', way));
    return named;
  }
  const items = among.map((offer) => ({
    label: vscode.l10n.t(offer.label),
    detail: vscode.l10n.t(offer.detail),
    offer,
  }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.offer;
}

/** One review at a time: what is open in the one before is given up only by its author. */
async function mayBegin(reviews: Reviews): Promise<boolean> {
  const open = reviews.session ? countOf(reviews.session.review, 'open') : 0;
  if (open === 0) return true;
  const go = vscode.l10n.t('Drop Them');
  const message = vscode.l10n.t('{0} proposed changes are not decided yet. Drop them and begin anew?', open);
  return (await vscode.window.showWarningMessage(message, { modal: true }, go)) === go;
}

/** A file that stands where a new one would, so that the folder's `dramatis.json` counts. */
function nearby(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? vscode.Uri.joinPath(folder, 'new.persona') : vscode.Uri.parse('untitled:new.persona');
}
