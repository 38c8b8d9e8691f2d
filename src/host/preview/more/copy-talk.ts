// `…`: the talk as it stands, as Markdown, to the clipboard.
import * as vscode from 'vscode';
import { thumbsOf } from '../../../play/thumbs.ts';
import { transcript } from '../../../play/transcript.ts';
import type { MoreEntry } from '../more-actions.ts';

export const copyTalk: MoreEntry = {
  icon: 'copy',
  label: () => vscode.l10n.t('Copy the whole talk'),
  run: ({ talk, persona }) =>
    vscode.env.clipboard.writeText(
      transcript(talk?.state.turns ?? [], {
        persona: persona?.name ?? '',
        format: 'markdown',
        thumbs: thumbsOf(talk?.state.notes ?? []),
      }),
    ),
};
