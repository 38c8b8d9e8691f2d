// Words that files bring into the editor's own surfaces: no link, no icon; and settings of the wrong kind.
import { expect, test } from 'vitest';
import { plainLabel } from '../../src/host/plain-label.ts';
import { settingValue } from '../../src/host/setting-value.ts';

/** How VS Code finds links in notices and status items, and icons in lists. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const icon = /\$\([a-z0-9-]+(?:~[a-z0-9-]+)?\)/i;

test('neither link nor icon, and the same to the eye', () => {
  for (const text of ['[Open](command:evil) x', 'a](b [x](https://evil.example "t")', '$(check) key stored', '$$(x)']) {
    const plain = plainLabel(text);
    expect(plain).not.toMatch(link);
    expect(plain).not.toMatch(icon);
    expect(plain.replaceAll('\u2060', '')).toBe(text);
  }
  expect(plainLabel('“watson” (2) [a] costs $5')).toBe('“watson” (2) [a] costs $5');
});

test('a setting of another kind counts as not set', () => {
  expect(settingValue(5, '')).toBe('');
  expect(settingValue('local', '')).toBe('local');
  expect(settingValue({}, [])).toEqual([]);
  expect(settingValue([], {})).toEqual({});
  expect(settingValue(null, {})).toEqual({});
  expect(settingValue(300, null)).toBe(300);
  expect(settingValue('300', null)).toBeNull();
  expect(settingValue(undefined, true)).toBe(true);
});
