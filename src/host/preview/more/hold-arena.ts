// `…`: several answer each turn of the scene, and a supervisor picks.
import * as vscode from 'vscode';
import { commands } from '../../ids.ts';
import { arenaFits } from '../../scene/pick-arena.ts';
import type { MoreEntry } from '../more-actions.ts';

export const holdArenaEntry: MoreEntry = {
  icon: 'law',
  label: () => vscode.l10n.t('Hold an arena…'),
  detail: () => vscode.l10n.t('Several models or personas answer each turn of the scene; another model picks.'),
  offered: ({ talk }) => talk !== undefined && arenaFits(talk.state),
  run: ({ uri }) => vscode.commands.executeCommand(commands.holdArena.id, uri),
};
