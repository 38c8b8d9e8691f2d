// The whole server over a real protocol connection in memory: what is published when, and what is asked of the world.
import { afterEach, describe, expect, test } from 'vitest';
import { compiledPromptMethod, overridesMethod, trustMethod } from '../../src/wire/server-protocol.ts';
import { closeServers, startInMemory as start } from '../kit/memory-server.ts';

afterEach(closeServers);

const broken =
  'persona A\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n\ngreeting\n  The word is swordfish today.\n';

test('a persona that extends an agent file: its problems and its prompt, once the reader is there', async () => {
  const server = await start({
    files: { 'file:///p/a.agent.md': '---\nname: Ada\n---\nReview what you are given.\n' },
  });
  await server.open('persona\n  extends: ./a.agent.md\n\nrules\n  short: Is brief.\n    must: be at most 9 words\n');
  const compiled = await server.client.sendRequest<{ text: string; map: readonly { uri: string }[] }>(
    compiledPromptMethod,
    {
      uri: server.uri,
    },
  );
  expect(compiled.text).toContain('Review what you are given.\n\n## Rules');
  expect(new Set(compiled.map.map(({ uri }) => uri))).toEqual(new Set(['file:///p/a.agent.md', server.uri]));
  await server.settle();
  expect(server.codes()).toEqual([]);
});

test('an editor that knows both is asked whether an item goes before the rest of a word or in its place', async () => {
  const asked = async (insertReplaceSupport: boolean) => {
    const capabilities = { textDocument: { completion: { completionItem: { insertReplaceSupport } } } };
    const server = await start({ capabilities });
    await server.open('persona A\n  kind: expert\n');
    const [item] = await server.client.sendRequest<readonly { textEdit: object }[]>('textDocument/completion', {
      textDocument: { uri: server.uri },
      position: { line: 1, character: 11 },
    });
    return Object.keys(item?.textEdit ?? {}).sort();
  };
  expect(await asked(true)).toEqual(['insert', 'newText', 'replace']);
  expect(await asked(false)).toEqual(['newText', 'range']);
});

describe('diagnostics', () => {
  test('opening shows everything, with a page; closing takes it back', async () => {
    const server = await start();
    await server.open(broken);
    await server.settle();
    expect(server.codes()).toEqual(['breaks-own-rule']);
    expect(server.all[0]).toMatchObject({ version: 1, diagnostics: [] });
    expect(server.all.at(-1)?.diagnostics[0]?.codeDescription?.href).toBe('file:///pages/breaks-own-rule.md');
    await server.close();
    await server.settle();
    expect(server.codes()).toEqual([]);
  });

  test('typing: new findings of the full set wait for a save; those shown move along, and go once mended', async () => {
    const server = await start();
    await server.open('persona A\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n\ngreeting\n  Hello.\n');
    await server.settle();
    await server.change(broken);
    await server.settle();
    expect(server.codes()).toEqual([]);
    await server.save();
    await server.settle();
    expect(server.codes()).toEqual(['breaks-own-rule']);

    await server.change(`# a line above\n${broken}`);
    await server.settle();
    expect(server.codes()).toEqual(['breaks-own-rule']);
    expect(server.all.at(-1)?.diagnostics[0]?.range.start).toEqual({ line: 8, character: 14 });

    await server.change(`${broken.replace('swordfish today', 'a word')}\nwardrobe\n`);
    await server.settle();
    expect(server.codes()).toEqual(['unknown-block']);
  });

  test('each version is told under its number', async () => {
    const server = await start();
    await server.open('persona A\n');
    await server.change('persona A\n\nnothing\n');
    await server.settle();
    expect(server.all.at(-1)).toMatchObject({ version: 2, diagnostics: [{ code: 'unknown-block' }] });
  });

  test('kept talks are told in their own file', async () => {
    const turn = JSON.stringify({ type: 'turn', at: 'x', turn: { id: '1', speaker: 'self', text: 'swordfish' } });
    const talk = {
      uri: 'file:///p/a.talk.jsonl',
      text: `${JSON.stringify({ type: 'talk', version: 1, id: 't', at: 'x', persona: 'A', personaUri: 'a.persona', personaHash: 'h' })}\n${turn}\n`,
    };
    const server = await start({ talks: [talk] });
    await server.open(broken.replace('swordfish today', 'a word'));
    await server.settle();
    expect(server.codes()).toEqual([]);
    expect(server.codes(talk.uri)).toEqual(['breaks-own-rule']);
    expect(server.all.find(({ uri }) => uri === talk.uri)?.diagnostics[0]?.range.start.line).toBe(1);
  });

  test('a parent that is open counts as it stands in the editor, and its children are told when it is saved', async () => {
    const mother = 'persona M\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n';
    const server = await start({ files: { 'file:///p/m.persona': 'persona M\n' } });
    await server.open('persona A\n  extends: ./m.persona\n\ngreeting\n  Swordfish!\n');
    await server.settle();
    expect(server.codes()).toEqual([]);
    await server.open(mother, 'file:///p/m.persona');
    await server.settle();
    await server.client.sendNotification('textDocument/didSave', { textDocument: { uri: 'file:///p/m.persona' } });
    await server.settle();
    expect(server.codes()).toEqual(['breaks-own-rule']);
  });
});

describe('trust, settings, measures', () => {
  test('untrusted: no file is read, and it says why; trust reads them', async () => {
    const server = await start({ trusted: false, files: { 'file:///p/m.persona': 'persona M\n' } });
    await server.open('persona A\n  extends: ./m.persona\n');
    await server.settle();
    expect(server.codes()).toEqual(['unresolved-file']);
    await server.client.sendNotification(trustMethod);
    await server.settle();
    expect(server.codes()).toEqual([]);
  });

  test('the user’s own settings win', async () => {
    const server = await start();
    await server.open(broken);
    await server.client.sendNotification(overridesMethod, {
      severities: { 'breaks-own-rule': 'off' },
      promptBudget: undefined,
    });
    await server.settle();
    expect(server.codes()).toEqual([]);
  });

  test('measures come later, say that they are loading, and what needed them is told then', async () => {
    const server = await start({ config: { promptBudget: 3 } });
    await server.open('persona A\n  summary: One who says a good deal about very little.\n');
    await server.settle();
    expect(server.codes()).toEqual(['over-budget']);
    expect(server.statuses).toEqual([expect.objectContaining({ busy: true }), { busy: false, what: '' }]);
  });

  test('the first hover says how many tokens there are: it waits for the counter', async () => {
    const { client, uri, open } = await start();
    await open('persona A\n\nknows\n  secret: Under the stone.\n');
    const hover = await client.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: { line: 3, character: 4 },
    });
    expect(hover).toMatchObject({ contents: { value: expect.stringContaining('**Sent as** (4 tokens)') } });
  });

  test('the compiled prompt, and null for a document that is not open', async () => {
    const server = await start();
    await server.open(broken);
    expect(await server.client.sendRequest(compiledPromptMethod, { uri: server.uri })).toMatchObject({
      version: 1,
      tokens: expect.any(Number),
      text: expect.stringContaining('Keeps it.'),
    });
    expect(await server.client.sendRequest(compiledPromptMethod, { uri: 'file:///p/none.persona' })).toBeNull();
  });
});
