// Shows the page of a finding's code: what triggers it, an example, the fix, why. The pages travel with the extension; nothing is
// fetched. Called by the quick fix *Explain …* and by the code's link beside a finding, not from the palette.

import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { Deps } from '../deps.ts';
import { exists } from '../exists.ts';
import { commands } from '../ids.ts';
import { registerCommand } from './register-command.ts';

/** Registers the command. Its argument is a code, as `breaks-own-rule`; the findings of `dramatis.json` have codes of their own. */
export function registerShowRulePage(context: vscode.ExtensionContext, deps: Deps): void {
  registerCommand(context, deps.log, commands.showRulePage, async (code) => {
    const page = pageOf(context.extensionUri, code);
    if (!page || !(await exists(page))) {
      throw new UserError(vscode.l10n.t('There is no page about “{0}”.', String(code ?? '')));
    }
    // Beside the persona, so that the page and the line it is about are seen together.
    await vscode.commands.executeCommand('markdown.showPreviewToSide', page);
  });
}

/** A code is the name of its page; anything else names no file. */
function pageOf(extension: vscode.Uri, code: unknown): vscode.Uri | undefined {
  if (typeof code !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code)) return undefined;
  return vscode.Uri.joinPath(extension, 'docs', 'rules', `${code}.md`);
}
