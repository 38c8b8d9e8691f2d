// What each word is said to be: texts with every token in brackets; and the numbers of the protocol.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineTable } from '../../src/base/line-table.ts';
import { Memory } from '../../src/lang/memory.ts';
import { parseText, reparse } from '../../src/lang/parsed.ts';
import { encodeTokens, tokenEdits } from '../../src/server/features/semantic-tokens/encode.ts';
import { legend, tokenModifiers, tokenTypes } from '../../src/server/features/semantic-tokens/legend.ts';
import { semanticTokenData, semanticTokens } from '../../src/server/features/semantic-tokens/semantic-tokens.ts';
import { TokenHistory } from '../../src/server/token-history.ts';
import { filesIn } from '../kit/sample-files.ts';

const tokensOf = (text: string) =>
  semanticTokens(parseText(text, '')).map(
    ({ start, end, type, modifier }) => `${text.slice(start, end)} ${modifier ? `${type}.${modifier}` : type}`,
  );

describe('tokens', () => {
  test('blocks, titles, entries, allowed words, names', () => {
    expect(
      tokensOf(
        '# why\npersona Ada\n  kind: expert\n  extends: ./b.persona\n\ntraits\n  openness: 0.5\n  mbti: INTP\n  modesty: high',
      ),
    ).toEqual([
      '# why comment',
      'persona keyword',
      'Ada class',
      'kind property',
      'expert enumMember',
      'extends property',
      './b.persona string.path',
      'traits keyword',
      'openness variable.declaration',
      '0.5 number',
      'mbti variable.declaration',
      'modesty variable.declaration',
      'high enumMember',
    ]);
  });

  test('what is wrong where it stands has none', () => {
    expect(tokensOf('persona A\n  kind: wizard\n\nwardrobe\n  kind: x')).toEqual([
      'persona keyword',
      'A class',
      'kind property',
    ]);
  });

  test('phrases: check words, texts, values, amounts, languages', () => {
    expect(
      tokensOf(
        'rules\n  a: be it so.\n    must: be at most 60 words or say "the {{word}} of"\n    never: be in French',
      ),
    ).toEqual([
      'rules keyword',
      'a function.declaration',
      'must property',
      'be function.defaultLibrary',
      'at function.defaultLibrary',
      'most function.defaultLibrary',
      '60 number',
      'words function.defaultLibrary',
      'or function.defaultLibrary',
      'say function.defaultLibrary',
      '"the  string',
      'word variable',
      ' of" string',
      'never property',
      'be function.defaultLibrary',
      'in function.defaultLibrary',
      'French enumMember',
    ]);
  });

  test('patterns, in rules and as keys, by what their parts do; one that cannot be read is not one', () => {
    expect(tokensOf('rules\n  a: b\n    must: say /^a(b|\\d+)\\/{{x}}[^c]*?$/i').slice(4)).toEqual([
      '/ regexp',
      '^ regexp.anchor',
      'a regexp',
      '( regexp.group',
      'b regexp',
      '| regexp.group',
      '\\d regexp.characterClass',
      '+ regexp.quantifier',
      ') regexp.group',
      '\\/ regexp.escape',
      'x variable',
      '[^c] regexp.characterClass',
      '*? regexp.quantifier',
      '$ regexp.anchor',
      '/ regexp',
      'i regexp.flags',
    ]);
    expect(tokensOf('knows\n  a: b\n    keys: tea, /cups?/').slice(3)).toEqual([
      '/ regexp',
      'cups regexp',
      '? regexp.quantifier',
      '/ regexp',
    ]);
    expect(tokensOf('rules\n  a: b\n    must: say /never ends').slice(4)).toEqual([]);
  });

  test('dialogues: speakers, rules that are named, what a test gives', () => {
    expect(
      tokensOf(
        'rules\n  secret: S.\n\ntest t\n  with: ./w.persona as doctor\n  given word: x\n  doctor: {{word}} {{turn}}\n  self thinks: Hm.\n  self: No.\n  keeps: secret',
      ).slice(2),
    ).toEqual([
      'test keyword',
      't namespace',
      'with property',
      './w.persona string.path',
      'as operator',
      'doctor type.declaration',
      'given property',
      'word variable',
      'doctor type',
      'word variable',
      'turn variable.defaultLibrary',
      'self type.defaultLibrary',
      ' thinks type.defaultLibrary',
      'self type.defaultLibrary',
      'keeps property',
      'secret function',
    ]);
  });
});

describe('the numbers', () => {
  test('decoded, they say the same; none lies over another or over two lines, in every file there is', () => {
    const files = [...Object.values(filesIn('test/fixtures/good')), ...Object.values(filesIn('test/fixtures/bad'))];
    for (const text of files) {
      const parsed = parseText(text, '');
      const tokens = semanticTokens(parsed);
      const data = semanticTokenData(parsed);
      expect(data).toEqual(encodeTokens(parsed.lines, tokens));
      const lines = new LineTable(text);
      let line = 0;
      let column = 0;
      tokens.forEach((token, index) => {
        const [down = 0, across = 0, length = 0, type = 0, bits = 0] = data.slice(index * 5);
        line += down;
        column = down === 0 ? column + across : across;
        expect(lines.offsetAt({ line, character: column })).toBe(token.start);
        expect(length).toBe(token.end - token.start);
        expect(tokenTypes[type]).toBe(token.type);
        expect(bits === 0 ? undefined : tokenModifiers[Math.log2(bits)]).toBe(token.modifier);
        expect(text.slice(token.start, token.end)).not.toMatch(/[\r\n]/);
        expect(token.start).toBeGreaterThanOrEqual(tokens[index - 1]?.end ?? 0);
      });
      expect(data).toHaveLength(tokens.length * 5);
    }
  });

  test('a part of the file has those tokens that the whole has there', () => {
    const text = filesIn('test/fixtures/good')['/tour.persona'] ?? '';
    const parsed = parseText(text, '');
    const rules = parsed.tree.blocks.find((block) => block.word === 'rules')?.range ?? { start: 0, end: 0 };
    const part = semanticTokens(parsed, rules);
    expect(part).toEqual(semanticTokens(parsed).filter(({ start, end }) => rules.start <= start && end <= rules.end));
    expect(part.length).toBeGreaterThan(10);
  });

  test('law: after any edits the tokens are those of the text read afresh', () => {
    const text = filesIn('test/fixtures/good')['/tour.persona'] ?? '';
    const pieces = [
      'x',
      '\n',
      '  ',
      'rules\n',
      '"',
      '{{a.b}}',
      'given\n  a.b: x\n',
      'scene s\n  with: user friend\n',
      '# c\n',
      '\r\n',
      '/',
    ];
    const edit = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.constantFrom(...pieces));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let parsed = parseText(text, '', new Memory());
        semanticTokenData(parsed);
        for (const [where, gone, put] of edits) {
          const at = Math.floor(where * parsed.text.length);
          parsed = reparse(parsed, parsed.text.slice(0, at) + put + parsed.text.slice(at + gone));
          const fresh = parseText(parsed.text, '');
          expect(semanticTokenData(parsed)).toEqual(semanticTokenData(fresh));
          expect(semanticTokens(parsed)).toEqual(semanticTokens(fresh));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('law: the edits turn the one list into the other', () => {
    const data = fc
      .array(fc.integer({ min: 0, max: 2 }), { maxLength: 8 })
      .map((n) => n.flatMap((x) => [x, 1, 2, 3, 0]));
    fc.assert(
      fc.property(data, data, (before, after) => {
        const out = [...before];
        for (const { start, deleteCount, data: put = [] } of tokenEdits(before, after))
          out.splice(start, deleteCount, ...put);
        expect(out).toEqual(after);
      }),
    );
    expect(tokenEdits([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])).toEqual([]);
  });

  test('only the difference is told to who has the last list; all to who has not; closed files are forgotten', () => {
    const open = new Set(['a', 'b']);
    const history = new TokenHistory((uri) => open.has(uri));
    const first = history.full('a', [0, 0, 1, 0, 0]);
    const next = history.delta('a', first.resultId ?? '', [0, 0, 1, 0, 0, 1, 0, 2, 0, 0]);
    expect(next).toMatchObject({ edits: [{ start: 5, deleteCount: 0, data: [1, 0, 2, 0, 0] }] });
    expect(history.delta('a', first.resultId ?? '', [1, 1, 1, 1, 1])).toMatchObject({ data: [1, 1, 1, 1, 1] });
    open.delete('a');
    history.full('b', []);
    expect(history.delta('a', '3', [1, 1, 1, 1, 1])).toMatchObject({ data: [1, 1, 1, 1, 1] });
  });
});

test('package.json says what every token looks like, and declares the modifiers that are ours', () => {
  const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const scopes: string[] = Object.keys(contributes.semanticTokenScopes[0].scopes);
  expect(
    scopes
      .map((selector) => selector.split('.')[0])
      .filter((type, i, all) => all.indexOf(type) === i)
      .sort(),
  ).toEqual([...legend.tokenTypes].sort());
  const ours: string[] = contributes.semanticTokenModifiers.map(({ id }: { id: string }) => id);
  expect(['declaration', 'defaultLibrary', ...ours].sort()).toEqual([...legend.tokenModifiers].sort());
  for (const modifier of legend.tokenModifiers)
    expect(scopes.some((scope) => scope.endsWith(`.${modifier}`))).toBe(true);
});
