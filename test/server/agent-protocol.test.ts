// Agent files over a real protocol connection in memory: what is found in them, and what is offered to mend it.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, Registration } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { overridesMethod } from '../../src/wire/server-protocol.ts';
import { closeServers, startInMemory as start } from '../kit/memory-server.ts';

// Loaded by the first file that is opened, and the first request; a busy machine takes its time.
beforeAll(async () => {
  await import('../../src/lint/agent-files/check-agent-file.ts');
  await import('../../src/server/register-features.ts');
}, 60_000);
afterEach(closeServers);

const patience = { timeout: 20_000 };

describe('agent files', () => {
  const uri = 'file:///p/review.agent.md';
  const text = '---\ndescription: Reviews: all\nuser_invocable: true\n---\n- Always use tabs\n- Never use tabs\n';
  const opened = (languageId: string) => ({ textDocument: { uri, languageId, version: 1, text } });

  test('are checked when they open, without what VS Code says of its own languages, and forgotten when they close', async () => {
    const server = await start();
    await server.client.sendNotification('textDocument/didOpen', opened('chatagent'));
    await expect.poll(() => server.codes(uri), patience).toEqual(['front-matter-syntax', 'contradictory-instructions']);
    await server.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await expect.poll(() => server.codes(uri), patience).toEqual([]);
    await server.client.sendNotification('textDocument/didOpen', opened('markdown'));
    await expect
      .poll(() => server.codes(uri), patience)
      .toEqual(['front-matter-syntax', 'front-matter-key', 'contradictory-instructions']);
  });

  test('follow the text and the setting', async () => {
    const server = await start();
    await server.client.sendNotification('textDocument/didOpen', opened('chatagent'));
    await expect.poll(() => server.codes(uri), patience).toHaveLength(2);
    const contentChanges = [{ text: '---\ndescription: a\n---\n- Always use tabs\n- Never use tabs\n' }];
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges,
    });
    await expect.poll(() => server.codes(uri), patience).toEqual(['contradictory-instructions']);
    const overrides = { severities: {}, promptBudget: undefined, agentFiles: false };
    await server.client.sendNotification(overridesMethod, overrides);
    await expect.poll(() => server.codes(uri), patience).toEqual([]);
  });

  describe('quick fixes', () => {
    const at = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });
    const ask = async (server: Awaited<ReturnType<typeof start>>, line: number, only?: string[]) => {
      const context = { diagnostics: [], ...(only && { only }) };
      const params = { textDocument: { uri }, range: at(line, 3), context };
      return (await server.client.sendRequest<CodeAction[]>('textDocument/codeAction', params)) ?? [];
    };

    test('are offered where the finding stands, apply to the text, and take it away', async () => {
      const server = await start();
      await server.client.sendNotification('textDocument/didOpen', opened('markdown'));
      const [fix, ...others] = await ask(server, 2);
      expect(others).toEqual([]);
      expect(fix).toMatchObject({ title: 'Write `user-invocable`', kind: 'quickfix', isPreferred: true });
      expect(fix?.diagnostics?.map(({ code }) => code)).toEqual(['front-matter-key']);
      const document = TextDocument.create(uri, 'markdown', 1, text);
      const fixed = TextDocument.applyEdits(document, fix?.edit?.changes?.[uri] ?? []);
      expect(fixed).toBe(text.replace('user_invocable', 'user-invocable'));
      const contentChanges = [{ text: fixed }];
      await server.client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges,
      });
      expect(await ask(server, 2)).toEqual([]);
    });

    test('are none where nothing is wrong, where VS Code says it itself, where the file is closed or the setting is off', async () => {
      const server = await start();
      expect(await ask(server, 2)).toEqual([]);
      await server.client.sendNotification('textDocument/didOpen', opened('chatagent'));
      expect(await ask(server, 2)).toEqual([]);
      await server.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
      await server.client.sendNotification('textDocument/didOpen', opened('markdown'));
      expect(await ask(server, 4)).toEqual([]);
      expect(await ask(server, 2)).toHaveLength(1);
      const overrides = { severities: {}, promptBudget: undefined, agentFiles: false };
      await server.client.sendNotification(overridesMethod, overrides);
      expect(await ask(server, 2)).toEqual([]);
    });

    test('are not applied all at once on save, and never by a comment in the file', async () => {
      const server = await start();
      await server.client.sendNotification('textDocument/didOpen', opened('markdown'));
      expect(await ask(server, 2, ['source.fixAll'])).toEqual([]);
      expect((await ask(server, 5)).map(({ title }) => title)).toEqual([]);
    });
  });

  test('are asked about in an editor that says which they are', async () => {
    const registered: Registration[] = [];
    const agentFiles = [{ scheme: 'file', language: 'chatagent' }];
    await start({
      agentFiles,
      registering: ({ registrations }) => void registered.push(...registrations),
    });
    await expect
      .poll(() => registered.find(({ method }) => method === 'textDocument/codeAction')?.registerOptions, patience)
      .toEqual({ documentSelector: agentFiles, codeActionKinds: ['quickfix'] });
  });
});
