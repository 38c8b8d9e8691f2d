// `…`: replies are given the approved strategies of a library that fit what is said.
import * as vscode from 'vscode';
import { commands } from '../../ids.ts';
import type { MoreEntry } from '../more-actions.ts';

export const playWithStrategiesEntry: MoreEntry = {
  icon: 'lightbulb',
  label: () => vscode.l10n.t('Play with strategies…'),
  detail: () => vscode.l10n.t('Each reply is given the approved strategies of a library that fit what is said.'),
  offered: ({ talk }) => talk !== undefined && !talk.state.scene,
  run: ({ uri }) => vscode.commands.executeCommand(commands.playWithStrategies.id, uri),
};
