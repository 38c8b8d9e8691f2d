// What a way of writing takes, asked of the author: typed, selected, read from a file, out of a kept talk. In: a way, what is at hand. Out: words
// and text; undefined where the author thinks better of it. Sends nothing.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { TalkSummary, TraceRecord } from '../../play/trace.ts';
import type { GivenSource } from '../../write/given-source.ts';
import type { Offer, Taken } from '../../write/offer.ts';
import { canBe } from '../../write/offers.ts';
import type { Deps } from '../deps.ts';
import { plainLabel } from '../plain-label.ts';
import { newestFirst } from '../talks/talk-line.ts';
import { givenInput, sourceOfFile } from './given-input.ts';
import { titleOf } from './offer-label.ts';

export interface TakenInput {
  readonly words: string;
  readonly text?: string;
  readonly talk?: readonly TraceRecord[];
}

export interface InputDeps extends Pick<Deps, 'talks'> {
  /** The file that is improved, or one where a new persona would stand. */
  readonly near: vscode.Uri;
  /** What was last typed for a way, so that beginning again takes one key. */
  readonly remembered: vscode.Memento;
}

/**
 * Undefined where the author thinks better of it. `given`: what was selected or handed over, taken for the first thing it can be. `persona`: the file
 * that is improved, whose own talks are offered. `words`: what would be typed, known already.
 */
export async function takeInput(
  offer: Offer,
  given: GivenSource | undefined,
  persona: vscode.Uri | undefined,
  deps: InputDeps,
  words?: string,
): Promise<TakenInput | undefined> {
  let taken: TakenInput = { words: words ?? '' };
  const { takes, mayTake = [] } = offer;
  const handed = given && [...takes, ...mayTake].find((what) => canBe(given.talk ? 'talk' : 'text', what));
  for (const what of [...takes, ...mayTake]) {
    // Talks are among what there is to mend, and among what was chosen.
    const gathered = what === 'talk' && what !== handed && (offer.mends || offer.byChoices);
    if (what === 'persona' || gathered || (words !== undefined && isTyped(what))) continue;
    const more = what === handed ? asTaken(given, what) : await ask(offer, what, persona, deps);
    if (!more) return undefined;
    taken = { ...taken, ...more, words: [taken.words, more.words ?? ''].filter((one) => one !== '').join('\n') };
  }
  return taken;
}

function asTaken(given: GivenSource | undefined, what: Taken): One {
  return what === 'question' ? { words: given?.text.trim() ?? '' } : { ...given };
}

function isTyped(what: Taken): boolean {
  return what !== 'text' && what !== 'talk';
}

type One = Partial<TakenInput>;

function ask(offer: Offer, what: Taken, persona: vscode.Uri | undefined, deps: InputDeps): Promise<One | undefined> {
  const must = offer.takes.includes(what);
  if (what === 'text') return takeText(offer, must, deps);
  if (what === 'other' || what === 'others') return takeOthers(offer, what === 'others', deps);
  return what === 'talk' ? takeTalk(offer, must, persona, deps) : takeWords(offer, what, must, deps);
}

async function takeWords(offer: Offer, what: Taken, must: boolean, deps: InputDeps): Promise<One | undefined> {
  const words = await typed(offer, what, deps, must);
  return words === undefined ? undefined : { words };
}

async function takeOthers(offer: Offer, many: boolean, { near }: InputDeps): Promise<One | undefined> {
  const { takePersonas } = await import('./take-personas.ts');
  const words = await takePersonas(near, titleOf(offer), many);
  return words === undefined ? undefined : { words };
}

async function typed(offer: Offer, what: Taken, deps: InputDeps, must = true): Promise<string | undefined> {
  const key = `dramatis.write.${offer.id}.${what}`;
  const value = deps.remembered.get<string>(key);
  const words = await vscode.window.showInputBox({
    title: titleOf(offer),
    prompt: (firstTyped(offer) === what && offer.prompt) || prompts()[what],
    ...(value === undefined ? {} : { value }),
    ignoreFocusOut: true,
    validateInput: (text) => (must && text.trim() === '' ? vscode.l10n.t('Something is needed to go by.') : undefined),
  });
  if (words !== undefined) await deps.remembered.update(key, words);
  return words?.trim();
}

/** What the words of the way itself ask for: the first thing that is not the file at hand. */
function firstTyped({ takes, mayTake = [] }: Offer): Taken | undefined {
  return [...takes, ...mayTake].find((one) => one !== 'persona');
}

async function takeText(offer: Offer, must: boolean, deps: InputDeps): Promise<One | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor && !editor.selection.isEmpty ? editor.document.getText(editor.selection) : undefined;
  const type = { label: `$(edit) ${vscode.l10n.t('Type it')}` };
  const selection = { label: `$(selection) ${vscode.l10n.t('What is selected in the editor')}` };
  const whole = { label: `$(file) ${vscode.l10n.t('The file in the editor')}` };
  const file = { label: `$(folder-opened) ${vscode.l10n.t('A file…')}` };
  const nothing = { label: `$(dash) ${vscode.l10n.t('Nothing')}` };
  const ways = [type, ...(selected ? [selection] : []), ...(editor ? [whole] : []), file, ...(must ? [] : [nothing])];
  const picked = await vscode.window.showQuickPick(ways, {
    title: titleOf(offer),
    placeHolder: must ? vscode.l10n.t('Where does the text come from?') : vscode.l10n.t('A text to go by?'),
  });
  if (!picked) return undefined;
  if (picked === nothing) return {};
  if (picked === selection) return { text: checked(selected ?? '') };
  if (picked === whole && editor) return sourceOfFile(editor.document.uri);
  if (picked === type) {
    const text = await typed(offer, 'text', deps);
    return text === undefined ? undefined : { text };
  }
  return takeFile(offer);
}

async function takeTalk(
  offer: Offer,
  must: boolean,
  persona: vscode.Uri | undefined,
  deps: InputDeps,
): Promise<One | undefined> {
  const all = newestFirst(await (await deps.talks.store()).list());
  const own = persona?.toString();
  const talks = own === undefined ? all : all.filter(({ personaUri }) => personaUri === own);
  // Nobody is asked for what there is not.
  if (!must && talks.length === 0) return {};
  const file = { label: `$(folder-opened) ${vscode.l10n.t('A transcript in a file…')}` };
  const nothing = { label: `$(dash) ${vscode.l10n.t('Nothing')}` };
  const rows = talks.map((talk) => ({
    label: `$(comment-discussion) ${plainLabel(talk.persona)}`,
    description: lineOf(talk),
    talk,
  }));
  const picked = await vscode.window.showQuickPick([...rows, file, ...(must ? [] : [nothing])], {
    title: titleOf(offer),
    placeHolder: vscode.l10n.t('Which talk?'),
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  if (picked === nothing) return {};
  const row = rows.find((one) => one === picked);
  return row ? givenInput(row.talk, deps) : takeFile(offer);
}

async function takeFile(offer: Offer): Promise<One | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title: titleOf(offer) })) ?? [];
  return file && sourceOfFile(file);
}

function checked(text: string): string {
  if (text.trim() === '') throw new UserError(vscode.l10n.t('There is no text in that.'));
  return text;
}

function lineOf({ at, turns }: TalkSummary): string {
  const when = new Date(at).toLocaleString(vscode.env.language);
  return turns === 1 ? vscode.l10n.t('{0}, 1 line', when) : vscode.l10n.t('{0}, {1} lines', when, turns);
}

function prompts(): Readonly<Record<Taken, string>> {
  return {
    question: vscode.l10n.t('The question or task that the persona is to be good at'),
    name: vscode.l10n.t('Whose name?'),
    text: vscode.l10n.t('The text to go by'),
    talk: vscode.l10n.t('The transcript'),
    persona: vscode.l10n.t('The persona'),
    other: vscode.l10n.t('The path of another persona'),
    others: vscode.l10n.t('The paths of other personas'),
    aspects: vscode.l10n.t('What is to be known of them, as in: career, skills, what they strive for'),
    list: vscode.l10n.t('One after the other, separated by commas'),
  };
}
