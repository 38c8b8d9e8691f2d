// `…`: three wrong answers to the user's last line, where that leans on the talk, kept in the trace beside the reply.
import * as vscode from 'vscode';
import { UserError } from '../../../base/user-error.ts';
import { messagesOf } from '../../../play/judge-turns.ts';
import { negativeRequests } from '../../../play/simulated-user/negatives.ts';
import type { MoreContext, MoreEntry } from '../more-actions.ts';

const lastPair = ({ talk }: MoreContext) => {
  const turns = talk?.state.turns ?? [];
  const [query, reply] = turns.slice(-2);
  return query?.speaker === 'user' && reply?.speaker === 'self' && !talk?.state.scene
    ? { query, reply, turns }
    : undefined;
};

export const negativesEntry: MoreEntry = {
  icon: 'thumbsdown',
  label: () => vscode.l10n.t('Ask for three wrong answers'),
  detail: () =>
    vscode.l10n.t(
      'To a line that leans on the talk: without the talk, guessing, mistaken. Kept beside the reply, not said.',
    ),
  offered: (context) => lastPair(context) !== undefined,
  async run(context) {
    const pair = lastPair(context);
    if (!pair || !context.talk) return;
    const { language } = await context.deps.personas.measures();
    const asks = negativeRequests(messagesOf(pair.turns.slice(0, -2)), pair.query.text, language);
    if (asks.length === 0 || pair.turns.length < 3) {
      throw new UserError(
        vscode.l10n.t('The last line stands on its own: it can be answered rightly without the talk.'),
      );
    }
    await context.talk.run({ type: 'negatives', turn: pair.reply.id });
    const { notes, failure } = context.talk.state;
    if (failure || notes.at(-1)?.kind !== 'negatives') return;
    void vscode.window.showInformationMessage(vscode.l10n.t('Three wrong answers are kept in the trace of this talk.'));
  },
};
