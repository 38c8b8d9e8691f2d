// A chosen model in the few words that a status item or a list has room for.
import * as vscode from 'vscode';
import { originOf } from '../../model/origin-policy.ts';
import type { ModelChoice } from './model-choice.ts';

/** As in "llama3 at localhost:11434", "offline understudy". */
export function modelLabel(choice: ModelChoice): string {
  switch (choice.kind) {
    case 'understudy':
      return vscode.l10n.t('offline understudy');
    case 'endpoint': {
      const { model, url } = choice.endpoint;
      return vscode.l10n.t('{0} at {1}', model, (originOf(url) ?? url).replace(/^https?:\/\//, ''));
    }
    case 'vscode':
      return vscode.l10n.t('{0} in VS Code', choice.id);
    case 'unknown':
      return vscode.l10n.t('“{0}” (not described)', choice.name);
  }
}
