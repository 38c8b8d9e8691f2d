// `…`: a scene of the file, in this panel.
import * as vscode from 'vscode';
import { commands } from '../../ids.ts';
import type { MoreEntry } from '../more-actions.ts';

export const playSceneEntry: MoreEntry = {
  icon: 'organization',
  label: () => vscode.l10n.t('Play a scene…'),
  detail: () => vscode.l10n.t('With its cast, and you in a seat if you like.'),
  offered: ({ persona }) => (persona?.scenes.length ?? 0) > 0,
  run: ({ uri }) => vscode.commands.executeCommand(commands.playScene.id, uri),
};
