// `dramatis.trace.server`: what editor and language server say to each other stands in the log while the setting asks for it.
import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.ts';
import { findingIn } from './kit/findings.ts';
import { openPersona, persona, replaceAll, waitFor } from './kit/open-persona.ts';

describe('the trace of the language server', () => {
  it('is written while the setting asks for it, with what is said where it asks for that', async () => {
    const setting = vscode.workspace.getConfiguration('dramatis.trace');
    const set = (value: string | undefined) => setting.update('server', value, vscode.ConfigurationTarget.Global);
    const document = await openPersona(persona.replace('rules', 'rulez'));
    await findingIn(document.uri, 'misspelt-block');
    await vscode.commands.executeCommand(commands.showLog.id);
    const log = () =>
      vscode.workspace.textDocuments
        .filter(({ uri }) => uri.scheme === 'output')
        .map((shown) => shown.getText())
        .join('\n');
    /** Edits until the log says it: a setting takes its time to arrive. */
    const written = async (words: RegExp) => {
      let edits = 0;
      await waitFor(async () => {
        await replaceAll(document, `${persona}# ${++edits}\n`);
        return words.test(log()) ? true : undefined;
      });
    };
    try {
      await set('messages');
      await written(/Sending notification 'textDocument\/didChange'/);
      assert.doesNotMatch(log(), /contentChanges/);
      await set('verbose');
      await written(/contentChanges/);
    } finally {
      await set(undefined);
    }
  });
});
