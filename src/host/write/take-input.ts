// What a way of writing takes, asked of the author: typed, selected, read from a file, out of a kept talk. In: a way, what is at hand. Out: words
// and text; undefined where the author thinks better of it. Sends nothing.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { eventsOf } from '../../play/restore.ts';
import type { TalkSummary, TraceRecord } from '../../play/trace.ts';
import { transcript } from '../../play/transcript.ts';
import { pathTo } from '../../play/tree.ts';
import type { Offer, Taken } from '../../write/offer.ts';
import type { Deps } from '../deps.ts';
import { plainLabel } from '../plain-label.ts';
import { newestFirst } from '../talks/talk-line.ts';

export interface TakenInput {
  readonly words: string;
  readonly text?: string;
  readonly talk?: readonly TraceRecord[];
}

/** More than this no model reads at once. In UTF-16 code units. */
const longest = 400_000;

export interface InputDeps extends Pick<Deps, 'talks'> {
  /** What was last typed for a way, so that beginning again takes one key. */
  readonly remembered: vscode.Memento;
}

/** `given`: text that was selected or handed over; it is not asked for again. */
export async function takeInput(
  offer: Offer,
  given: string | undefined,
  deps: InputDeps,
): Promise<TakenInput | undefined> {
  let taken: TakenInput = { words: '' };
  for (const [what, must] of [
    ...offer.takes.map((one) => [one, true] as const),
    ...(offer.mayTake ?? []).map((one) => [one, false] as const),
  ]) {
    // Talks are among what there is to mend.
    if (what === 'persona' || (what === 'talk' && offer.mends)) continue;
    const handed = given !== undefined && taken.text === undefined && what === offer.takes[0] ? given : undefined;
    const more = await takeOne(offer, what, must, handed, deps);
    if (!more) return undefined;
    taken = { ...taken, ...more, words: [taken.words, more.words ?? ''].filter((one) => one !== '').join('\n') };
  }
  return taken;
}

type One = Partial<TakenInput>;

async function takeOne(
  offer: Offer,
  what: Taken,
  must: boolean,
  given: string | undefined,
  deps: InputDeps,
): Promise<One | undefined> {
  if (what === 'text') return given === undefined ? takeText(offer, must, deps) : { text: given };
  if (what === 'talk') return given === undefined ? takeTalk(offer, must, deps) : { text: given };
  if (given !== undefined) return { words: given };
  const words = await typed(offer, what, deps, must);
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
  if (picked === whole) return { text: checked(editor?.document.getText() ?? '') };
  if (picked === type) {
    const text = await typed(offer, 'text', deps);
    return text === undefined ? undefined : { text };
  }
  const text = await textOfFile(offer);
  return text === undefined ? undefined : { text };
}

async function takeTalk(offer: Offer, must: boolean, deps: InputDeps): Promise<One | undefined> {
  const store = await deps.talks.store();
  const talks = newestFirst(await store.list());
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
  if (!row) {
    const text = await textOfFile(offer);
    return text === undefined ? undefined : { text };
  }
  const records = await store.read(row.talk.id);
  return { talk: records, text: checked(transcriptOf(records, row.talk.persona)) };
}

/** The talk as it stands at its end. */
export function transcriptOf(records: readonly TraceRecord[], persona: string): string {
  const turns = eventsOf(records).flatMap((event) =>
    event.type === 'turn' || event.type === 'replied' ? [event.turn] : [],
  );
  const tree = [...new Map(turns.map((turn) => [turn.id, turn])).values()];
  return transcript(pathTo(tree, tree.at(-1)?.id), { persona, format: 'text' });
}

async function textOfFile(offer: Offer): Promise<string | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title: titleOf(offer) })) ?? [];
  if (!file) return undefined;
  try {
    return checked(new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(file)));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(vscode.l10n.t('{0} cannot be read as text.', vscode.workspace.asRelativePath(file)));
  }
}

function checked(text: string): string {
  if (text.trim() === '') throw new UserError(vscode.l10n.t('There is no text in that.'));
  if (text.length <= longest) return text;
  throw new UserError(vscode.l10n.t('That is longer than {0} characters. Select the part that matters.', longest));
}

function titleOf(offer: Offer): string {
  return offer.purpose === 'draft'
    ? vscode.l10n.t('Write a persona {0}', vscode.l10n.t(offer.label))
    : vscode.l10n.t(offer.label);
}

function lineOf({ at, turns }: TalkSummary): string {
  return vscode.l10n.t('{0}, {1} lines', new Date(at).toLocaleString(vscode.env.language), turns);
}

function prompts(): Readonly<Record<Taken, string>> {
  return {
    question: vscode.l10n.t('The question or task that the persona is to be good at'),
    name: vscode.l10n.t('Whose name?'),
    text: vscode.l10n.t('The text to go by'),
    talk: vscode.l10n.t('The transcript'),
    persona: vscode.l10n.t('The persona'),
    aspects: vscode.l10n.t('What is to be known of them, as in: career, skills, what they strive for'),
    list: vscode.l10n.t('One after the other, separated by commas'),
  };
}
