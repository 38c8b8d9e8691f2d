// The nearest `dramatis.json` is found upwards, no further than the source lets; a user's settings win for that user.
import { describe, expect, it } from 'vitest';
import { defaultConfig, type Endpoint } from '../../src/config/config.ts';
import { findConfig } from '../../src/config/find-config.ts';
import { mergeSettings } from '../../src/config/merge-settings.ts';
import { memorySource } from '../kit/memory-source.ts';

describe('finding', () => {
  const files = { '/a/dramatis.json': '{"model": "a"}', '/a/b/c/dramatis.json': '{"model": "c"}' };

  it.each([
    ['/a/x.persona', '/a'],
    ['/a/b/x.persona', '/a'],
    ['/a/b/c/x.persona', '/a/b/c'],
    ['/a/b/c/d/e/x.persona', '/a/b/c'],
    ['/z/x.persona', undefined],
  ])('for %s it is the one in %s', (uri, folder) => {
    const found = findConfig(uri, memorySource(files));
    expect(found?.folder).toBe(folder);
    if (folder)
      expect(found).toEqual({
        uri: `${folder}/dramatis.json`,
        folder,
        text: files[`${folder}/dramatis.json` as keyof typeof files],
      });
  });

  it('stops where the source says outside', () => {
    const source = memorySource(files, '/a/b/');
    expect(findConfig('/a/b/x.persona', source)).toBeUndefined();
    expect(source.reads).toEqual(['/a/b/dramatis.json', '/a/dramatis.json']);
  });

  it('ends, whatever the source says', () => {
    const source = { read: (path: string) => ({ ok: false as const, uri: path, reason: 'missing' as const }) };
    expect(findConfig('file:///x/y.persona', source)).toBeUndefined();
    expect(findConfig('untitled:Untitled-1', source)).toBeUndefined();
  });
});

describe('merging', () => {
  const endpoint = (name: string, url: string): Endpoint => ({
    name,
    url,
    model: 'm',
    keyFrom: undefined,
    temperature: undefined,
    maxTokens: undefined,
    contextTokens: undefined,
    systemRole: true,
  });
  const config = {
    ...defaultConfig,
    folder: 'file:///w',
    severities: { a: 'error', b: 'hint' },
    ignore: ['x'],
    endpoints: [endpoint('one', 'https://folder'), endpoint('two', 'https://folder')],
    model: 'one',
    baseline: 'base.json',
  } as const;

  it('says nothing where nothing is set', () => expect(mergeSettings(config, {})).toEqual(config));

  it('lets the user win, by code and by name', () => {
    const merged = mergeSettings(config, {
      severities: { b: 'off' },
      ignore: [],
      endpoints: [endpoint('two', 'https://mine')],
      model: 'two',
      promptBudget: 9,
    });
    expect(merged).toMatchObject({
      severities: { a: 'error', b: 'off' },
      ignore: [],
      model: 'two',
      promptBudget: 9,
      baseline: 'base.json',
      folder: 'file:///w',
    });
    expect(merged.endpoints.map(({ name, url }) => `${name} ${url}`)).toEqual([
      'two https://mine',
      'one https://folder',
    ]);
  });
});
