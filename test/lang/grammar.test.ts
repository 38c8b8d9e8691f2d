// The TextMate grammar as the editor runs it: what each kind of word is coloured as, the tour as a golden file, and the
// language configuration's patterns.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const require = createRequire(import.meta.url);
const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

let grammar: textmate.IGrammar;

beforeAll(async () => {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(read('syntaxes/persona.tmLanguage.json'), 'persona.json'),
  });
  const loaded = await registry.loadGrammar('source.persona');
  if (!loaded) throw new Error('the grammar does not load');
  grammar = loaded;
});

/** `text · innermost scopes` of every token but plain white space. */
function tokens(text: string): string[] {
  let state = textmate.INITIAL;
  return text.split('\n').flatMap((line, index) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const part = line.slice(startIndex, endIndex);
      const own = scopes.slice(1).filter((scope) => !scope.startsWith('meta.'));
      return part.trim() === ''
        ? []
        : [`${index + 1}: ${part.trim()} · ${own.map((scope) => scope.replace('.persona', '')).join(' ')}`];
    });
  });
}

function coloured(text: string, part: string): string[] {
  return tokens(text).flatMap((token) => {
    const [, word, scopes] = /^\d+: (.*) · (.*)$/su.exec(token) ?? [];
    return word === part ? [scopes ?? ''] : [];
  });
}

describe('grammar', () => {
  it('colours the tour as it did', async () => {
    const text = tokens(read('test/fixtures/good/tour.persona')).join('\n');
    await expect(`${text}\n`).toMatchFileSnapshot('../golden/grammar/tour.txt');
  });
  it.each([
    ['persona Anna', 'persona', 'keyword.control.block'],
    ['persona Anna', 'Anna', 'entity.name.type'],
    ['test keeps it', 'keeps it', 'entity.name.section'],
    ['persona A\n  role: cook', 'role', 'keyword.other.entry'],
    ['persona A\n  kind: character', 'character', 'constant.language'],
    ['rules\n  secret: Hush.', 'secret', 'entity.name.function'],
    ['rules\n  secret: x\n    never: say "a"', 'never', 'keyword.other.clause'],
    ['rules\n  secret: x\n    never: say "a"', 'say', 'support.function.phrase'],
    ['rules\n  - x\n    must: be at most 60 words', '60', 'constant.numeric'],
    ['rules\n  - x\n    must: say "a\\"b"', '\\"', 'string.quoted.double constant.character.escape'],
    ['rules\n  - x\n    must: say /a b/im', 'a b', 'string.regexp'],
    ['rules\n  - x\n    must: say /a b/im', 'im', 'keyword.other.flags'],
    ['rules\n  - x\n    let: y = user /a/', '=', 'keyword.operator.assignment'],
    ['voice\n  - Says {{ word }}.', 'word', 'variable.other.value'],
    ['greeting\n  Hi {{user}}.', 'user', 'variable.other.value'],
    ['example\n  user: x\n  self: y\n  watson: z', 'watson', 'entity.name.type.speaker'],
    ['example\n  user: x\n  self: y', 'self', 'variable.language.speaker'],
    ['example\n  user: x\n  self: y', 'user', 'entity.name.type.speaker'],
    ['persona A\n  extends: ./b.persona', './b.persona', 'string.other.link'],
    ['scene\n  with: ./b.persona as doctor', 'doctor', 'entity.name.type.speaker'],
    ['knows\n  a: x\n    keys: b, c', ',', 'punctuation.separator.list'],
    ['traits\n  openness: 0.9', '0.9', 'constant.numeric'],
    ['given\n  map:\n    one: 1', 'one', 'variable.other.name'],
    ['about\n  שם: x', 'שם', 'variable.other.name'],
    ['rules\n  # note', '# note', 'comment.line.number-sign'],
    ['rules\n  a: x\n# note\n    never: say "a"', '# note', 'comment.line.number-sign'],
    ['rules\n  a: x\n# note\n    never: say "a"', 'never', 'keyword.other.clause'],
    ['wardrobe\n  x: y', 'wardrobe', 'invalid.illegal.block'],
  ])('%j: %s is %s', (text, part, scope) => {
    expect(coloured(text, part)).toContain(scope);
  });
  it.each([
    ['voice\n  - never: say "x"', 'never: say "x"'],
    ['section\n  # heading', '# heading'],
    ['rules\n  a: x\n    # text', '# text'],
    ['about\n  a: b\n    keys: c', 'keys: c'],
    ['knows\n  a: 10:30 and https://x', '10:30 and https://x'],
  ])('%j: %s is prose', (text, part) => {
    expect(coloured(text, part)).toEqual(['']);
  });
  it('keeps everything in a fence apart', () => {
    const text = 'rules\n  a: x\n    ```\n    never: say "x" {{y}}\n    ```\n    never: say "x"';
    const found = tokens(text);
    expect(found).toContain('4: never: say "x" {{y}} · markup.fenced_code.block');
    expect(found).toContain('6: never · keyword.other.clause');
  });
});

describe('language configuration', () => {
  const config = JSON.parse(read('syntaxes/language-configuration.json')) as {
    wordPattern: { pattern: string; flags: string };
    onEnterRules?: unknown;
    indentationRules: { increaseIndentPattern: string };
  };
  it('takes letters of any script, marks and inner hyphens as a word', () => {
    const word = new RegExp(config.wordPattern.pattern, `g${config.wordPattern.flags}`);
    expect('Zoe\u0308 said: well-known, c’est {{film}} שלום'.match(word)).toEqual([
      'Zoe\u0308',
      'said',
      'well-known',
      'c’est',
      'film',
      'שלום',
    ]);
  });
  it('writes nothing on Enter but indentation: pressed twice, it leaves no empty item behind', () => {
    expect(config.onEnterRules).toBeUndefined();
  });
  it('indents under headers and names without a text', () => {
    const indents = new RegExp(config.indentationRules.increaseIndentPattern);
    for (const line of ['rules', 'test keeps it', '  guests:', '    keys：'])
      expect(indents.test(line), line).toBe(true);
    for (const line of ['  role: cook', '  - x', '# note', '  some prose'])
      expect(indents.test(line), line).toBe(false);
  });
});
