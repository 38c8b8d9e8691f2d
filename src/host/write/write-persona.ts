// `Dramatis: Write a Persona from …` and `Dramatis: Improve Persona …`: which way, from what, with which model; then a run whose patches are
// reviewed. Writes nothing by themselves.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { GivenSource } from '../../write/given-source.ts';
import type { Offer, Trouble } from '../../write/offer.ts';
import { groupedOffers } from '../../write/offer-groups.ts';
import { canTake, offers } from '../../write/offers.ts';
import { fileToWrite } from '../agent-files/sidecars.ts';
import type { Deps } from '../deps.ts';
import { findPersonaInFocus, personaInFocus } from '../persona-in-focus.ts';
import { requireTrust } from '../trust.ts';
import { gatherTroubles } from './gather-troubles.ts';
import { givenInput, selectedSource } from './given-input.ts';
import { choicesFor } from './kept-choices.ts';
import { makeInput } from './make-input.ts';
import { mayBegin } from './may-begin.ts';
import { standingLabel } from './offer-label.ts';
import { type ReadyToWrite, readyToWrite, seeded } from './ready-to-write.ts';
import type { Reviews } from './reviews.ts';
import { runWriting } from './run-writing.ts';
import { takeInput } from './take-input.ts';

export interface WritingDeps extends Deps {
  readonly reviews: Reviews;
  readonly remembered: vscode.Memento;
}

/**
 * @param way id of an offer; undefined: the author picks one. @param of what to write from, not to be asked for: words, a file, a talk of the view
 * *Talks*; undefined: what is selected, where something is.
 */
export async function writePersona(deps: WritingDeps, way?: string, of?: unknown): Promise<void> {
  requireTrust();
  const given = (await givenInput(of, deps)) ?? selectedSource();
  const persona = findPersonaInFocus();
  const fitting = offers.filter((offer) => offer.purpose === 'draft' && (!given || canTake(offer, kindOf(given))));
  const offer = await pickOffer(fitting, way, vscode.l10n.t('Write a persona …'));
  if (!offer || !(await mayBegin(deps.reviews))) return;
  const from = offer.takes.includes('persona') ? personaInFocus() : undefined;
  const near = persona ?? nearby();
  // Said before the author has typed a page.
  const unseeded = await readyToWrite(near, deps, offer.asksNobody);
  const taken = await takeInput(offer, given, undefined, { ...deps, near });
  if (!taken) return;
  const seed = (ready: ReadyToWrite) => seeded(ready, [offer.id, taken.words, taken.text ?? '']);
  const ready = seed(unseeded);
  const renew = async () => seed(await readyToWrite(near, deps, offer.asksNobody));
  const input = await makeInput({ taken, persona: from, near, improves: false, troubles: [] }, ready, deps);
  await runWriting({ offer, input, file: undefined, near, renew }, ready, deps.reviews, deps);
}

/** What a way of improving is given beforehand. */
export interface ImproveWish {
  /** Id of an offer; undefined: the author picks one. */
  readonly way?: string | undefined;
  /** What the way takes, not to be asked for. */
  readonly words?: string | undefined;
  /** What to mend, or what is meant, not to be asked for. */
  readonly troubles?: readonly Trouble[] | undefined;
  /** A talk of the view *Talks* to go by. */
  readonly talk?: unknown;
}

/** The file in the editor, or the one given, made better. */
export async function improvePersona(deps: WritingDeps, persona: unknown, wish: ImproveWish = {}): Promise<void> {
  requireTrust();
  const { way, words } = wish;
  const uri = await fileToWrite(personaInFocus(persona), deps);
  const given = await givenInput(wish.talk, deps);
  const improving = offers.filter((offer) => offer.purpose === 'improve' && (!given || canTake(offer, kindOf(given))));
  const offer = await pickOffer(improving, way, vscode.l10n.t('Improve this persona …'));
  if (!offer || !(await mayBegin(deps.reviews))) return;
  const unseeded = await readyToWrite(uri, deps, offer.asksNobody);
  const known = words ?? (wish.troubles && '');
  const taken = await takeInput(offer, given, uri, { ...deps, near: uri }, known);
  if (!taken) return;
  const troubles = wish.troubles ?? (offer.mends ? await gatherTroubles(uri, deps, given?.talk) : []);
  if (!troubles) return;
  const choices = offer.byChoices ? { choices: await choicesFor(uri, deps) } : {};
  const { persona: read } = await deps.personas.read(uri);
  const wishes = [
    taken.words,
    taken.text ?? '',
    ...troubles.map(({ text, origin }) => `${text}${origin?.range.start ?? ''}`),
  ];
  const seed = (ready: ReadyToWrite) => seeded(ready, [offer.id, read.tree.text, ...wishes]);
  const ready = seed(unseeded);
  const renew = async () => seed(await readyToWrite(uri, deps, offer.asksNobody));
  const input = await makeInput({ taken, persona: uri, near: uri, improves: true, troubles, ...choices }, ready, deps);
  await runWriting({ offer, input, file: uri, near: uri, renew }, ready, deps.reviews, deps);
}

function kindOf({ talk }: GivenSource): 'text' | 'talk' {
  return talk ? 'talk' : 'text';
}

type OfferItem = vscode.QuickPickItem & { readonly offer?: Offer };

async function pickOffer(among: readonly Offer[], way: string | undefined, title: string): Promise<Offer | undefined> {
  if (way !== undefined) {
    const named = offers.find(({ id }) => id === way);
    if (!named) throw new UserError(vscode.l10n.t('There is no way of writing called “{0}”.', way));
    return named;
  }
  const items = groupedOffers(among).flatMap(({ heading, offers: ways }): OfferItem[] => [
    { label: vscode.l10n.t(heading), kind: vscode.QuickPickItemKind.Separator },
    ...ways.map((offer) => ({
      label: standingLabel(offer),
      detail: vscode.l10n.t(offer.detail),
      offer,
    })),
  ]);
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true }))?.offer;
}

/** A file that stands where a new one would, so that the folder's `dramatis.json` counts. */
function nearby(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? vscode.Uri.joinPath(folder, 'new.persona') : vscode.Uri.parse('untitled:new.persona');
}
