// `…`: what can be done with the memory of the talk and with sessions.
import * as vscode from 'vscode';
import { memorySettings } from '../../../play/memory/memory-settings.ts';
import { clearMemory, endSession, nextSession, openExport } from '../../memory/memory-actions.ts';
import type { MoreContext, MoreEntry } from '../more-actions.ts';

const spoken = ({ talk }: MoreContext) => (talk?.state.turns.length ?? 0) > 0;
const remembers = ({ persona, talk }: MoreContext) =>
  talk !== undefined && persona !== undefined && memorySettings(persona)?.partners === true;

export const clearMemoryEntry: MoreEntry = {
  icon: 'clear-all',
  label: () => vscode.l10n.t('Clear memory'),
  detail: () => vscode.l10n.t('What was said so far stays here and is sent no more.'),
  offered: spoken,
  run: clearMemory,
};

export const exportMemoryEntry: MoreEntry = {
  icon: 'json',
  label: () => vscode.l10n.t('Export memory'),
  offered: spoken,
  run: openExport,
};

export const endSessionEntry: MoreEntry = {
  icon: 'bookmark',
  label: () => vscode.l10n.t('End session and remember'),
  detail: () => vscode.l10n.t('Asks the model twice: what to remember of the partner, and of itself.'),
  offered: (context) => remembers(context) && spoken(context),
  run: endSession,
};

export const nextSessionEntry: MoreEntry = {
  icon: 'person-add',
  label: () => vscode.l10n.t('Next session…'),
  detail: () => vscode.l10n.t('Another talk, with whomever you name.'),
  offered: remembers,
  run: nextSession,
};
