// `dramatis.json`: what is read, what is told and where, and that schema and reader say the same.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { configProblemCodes } from '../../src/config/check-shape.ts';
import { defaultConfig } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { configSchema, configSchemaText } from '../../src/config/schema.ts';

const folder = 'file:///work';

const whole = `{
  // comments are welcome
  "$schema": "x",
  "severities": { "unknown-entry": "warning", "rule-without-check": "off" },
  "ignore": ["drafts", "old.persona"],
  "promptBudget": 4000,
  "endpoints": [
    { "name": "local", "url": "http://127.0.0.1:11434/v1", "model": "llama3.2", "can": ["n"], "systemRole": false },
    { "name": "cloud", "url": "https://api.openai.com/v1", "model": "gpt-4o", "keyFrom": "OPENAI_API_KEY", "temperature": 0.7, "maxTokens": 400, "contextTokens": 128000 },
  ],
  "model": "local",
  "judge": "cloud",
  "baseline": "dramatis.baseline.json",
}`;

/** Problems as `code: marked text`. */
function told(text: string): string[] {
  return readConfig(text, folder).problems.map(({ code, range }) => `${code}: ${text.slice(range.start, range.end)}`);
}

describe('a good file', () => {
  it('is read whole', () => {
    const { config, problems } = readConfig(whole, folder);
    expect(problems).toEqual([]);
    const none = { keyFrom: undefined, temperature: undefined, maxTokens: undefined, contextTokens: undefined };
    expect(config).toEqual({
      folder,
      severities: { 'unknown-entry': 'warning', 'rule-without-check': 'off' },
      ignore: ['drafts', 'old.persona'],
      promptBudget: 4000,
      endpoints: [
        { ...none, name: 'local', url: 'http://127.0.0.1:11434/v1', model: 'llama3.2', systemRole: false, can: ['n'] },
        {
          name: 'cloud',
          url: 'https://api.openai.com/v1',
          model: 'gpt-4o',
          keyFrom: 'OPENAI_API_KEY',
          temperature: 0.7,
          maxTokens: 400,
          contextTokens: 128000,
          systemRole: true,
        },
      ],
      model: 'local',
      judge: 'cloud',
      baseline: 'dramatis.baseline.json',
    });
  });

  it.each(['', ' \n', '{}', '\ufeff{}', '// nothing yet\n{}'])('may say nothing: %j', (text) => {
    expect(readConfig(text, folder)).toEqual({ config: { ...defaultConfig, folder }, problems: [] });
  });
});

describe('what is wrong is told where it stands, and the rest is read', () => {
  it.each([
    ['{"promtBudget": 1}', 'config-unknown-property: "promtBudget"'],
    ['{"promptBudget": "many"}', 'config-wrong-value: "many"'],
    ['{"promptBudget": 0}', 'config-wrong-value: 0'],
    ['{"promptBudget": 1.5}', 'config-wrong-value: 1.5'],
    ['{"severities": {"a": "warn"}}', 'config-wrong-value: "warn"'],
    ['{"severities": []}', 'config-wrong-value: []'],
    ['{"ignore": "drafts"}', 'config-wrong-value: "drafts"'],
    ['{"ignore": ["../other"]}', 'config-wrong-value: "../other"'],
    ['{"baseline": "/etc/passwd"}', 'config-wrong-value: "/etc/passwd"'],
    ['{"model": 7}', 'config-wrong-value: 7'],
    ['{"model": "cloud"}', 'config-wrong-value: "cloud"'],
    ['[]', 'config-wrong-value: []'],
    ['{"endpoints": [{"name": "a", "model": "m"}]}', 'config-missing-property: {'],
    ['{"endpoints": [{"name": "a", "url": "ftp://x", "model": "m"}]}', 'config-wrong-value: "ftp://x"'],
    [
      '{"endpoints": [{"name": "a", "url": "https://me:pw@x/v1", "model": "m"}]}',
      'config-wrong-value: "https://me:pw@x/v1"',
    ],
    [
      '{"endpoints": [{"name": "a", "url": "https://x/v1?key=1", "model": "m"}]}',
      'config-wrong-value: "https://x/v1?key=1"',
    ],
    ['{"endpoints": [{"name": "understudy", "url": "https://x", "model": "m"}]}', 'config-wrong-value: "understudy"'],
    ['{"endpoints": [{"name": "a\\u001b[2J", "url": "https://x", "model": "m"}]}', 'config-wrong-value: "a\\u001b[2J"'],
    ['{"endpoints": [{"name": "a", "url": "https://x", "model": "m\\u202e"}]}', 'config-wrong-value: "m\\u202e"'],
    [
      `{"endpoints": [{"name": "${'a'.repeat(61)}", "url": "https://x", "model": "m"}]}`,
      `config-wrong-value: "${'a'.repeat(61)}"`,
    ],
    ['{"promptBudget": 1, "promptBudget": 2}', 'config-wrong-value: "promptBudget"'],
    ['{"__proto__": {"model": "x"}}', 'config-unknown-property: "__proto__"'],
  ])('%s', (text, problem) => {
    expect(told(text)).toEqual([problem]);
  });

  it('keeps what is right beside it', () => {
    const text =
      '{"model": 3, "promptBudget": 900, "endpoints": [{"name": "a"}, {"name": "b", "url": "https://x", "model": "m"}, {"name": "b", "url": "https://y", "model": "m"}]}';
    const { config } = readConfig(text, folder);
    expect(config.model).toBeUndefined();
    expect(config.promptBudget).toBe(900);
    expect(config.endpoints.map(({ name, url }) => [name, url])).toEqual([['b', 'https://x']]);
    expect(told(text)).toContain('config-wrong-value: "b"');
  });

  it('offers the word that was meant', () => {
    const text = '{"promtBudget": 1}';
    const [problem] = readConfig(text, folder).problems;
    expect(problem?.message).toContain('Did you mean “promptBudget”?');
    expect(applyEdits(text, problem?.fixes?.[0]?.edits ?? [])).toBe('{"promptBudget": 1}');
  });

  it.each(['key', 'apiKey', 'api_key', 'API-Key', 'token', 'secret', 'authorization', 'accessToken'])(
    'a key has no place in it: %s',
    (name) => {
      const text = `{"endpoints": [{"name": "a", "url": "https://x", "model": "m", "${name}": "sk-canary-123456"}]}`;
      const { config, problems } = readConfig(text, folder);
      expect(told(text)).toEqual([`config-key: "${name}"`]);
      expect(problems[0]?.message).toContain('keyFrom');
      expect(JSON.stringify([config, problems])).not.toContain('sk-canary');
    },
  );

  it('a key in place of a variable’s name is not repeated either', () => {
    const text = '{"endpoints": [{"name": "a", "url": "https://x", "model": "m", "keyFrom": "sk-canary-123456"}]}';
    const read = readConfig(text, folder);
    expect(told(text)).toEqual(['config-wrong-value: "sk-canary-123456"']);
    expect(JSON.stringify(read)).not.toContain('sk-canary');
  });

  it('broken JSON is told, and what can be read is', () => {
    const { config, problems } = readConfig('{"promptBudget": 900, "model": ', folder);
    expect(config.promptBudget).toBe(900);
    expect(problems[0]?.code).toBe('config-syntax');
  });

  it('neither size nor depth brings it down', () => {
    expect(told(`${'['.repeat(100_000)}`)).toEqual(['config-syntax: ']);
    expect(told(`{"model": "${'x'.repeat(250_001)}"}`)).toEqual(['config-syntax: ']);
  });
});

it('no text throws, and every problem lies inside it', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"endpoints"',
      '"name"',
      '"key"',
      ':',
      ',',
      '1',
      '"x"',
      '//',
      '\n',
      '\ufeff',
      '"',
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        pieces.map((parts) => parts.join('')),
      ),
      (text) => {
        for (const { code, range } of readConfig(text, folder).problems) {
          expect(configProblemCodes).toContain(code);
          expect(0 <= range.start && range.start <= range.end && range.end <= text.length).toBe(true);
        }
      },
    ),
  );
});

describe('the schema', () => {
  const { allowTrailingCommas: _, ...schema } = configSchema();
  const valid = new Ajv({ strict: true }).compile(schema);

  it('is the one that is shipped', () => {
    expect(readFileSync('media/dramatis.schema.json', 'utf8')).toBe(configSchemaText());
  });

  it('agrees with the reader on what is an error', () => {
    const scalar = fc.oneof(
      fc.constantFrom<unknown>(
        'error',
        'off',
        'warn',
        'a',
        '',
        ' ',
        '../x',
        'a/../b',
        'C:\\x',
        '/x',
        'KEY_1',
        '1KEY',
        'https://x/v1',
        'http://x?k',
        'understudy',
        'n',
        null,
        true,
        0,
        1,
        1.5,
        3,
        -1,
        [],
        {},
      ),
    );
    const names = fc.constantFrom(
      'name',
      'url',
      'model',
      'keyFrom',
      'temperature',
      'maxTokens',
      'contextTokens',
      'patience',
      'systemRole',
      'can',
      'kee',
    );
    const endpoint = fc.oneof(
      scalar,
      fc.dictionary(names, fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), { maxKeys: 5 }),
    );
    const near = fc.record({ name: scalar, url: scalar, model: scalar }, { requiredKeys: [] });
    const value = fc.oneof(
      scalar,
      fc.array(fc.oneof(endpoint, near), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('x', 'y'), scalar),
    );
    const top = fc.constantFrom(
      'severities',
      'ignore',
      'promptBudget',
      'endpoints',
      'model',
      'judge',
      'baseline',
      'models',
    );
    fc.assert(
      fc.property(fc.dictionary(top, value, { maxKeys: 4 }), (object) => {
        const errors = readConfig(JSON.stringify(object), folder).problems.filter(
          ({ severity }) => severity === 'error',
        );
        expect(errors.length === 0).toBe(valid(object));
      }),
      { numRuns: 2000 },
    );
  });
});
