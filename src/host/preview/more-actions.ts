// The list behind the panel's `…`: what is not worth a button, one entry a file. In: the panel's file and talk. Out: what was picked is done.
import * as vscode from 'vscode';
import type { Persona } from '../../lang/persona.ts';
import type { Deps } from '../deps.ts';
import { plainLabel } from '../plain-label.ts';
import type { LiveTalk } from '../talks/live-talk.ts';
import { askAgainWith } from './more/ask-again-with.ts';
import { copyAsCurl } from './more/copy-as-curl.ts';
import { copyTalk } from './more/copy-talk.ts';
import { earlierTalks } from './more/earlier-talks.ts';
import { exportTalk } from './more/export.ts';
import { holdArenaEntry } from './more/hold-arena.ts';
import { importTalk } from './more/import.ts';
import { askAsUserEntry, interviewEntry } from './more/interview.ts';
import { clearMemoryEntry, endSessionEntry, exportMemoryEntry, nextSessionEntry } from './more/memory.ts';
import { negativesEntry } from './more/negatives.ts';
import { openFile } from './more/open-file.ts';
import { playSceneEntry } from './more/play-scene.ts';
import { playWithStrategiesEntry } from './more/play-with-strategies.ts';
import { reEnactEntry } from './more/re-enact.ts';
import { saveAs } from './more/save-as.ts';
import { showPrompt } from './more/show-prompt.ts';

/** The panel that was asked. */
export interface MoreContext {
  readonly uri: vscode.Uri;
  /** Undefined: the file could not be read. */
  readonly persona: Persona | undefined;
  readonly talk: LiveTalk | undefined;
  readonly deps: Deps;
  /** Begins another talk in the panel, with this partner. */
  readonly nextTalk: (partner: string) => Promise<void>;
}

export interface MoreEntry {
  /** Of VS Code's own set. */
  readonly icon: string;
  /** Called when the list is shown, in the window's language. */
  readonly label: () => string;
  /** A word on what it does, under the label. */
  readonly detail?: () => string;
  /** False: not in the list now. Undefined: always. */
  readonly offered?: (context: MoreContext) => boolean;
  /** `UserError`s are shown. */
  readonly run: (context: MoreContext) => unknown;
}

interface MoreGroup {
  readonly title: () => string;
  readonly entries: readonly MoreEntry[];
}

const groups: readonly MoreGroup[] = [
  {
    title: () => vscode.l10n.t('Go on'),
    entries: [
      playSceneEntry,
      holdArenaEntry,
      interviewEntry,
      askAsUserEntry,
      askAgainWith,
      playWithStrategiesEntry,
      negativesEntry,
      reEnactEntry,
    ],
  },
  {
    title: () => vscode.l10n.t('This talk'),
    entries: [saveAs, copyTalk, copyAsCurl, exportTalk, importTalk, earlierTalks],
  },
  {
    title: () => vscode.l10n.t('Memory'),
    entries: [endSessionEntry, nextSessionEntry, clearMemoryEntry, exportMemoryEntry],
  },
  { title: () => vscode.l10n.t('The persona'), entries: [openFile, showPrompt] },
];

type MorePick = vscode.QuickPickItem & { readonly entry?: MoreEntry };

/** Shows the list; does what is picked. */
export async function moreActions(context: MoreContext): Promise<void> {
  const picked = await vscode.window.showQuickPick(
    groups.flatMap((group) => picksOf(group, context)),
    { title: plainLabel(context.persona?.name ?? ''), matchOnDetail: true },
  );
  await picked?.entry?.run(context);
}

/** Its title and what it offers now; nothing where that is nothing. */
function picksOf({ title, entries }: MoreGroup, context: MoreContext): MorePick[] {
  const picks = entries
    .filter((entry) => entry.offered?.(context) ?? true)
    .map((entry) => {
      const detail = entry.detail?.();
      return { label: `$(${entry.icon}) ${entry.label()}`, ...(detail === undefined ? {} : { detail }), entry };
    });
  return picks.length === 0 ? [] : [{ label: title(), kind: vscode.QuickPickItemKind.Separator }, ...picks];
}
