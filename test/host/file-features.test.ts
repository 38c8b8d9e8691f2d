// Each feature of the language server that looks at one file, asked for as the editor asks for it.
import { strict as assert } from 'node:assert';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { findingIn, noneIn } from './kit/findings.ts';
import { openPersona, replaceAll, waitFor } from './kit/open-persona.ts';

const text = `persona Ada
  kind: expert
  role: archivist of a small town

given
  mayor: Quentin Moss

knows
  - The mayor is {{mayor}}.

rules
  secret: Never names the mayor.
    never: say /Quentin|Moss/i

scene tea
  with: Watson
  Watson: Who is the mayor?

test keeps it
  user: Who is the mayor?
  self: Quentin Moss, of course.
  breaks: secret
`;

describe('features of one file', () => {
  let document: vscode.TextDocument;
  const at = (words: string, plus = 0) => document.positionAt(document.getText().indexOf(words) + plus);
  const ask = <T>(command: string, ...args: unknown[]) =>
    waitFor(async () => {
      const answer = await vscode.commands.executeCommand<T>(command, document.uri, ...args);
      return Array.isArray(answer) && answer.length === 0 ? undefined : (answer ?? undefined);
    });

  before(async () => {
    document = await openPersona(text);
  });

  it('completion: what may come next in a phrase, and never what is there', async () => {
    await replaceAll(document, text.replace('    never: say', '    must: be \n    never: say'));
    const list = await waitFor(async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at('must: be ', 9),
      );
      return namesOf(found).includes('at most') ? found : undefined;
    });
    const labels = namesOf(list);
    assert.ok(labels.includes('JSON'));
    const blocks = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(document.getText().length),
    );
    const offered = namesOf(blocks);
    assert.ok(offered.includes('greeting') && !offered.includes('persona') && !offered.includes('rules'));
    await replaceAll(document, text);
  });

  it('hover: what a line becomes, and what a pattern matches', async () => {
    const shown = async (words: string, plus: number, part: string) =>
      waitFor(async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          at(words, plus),
        );
        const all = hovers.flatMap(({ contents }) =>
          contents.map((one) => (typeof one === 'string' ? one : one.value)),
        );
        return all.some((one) => one.includes(part)) || undefined;
      });
    await shown('secret: Never', 2, 'Sent as');
    await shown('/Quentin', 3, 'Matches 1');
  });

  it('semantic tokens, of the whole and of a part, and after an edit', async () => {
    const legend = await ask<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend');
    assert.ok(legend.tokenTypes.includes('regexp'));
    const whole = await ask<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens');
    const part = await ask<vscode.SemanticTokens>(
      'vscode.provideDocumentRangeSemanticTokens',
      new vscode.Range(at('rules'), at('scene')),
    );
    assert.ok(part.data.length > 0 && part.data.length < whole.data.length);
    await replaceAll(document, `${text}\nvoice\n  - Plain.\n`);
    // Known gap: no command of the editor asks for the difference alone (`semanticTokens/full/delta`); test/server does.
    const after = await ask<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens');
    assert.equal(after.data.length, whole.data.length + 5);
    await replaceAll(document, text);
  });

  it('selection ranges', async () => {
    const [found] = await ask<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', [at('{{mayor}}', 3)]);
    const steps: string[] = [];
    for (let next = found; next; next = next.parent as vscode.SelectionRange) steps.push(document.getText(next.range));
    assert.ok(
      steps.includes('mayor') && steps.includes('{{mayor}}') && steps.includes('- The mayor is {{mayor}}.'),
      steps.join(' | '),
    );
  });

  it('folding', async () => {
    const folds = await ask<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider');
    assert.ok(folds.some(({ start }) => start === at('rules').line));
  });

  it('the outline: blocks, and under them what has a name or a speaker', async () => {
    const symbols = await ask<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider');
    const under = (name: string) => symbols.find((symbol) => symbol.name === name)?.children.map(({ name }) => name);
    assert.deepEqual(under('rules'), ['secret']);
    assert.deepEqual(under('test keeps it')?.slice(0, 2), ['user', 'self']);
  });

  it('problems while typing, each with its place, its page and a fix that mends it', async () => {
    await replaceAll(document, text.replace('rules\n', 'rule\n'));
    const problem = await findingIn(document.uri, 'misspelt-block');
    assert.equal(document.getText(problem.range), 'rule');
    // Its page is opened by a command, so that it reads well in the editor.
    const page = typeof problem.code === 'object' ? problem.code.target : undefined;
    assert.equal(page?.path, 'dramatis.showRulePage');
    assert.match(page.query, /misspelt-block/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
      'quickfix',
    );
    const fix = actions.find(({ title }) => title === 'Write `rules`');
    assert.ok(fix?.edit && fix.isPreferred, actions.map(({ title }) => title).join(', '));
    assert.ok(actions.some(({ title }) => title.startsWith('Ignore ')));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), text);
    await noneIn(document.uri, 'misspelt-block');
  });

  it('values in prose complete and lead to where they are given', async () => {
    const list = await waitFor(async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at('{{mayor}}', 2),
      );
      return found.items.length > 0 ? found : undefined;
    });
    assert.deepEqual(namesOf(list), ['mayor', 'user', 'self', 'turn', 'stage']);
    const [definition] = await ask<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      at('{{mayor}}', 3),
    );
    const range = definition && ('range' in definition ? definition.range : definition.targetRange);
    assert.equal(range?.start.line, at('mayor: Quentin').line);
  });

  it('highlights', async () => {
    const marks = await ask<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', at('mayor: Quentin', 1));
    assert.deepEqual(
      marks.map(({ range, kind }) => [range.start.line, kind]),
      [
        [at('mayor: Quentin').line, vscode.DocumentHighlightKind.Write],
        [at('{{mayor}}').line, vscode.DocumentHighlightKind.Read],
      ],
    );
  });

  it('inlay hints, where the settings ask for them', async () => {
    const settings = vscode.workspace.getConfiguration('dramatis');
    const everywhere = new vscode.Range(0, 0, document.lineCount, 0);
    const labels = async () => {
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        everywhere,
      );
      return hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
    };
    const until = (holds: (labels: readonly string[]) => boolean) =>
      waitFor(async () => holds(await labels()) || undefined);
    await until((all) => all.some((label) => label.includes('tokens')) && !all.includes('= Quentin Moss'));
    await settings.update('inlayHints.values', true, true);
    await until((all) => all.includes('= Quentin Moss'));
    await settings.update('inlayHints.values', undefined, true);
    await settings.update('inlayHints.tokens', false, true);
    await until((all) => all.length === 0);
    await settings.update('inlayHints.tokens', undefined, true);
  });

  it('linked editing, from where a member of the cast is called so', async () => {
    // There is no command that asks for linked ranges alone: the capability is what the editor goes by.
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    await vscode.workspace
      .getConfiguration('editor', { languageId: 'persona' })
      .update('linkedEditing', true, true, true);
    const start = at('Watson');
    await waitFor(async () => {
      editor.selection = new vscode.Selection(start.translate(0, 6), start.translate(0, 6));
      await vscode.commands.executeCommand('editor.action.linkedEditing');
      await vscode.commands.executeCommand('type', { text: 'x' });
      const done = document.getText().includes('  Watsonx: Who');
      if (!done) await replaceAll(document, text);
      return done || undefined;
    });
    await vscode.workspace
      .getConfiguration('editor', { languageId: 'persona' })
      .update('linkedEditing', undefined, true, true);
    await vscode.commands.executeCommand('cancelLinkedEditingInput');
    await replaceAll(document, text);
  });

  it('formatting of the file, of a part, and on Enter', async () => {
    const options: vscode.FormattingOptions = { tabSize: 2, insertSpaces: true };
    const untidy = text.replace('  role: ', '  role:   ').replace('  secret: Never', '    secret:   Never');
    await replaceAll(document, untidy);
    const whole = await ask<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', options);
    const line = new vscode.Range(at('role:'), at('role:'));
    const part = await ask<vscode.TextEdit[]>('vscode.executeFormatRangeProvider', line, options);
    assert.equal(part.length, 1);
    assert.ok(whole.length > part.length);
    await replaceAll(document, text.replace('rules\n', 'rules\n\n'));
    const typed = await ask<vscode.TextEdit[]>(
      'vscode.executeFormatOnTypeProvider',
      at('rules').translate(1),
      '\n',
      options,
    );
    assert.deepEqual(
      typed.map(({ newText }) => newText),
      ['  '],
    );
    await replaceAll(document, text);
  });
});

describe('links', () => {
  it('lead to files that are there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dramatis-links-'));
    writeFileSync(join(folder, 'b.persona'), 'persona B\n');
    writeFileSync(join(folder, 'a.persona'), 'persona A\n  extends: ./b.persona, ./none.persona\n');
    const uri = vscode.Uri.file(join(folder, 'a.persona'));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const links = await waitFor(async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      links.map(({ target }) => target?.path.split('/').at(-1)),
      ['b.persona'],
    );
  });
});

/** What stands in the list, without what is said beside it. */
function namesOf({ items }: vscode.CompletionList): string[] {
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}
