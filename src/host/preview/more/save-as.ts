// `…`: the talk as an example, a test or a scene of its file.
import * as vscode from 'vscode';
import type { Persona } from '../../../lang/persona.ts';
import { pathTo } from '../../../play/tree.ts';
import { fileToWrite } from '../../agent-files/sidecars.ts';
import { saveTalkAs } from '../../talks/save-talk-as.ts';
import type { MoreContext, MoreEntry } from '../more-actions.ts';

export const saveAs: MoreEntry = {
  icon: 'save-as',
  label: () => vscode.l10n.t('Save as example, test or scene…'),
  offered: ({ talk }) => talk !== undefined && talk.state.turns.length > 0,
  run: (context) => saveShown(context),
};

/** The talk as it is shown; `until`: the talk up to this turn, which may be one that the talk did not go on with. */
export async function saveShown({ uri, persona, talk, deps }: MoreContext, until?: string): Promise<void> {
  const { turns = [], tree = [] } = talk?.state ?? {};
  const file = await fileToWrite(uri, deps);
  return saveTalkAs(file, until === undefined ? turns : pathTo(tree, until), castOf(persona));
}

/** Everybody in any scene of the file. */
export function castOf(persona: Persona | undefined): Persona['scenes'][number]['cast'] {
  return persona?.scenes.flatMap(({ cast }) => cast) ?? [];
}
