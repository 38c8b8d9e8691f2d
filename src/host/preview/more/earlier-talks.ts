// `…`: the view of all talks that were held.
import * as vscode from 'vscode';
import { views } from '../../ids.ts';
import type { MoreEntry } from '../more-actions.ts';

export const earlierTalks: MoreEntry = {
  icon: 'history',
  label: () => vscode.l10n.t('Show earlier talks'),
  run: () => vscode.commands.executeCommand(`${views.talks}.focus`),
};
