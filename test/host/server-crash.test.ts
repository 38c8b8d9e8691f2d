// The language server is killed: it comes back by itself and finds what it found before.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.ts';
import { findingIn } from './kit/findings.ts';
import { openPersona, persona, replaceAll, waitFor } from './kit/open-persona.ts';

describe('a language server that stops', () => {
  it('is started again and goes on checking', async () => {
    const document = await openPersona(persona.replace('rules', 'rulez'));
    await finding(document);
    const before = await waitFor(() => (servers().length === 1 ? servers() : undefined));
    process.kill(before[0] ?? 0, 'SIGKILL');
    const after = await waitFor(() => {
      const now = servers().filter((pid) => !before.includes(pid));
      return now.length === 1 ? now : undefined;
    });
    assert.notEqual(after[0], before[0]);
    await replaceAll(document, persona);
    await waitFor(() => (vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined));
    await replaceAll(document, persona.replace('rules', 'rulez'));
    await finding(document);
  });

  it('is another one after a restart by hand', async () => {
    const document = await openPersona(persona.replace('rules', 'rulez'));
    await finding(document);
    const before = servers();
    await vscode.commands.executeCommand(commands.restartServer.id);
    const after = await waitFor(() => {
      const now = servers();
      return now.length === 1 && now[0] !== before[0] ? now : undefined;
    });
    assert.equal(after.length, 1);
    await finding(document);
  });
});

/** Resolves when the misspelt block is marked; where it never is, says what there was to mark and who should have. */
function finding(document: vscode.TextDocument): Promise<vscode.Diagnostic> {
  return findingIn(document.uri, 'misspelt-block').catch((error) => {
    const { uri, languageId: language, version, isClosed } = document;
    assert.fail(
      `${error}\n${JSON.stringify({ uri: uri.toString(), language, version, isClosed, servers: servers() })}`,
    );
  });
}

/** Process ids of language servers that this extension host started. */
function servers(): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return rows.flatMap((row) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
    return Number(parent) === process.pid && command?.includes('dist/node/server.cjs') ? [Number(pid)] : [];
  });
}
