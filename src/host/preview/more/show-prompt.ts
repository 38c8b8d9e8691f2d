// `…`: the compiled prompt of the persona that plays.
import * as vscode from 'vscode';
import { commands } from '../../ids.ts';
import type { MoreEntry } from '../more-actions.ts';

export const showPrompt: MoreEntry = {
  icon: 'list-flat',
  label: () => vscode.l10n.t('Show compiled prompt'),
  run: ({ uri }) => vscode.commands.executeCommand(commands.showPrompt.id, uri),
};
