// Models that are gone or going: what a kept list allows to say, and what it does not.
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { checkAgentFile } from '../../src/lint/agent-files/check-agent-file.ts';
import { configModels } from '../../src/lint/static/config-models.ts';
import { endingAnywhere, endingAt, endingWords } from '../../src/lint/static/model-ending.ts';
import type { KeptList } from '../../src/model/kept-lists.ts';
import { noFiles } from '../kit/memory-source.ts';

const today = '2026-11-26';
const place = 'https://api.example.com/v1';
const list: KeptList = {
  place,
  day: '2026-11-25',
  whole: true,
  models: [
    { id: 'stays' },
    { id: 'soon', ends: '2026-12-11' },
    { id: 'later', ends: '2028-01-01' },
    { id: 'ended', ends: '2026-11-26' },
    { id: 'fading', deprecated: true },
    { id: 'dated-2024-08-06' },
    { id: 'models/shortened' },
    { id: 'pulled:latest' },
    { id: 'maker/behind' },
    { id: 'base' },
  ],
  left: [{ id: 'left', last: '2026-10-01' }],
};
const other = (models: KeptList['models']): KeptList => ({ ...list, place: 'https://other.example.com/v1', models });
const at = (model: string, lists: readonly KeptList[] = [list], where = place) =>
  endingAt(model, where, { lists, today });

describe('of an endpoint’s own model', () => {
  test.each([
    ['stays', { state: 'stays' }],
    ['soon', { state: 'going', on: '2026-12-11' }],
    ['later', { state: 'going', on: '2028-01-01' }],
    ['fading', { state: 'going' }],
    ['ended', { state: 'gone', since: '2026-11-26' }],
    ['left', { state: 'gone', last: '2026-10-01' }],
    ['never-seen', { state: 'absent' }],
    ['STAYS', { state: 'stays' }],
    ['shortened', { state: 'stays' }],
    ['pulled', { state: 'stays' }],
    ['dated', { state: 'unknown' }],
    ['dated-latest', { state: 'unknown' }],
    ['behind', { state: 'unknown' }],
    ['maker/base', { state: 'unknown' }],
    ['base:nitro', { state: 'unknown' }],
  ])('%s', (model, wanted) => {
    expect(at(model)).toMatchObject(wanted);
  });

  test('another endpoint’s list says nothing, and neither does a part of a list or one of names of one’s own', () => {
    expect(at('never-seen', [list], 'https://other.example.com/v1')).toEqual({ state: 'unknown' });
    expect(at('never-seen', [{ ...list, whole: false }])).toEqual({ state: 'unknown' });
    expect(at('never-seen', [])).toEqual({ state: 'unknown' });
    const azure = 'https://mine.openai.azure.com/openai/v1';
    expect(at('never-seen', [{ ...list, place: azure }], azure)).toEqual({ state: 'unknown' });
    expect(endingAt('soon', undefined, { lists: [list], today })).toEqual({ state: 'unknown' });
  });
});

describe('of a model without an endpoint', () => {
  const anywhere = (model: string, ...lists: readonly KeptList[]) => endingAnywhere(model, { lists, today });

  test('what a list leaves out is never a word against it', () => {
    expect(anywhere('left', list)).toEqual({ state: 'unknown' });
    expect(anywhere('never-seen', list)).toEqual({ state: 'unknown' });
    expect(anywhere('soon (vendor)', list)).toEqual({ state: 'unknown' });
  });

  test('all lists that have it must say so, and the last day counts', () => {
    expect(anywhere('soon', list, other([{ id: 'soon' }]))).toEqual({ state: 'stays' });
    expect(anywhere('soon', list, other([{ id: 'soon', ends: '2027-06-01' }]))).toMatchObject({ on: '2027-06-01' });
    expect(anywhere('soon', list, other([{ id: 'another' }]))).toMatchObject({ on: '2026-12-11' });
    expect(anywhere('Soon', list)).toMatchObject({ state: 'going' });
  });
});

test.each([
  ['soon', 'warning', '“soon” ends on 2026-12-11 at api.example.com, says its list of 2026-11-25.'],
  ['later', 'hint', '“later” ends on 2028-01-01 at api.example.com, says its list of 2026-11-25.'],
  ['fading', 'hint', '“fading” is on its way out at api.example.com, says its list of 2026-11-25.'],
  ['ended', 'warning', '“ended” is gone at api.example.com: it ended on 2026-11-26, says its list of 2026-11-25.'],
  ['left', 'warning', '“left” is gone at api.example.com: its list of 2026-10-01 had it, that of 2026-11-25 has not.'],
  ['never-seen', 'hint', '“never-seen” is not in the list that api.example.com gave on 2026-11-25.'],
])('%s, in words', (model, severity, message) => {
  expect(endingWords(model, at(model), today)).toEqual({ severity, message });
});

describe('in dramatis.json', () => {
  const endpoints = [
    { name: 'a', url: `${place}/`, model: 'soon' },
    { name: 'b', url: place, model: 'stays' },
    { name: 'c', url: 'https://other.example.com/v1', model: 'soon' },
    { name: 'd', url: place, model: 'left' },
  ];
  const found = (more: object = {}, lists = [list]) => {
    const text = `// who plays\n${JSON.stringify({ endpoints, ...more }, undefined, 2)}`;
    const { config } = readConfig(text, 'file:///p');
    return configModels(text, config, { lists, today }).map(({ code, severity, range }) => [
      code,
      severity,
      text.slice(range.start, range.end),
    ]);
  };

  test('on the model of the endpoint that gave the list, at its place', () => {
    expect(found()).toEqual([
      ['ending-model', 'warning', '"soon"'],
      ['ending-model', 'warning', '"left"'],
    ]);
  });

  test('severities hold, and without a list nothing is said', () => {
    expect(found({ severities: { 'ending-model': 'error' } }).map(([, severity]) => severity)).toEqual([
      'error',
      'error',
    ]);
    expect(found({ severities: { 'ending-model': 'off' } })).toEqual([]);
    expect(found({}, [])).toEqual([]);
  });
});

describe('in an agent file', () => {
  const found = (model: string, models: Parameters<typeof checkAgentFile>[0]['models'] = { lists: [list], today }) => {
    const text = `---\ndescription: Reviews.\nmodel: ${model}\n---\n\nBe brief.\n`;
    const file = { text, uri: 'file:///p/x.agent.md', source: noFiles, config: defaultConfig };
    return checkAgentFile({ ...file, ...(models ? { models } : {}) })
      .filter(({ code }) => code === 'ending-model')
      .map(({ severity, range, message }) => `${severity} ${text.slice(range.start, range.end)} ${message}`);
  };

  test('a hint that says whose list it is', () => {
    expect(found("'Soon'")).toEqual([
      "hint 'Soon' “Soon” ends on 2026-12-11 at api.example.com, says its list of 2026-11-25. Whoever else offers it may keep it longer.",
    ]);
    expect(found('[stays, ended]')).toEqual([expect.stringContaining('hint ended “ended” is gone')]);
  });

  test.each(['stays', 'left', 'never-seen', 'Soon (copilot)', '[]', '5', ''])('nothing of %j', (model) => {
    expect(found(model)).toEqual([]);
  });

  test('nothing where no list is known', () => {
    const text = '---\ndescription: a\nmodel: soon\n---\n';
    expect(checkAgentFile({ text, uri: 'file:///p/x.agent.md', source: noFiles, config: defaultConfig })).toEqual([]);
  });
});
