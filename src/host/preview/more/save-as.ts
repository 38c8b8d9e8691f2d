// `…`: the talk as an example, a test or a scene of its file.
import * as vscode from 'vscode';
import type { Persona } from '../../../lang/persona.ts';
import type { Turn } from '../../../play/events.ts';
import { saveTalkAs } from '../../talks/save-talk-as.ts';
import type { MoreContext, MoreEntry } from '../more-actions.ts';

export const saveAs: MoreEntry = {
  icon: 'save-as',
  label: () => vscode.l10n.t('Save as example, test or scene…'),
  offered: ({ talk }) => talk !== undefined && talk.state.turns.length > 0,
  run: (context) => saveShown(context),
};

/** The talk as it is shown; `until`: the id of the last line that is wanted. */
export function saveShown({ uri, persona, talk }: MoreContext, until?: string): Promise<void> {
  return saveTalkAs(uri, upTo(talk?.state.turns ?? [], until), castOf(persona));
}

function upTo(turns: readonly Turn[], until: string | undefined): readonly Turn[] {
  const last = until === undefined ? -1 : turns.findIndex(({ id }) => id === until);
  return last < 0 ? turns : turns.slice(0, last + 1);
}

/** Everybody in any scene of the file. */
export function castOf(persona: Persona | undefined): Persona['scenes'][number]['cast'] {
  return persona?.scenes.flatMap(({ cast }) => cast) ?? [];
}
