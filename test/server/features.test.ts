// Hover, definition, outline, folding, fixes and the compiled prompt: pure functions on a marked text.
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { LineTable } from '../../src/base/line-table.ts';
import { applyEdits } from '../../src/base/text-edit.ts';
import { promptPage } from '../../src/lang/prompt-page.ts';
import { vocabulary } from '../../src/lang/vocabulary.ts';
import { codeActions, fixAll } from '../../src/server/features/code-actions.ts';
import { toDiagnostics } from '../../src/server/features/diagnostics.ts';
import { foldingRanges } from '../../src/server/features/folding.ts';
import { hover } from '../../src/server/features/hover/hover.ts';
import { documentSymbols } from '../../src/server/features/symbols.ts';
import { checkText } from '../kit/check-text.ts';
import { marked } from '../kit/marked.ts';
import { memorySource } from '../kit/memory-source.ts';

function hoverText(text: string): string | undefined {
  const { persona, offset } = marked(text);
  const contents = hover(persona, offset, { measures: {}, source: memorySource({}) })?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : undefined;
}

describe('hover', () => {
  test('blocks, entries, clauses, free names', () => {
    expect(hoverText('persona A\n\nru<|>les\n  - Is kind.')).toContain('**rules**');
    expect(hoverText('persona A\n  ki<|>nd: expert')).toContain('one of `demographic`');
    expect(hoverText('rules\n  a: b\n    nev<|>er: say "x"')).toContain('**never**');
    expect(hoverText('about\n  ho<|>me: Baker Street')).toContain('a name of yours');
  });

  test('what nothing plays yet says so, and only that', () => {
    for (const row of vocabulary) {
      const text = hoverText(`${row.word.slice(0, 1)}<|>${row.word.slice(1)}${row.title === 'needed' ? ' x' : ''}\n`);
      expect(text?.includes('Not yet played'), row.word).toBe(!row.played);
    }
  });

  test('values and rules by name', () => {
    expect(hoverText('given\n  word: swordfish\nknows\n  - The word is {{wo<|>rd}}.')).toContain('swordfish');
    expect(hoverText('rules\n  secret: Keeps it well.\ntest t\n  user: hi\n  keeps: sec<|>ret')).toContain(
      'Keeps it well',
    );
    expect(hoverText('knows\n  - Nothing <|>here.')).toBeUndefined();
  });

  test('words of the file stay words: no link, picture or code of theirs is rendered', () => {
    const hostile = '`![x](https://evil.example/p.png)` [go](command:evil) <img src=x> www.evil.example';
    const read = (text: string) => new MarkdownIt({ html: true, linkify: true }).render(hoverText(text) ?? '');
    const seen = [
      read(`given\n  word: ${hostile}\nknows\n  - {{wo<|>rd}}`),
      read(`given\n  word: [${hostile}, 2]\nknows\n  - {{wo<|>rd}}`),
      read(`state\n  mood: ${hostile}\nknows\n  - {{mo<|>od}}`),
      read(`rules\n  secret: ${hostile}\ntest t\n  user: hi\n  keeps: sec<|>ret`),
      read(`given\n  word: x\nknows\n  - {{word.ev<|>il}}`),
    ];
    for (const html of seen) {
      expect(html).toContain('evil');
      expect(html).not.toMatch(/<(?:a|img|code)\b/);
    }
    // What cannot be a name is text.
    expect(hoverText(`given\n  word: x\nknows\n  - {{word.![x](https://evil.example/<|>p)}}`)).toBeUndefined();
  });

  test('a name that every object has means nothing by itself', () => {
    for (const name of ['constructor', '__proto__', 'toString'])
      expect(hoverText(`knows\n  - It is {{${name.slice(0, 2)}<|>${name.slice(2)}}}.`)).toBeUndefined();
  });
});

describe('outline and folding', () => {
  const text =
    'persona A\n  kind: expert\n\n# one\n# two\nrules\n  secret: Keeps it.\n    never: say "x"\n  - Is kind.\n\nexample a talk\n  user: hi\n  self: ho\n';
  const { parsed } = checkText(text);

  test('symbols nest and their selection lies inside', () => {
    const symbols = documentSymbols(parsed);
    expect(symbols.map(({ name }) => name)).toEqual(['persona A', 'rules', 'example a talk']);
    expect(symbols[1]?.children?.map(({ name }) => name)).toEqual(['secret', 'Is kind.']);
    expect(symbols[2]?.children?.map(({ name }) => name)).toEqual(['user', 'self']);
    for (const symbol of symbols.flatMap((s) => [s, ...(s.children ?? [])])) {
      const lines = new LineTable(text);
      expect(lines.offsetAt(symbol.selectionRange.start)).toBeGreaterThanOrEqual(lines.offsetAt(symbol.range.start));
      expect(lines.offsetAt(symbol.selectionRange.end)).toBeLessThanOrEqual(lines.offsetAt(symbol.range.end));
    }
  });

  test('folds', () => {
    expect(foldingRanges(parsed)).toEqual([
      { startLine: 0, endLine: 1 },
      { startLine: 3, endLine: 4, kind: 'comment' },
      { startLine: 5, endLine: 8 },
      { startLine: 6, endLine: 7 },
      { startLine: 10, endLine: 12 },
    ]);
  });
});

describe('diagnostics and actions', () => {
  const text =
    'persona A\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n\ngreeting\n  The word is swordfish today.\n';
  const { persona, problems } = checkText(text);

  test('place, code, page, and the rule as related information', () => {
    const [diagnostic] = toDiagnostics(persona.uri, persona.tree.lines, problems, {
      pageOf: (code) => `file:///pages/${code}.md`,
      textOf: () => undefined,
    });
    expect(diagnostic).toMatchObject({
      code: 'breaks-own-rule',
      severity: 1,
      source: 'dramatis',
      range: { start: { line: 7, character: 14 }, end: { line: 7, character: 23 } },
      codeDescription: { href: 'file:///pages/breaks-own-rule.md' },
      relatedInformation: [{ location: { uri: persona.uri, range: { start: { line: 4, character: 11 } } } }],
    });
  });

  const titles = (text: string) => {
    const { text: clean, offset } = marked(text);
    const found = checkText(clean);
    return codeActions(found.persona.tree, found.problems, { start: offset, end: offset }, true).map(
      ({ title }) => title,
    );
  };

  test('are offered where the problem stands, and not beside it', () => {
    const rule = 'persona A\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n\n';
    const offered = ['Take out “swordfish”', 'Ignore breaks-own-rule here, with a reason', 'Explain breaks-own-rule'];
    expect(titles(`${rule}greeting\n  The word is sword<|>fish today.\n`)).toEqual(offered);
    expect(titles(`${rule}greeting\n  The word is swordfish<|> today.\n`)).toEqual(offered);
    expect(titles(`${rule}greeting\n  The wo<|>rd is swordfish today.\n`)).toEqual([]);
    expect(titles('persona A\n\nru<|>le\n  secret: Keeps it.\n    never: say "x"\n')[0]).toMatch(/rules/);
  });

  test('the fix first, then ignore and explain; each edit does what it says', () => {
    const at = text.indexOf('swordfish today');
    const actions = codeActions(persona.tree, problems, { start: at, end: at }, true);
    expect(actions.map(({ title }) => title)).toEqual([
      'Take out “swordfish”',
      'Ignore breaks-own-rule here, with a reason',
      'Explain breaks-own-rule',
    ]);
    const applied = (index: number) => {
      const edits = actions[index]?.edit?.changes?.[persona.uri] ?? [];
      const { lines } = persona.tree;
      return applyEdits(
        text,
        edits.map((e) => ({
          range: { start: lines.offsetAt(e.range.start), end: lines.offsetAt(e.range.end) },
          text: e.newText,
        })),
      );
    };
    expect(applied(0)).toContain('  The word is today.\n');
    expect(checkText(applied(0)).problems).toEqual([]);
    expect(codeActions(persona.tree, problems, { start: 0, end: 0 }, true)).toEqual([]);
  });

  test('an ignore comment inside an entry silences just that line', () => {
    const inside =
      'persona A\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n\nexample one\n  user: What?\n  self: swordfish, of course.\n';
    const found = checkText(inside);
    const at = inside.indexOf('swordfish, of');
    const ignore = codeActions(found.persona.tree, found.problems, { start: at, end: at }, false).find(({ title }) =>
      title.startsWith('Ignore'),
    );
    const [edit] = ignore?.edit?.changes?.['/p/it.persona'] ?? [];
    const start = found.persona.tree.lines.offsetAt(edit?.range.start ?? { line: 0, character: 0 });
    const fixed = applyEdits(inside, [{ range: { start, end: start }, text: edit?.newText ?? '' }]);
    expect(checkText(fixed).problems).toEqual([]);
  });

  test('fixAll applies every preferred fix that does not overlap another', () => {
    const [action] = fixAll(persona.tree, problems);
    expect(action?.edit?.changes?.[persona.uri]).toHaveLength(1);
    expect(fixAll(persona.tree, [])).toEqual([]);
  });
});

describe('compiled prompt', () => {
  test('every mapping leads to the words it came from', () => {
    const text = 'persona A\n  role: porter\n\nknows\n  - The gate opens at eight.\n\ngreeting\n  Good day.\n';
    const { persona } = checkText(text);
    const compiled = promptPage(persona, 3, {}, undefined);
    expect(compiled.version).toBe(3);
    for (const words of ['The gate opens at eight.', 'Good day.']) {
      const map = compiled.map.find(({ range }) => compiled.text.slice(range.start, range.end) === words);
      expect(text.slice(map?.origin.start, map?.origin.end)).toBe(words);
    }
  });
});
