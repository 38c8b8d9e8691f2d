// From a disliked reply to *Improve Persona*: what was said of this one reply, and nothing else, is what the run goes by. In: the panel's talk and a
// reply. Out: the run's own questions and review. Asks no model itself.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { troublesOfEvents } from '../../write/troubles-of-talk.ts';
import { commands } from '../ids.ts';
import type { MoreContext } from './more-actions.ts';

/** Rejects with a UserError where nothing was said against the reply. */
export async function improveFrom({ uri, talk }: MoreContext, turn: string): Promise<void> {
  const troubles = troublesOfEvents(talk?.log ?? [], turn);
  if (troubles.length === 0) {
    throw new UserError(
      vscode.l10n.t('Nothing was said against this reply. Dislike it, or write it over as it should be.'),
    );
  }
  const told = talk ? troubles.map((trouble) => ({ ...trouble, talk: talk.id })) : troubles;
  await vscode.commands.executeCommand(commands.improvePersona.id, uri, 'improve', '', told);
}
