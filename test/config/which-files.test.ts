// Which files lint leaves alone, and which folder confines what a persona may name.
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/config/config.ts';
import { folderOf } from '../../src/config/folder-of.ts';
import { isIgnored } from '../../src/config/is-ignored.ts';

describe('ignored', () => {
  const config = {
    ...defaultConfig,
    folder: 'file:///w',
    ignore: ['drafts', './old/x.persona', 'try.persona', 'alte Entwürfe/'],
  };

  it.each([
    'drafts/a.persona',
    'drafts/deep/a.persona',
    'old/x.persona',
    'try.persona',
    'any/where/try.persona',
    'alte%20Entw%C3%BCrfe/a.persona',
  ])('%s', (path) => expect(isIgnored(`file:///w/${path}`, config)).toBe(true));

  it.each([
    'drafts-2/a.persona',
    'my/drafts/a.persona',
    'old/y.persona',
    'x.persona',
    'retry.persona',
    '%E0%A4%A/a.persona',
  ])('not %s', (path) => expect(isIgnored(`file:///w/${path}`, config)).toBe(false));

  it('nothing outside the folder, and nothing without one', () => {
    expect(isIgnored('file:///w2/drafts/a.persona', config)).toBe(false);
    expect(isIgnored('file:///w/drafts/a.persona', { ...config, folder: undefined })).toBe(false);
  });
});

describe('the folder of a file', () => {
  it('is that of dramatis.json, else the innermost open folder, else its own', () => {
    const uri = 'file:///w/a/b/x.persona';
    expect(folderOf(uri, { ...defaultConfig, folder: 'file:///w' }, ['file:///w/a'])).toBe('file:///w');
    expect(folderOf(uri, defaultConfig, ['file:///w/', 'file:///w/a', 'file:///w/a/bb'])).toBe('file:///w/a');
    expect(folderOf(uri, defaultConfig, ['file:///v'])).toBe('file:///w/a/b');
  });
});
