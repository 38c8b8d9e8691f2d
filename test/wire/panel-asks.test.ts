// What a panel may ask: every kind in its shape, and nothing else.
import { expect, test } from 'vitest';
import { fitsPanelAsk, longestLine } from '../../src/wire/panel-asks.ts';

test.each([
  ['ready', undefined],
  ['say', { text: 'Hello' }],
  ['edit', { turn: 't1', text: 'Hi' }],
  ['go', { turn: 't1', onward: false }],
  ['restart', { greeting: 0 }],
  ['act', { action: 'open-file' }],
  ['reveal', { rule: '__proto__' }],
  ['sent', { request: 'r' }],
])('fits: %s %j', (name, params) => {
  expect(fitsPanelAsk(name, params)).toBe(true);
});

test.each([
  ['nothing', undefined],
  ['constructor', {}],
  ['say', undefined],
  ['say', null],
  ['say', 'Hello'],
  ['say', { text: 5 }],
  ['say', { text: 'x'.repeat(longestLine + 1) }],
  ['say', Object.create({ text: 'inherited' })],
  ['edit', { text: 'no turn' }],
  ['go', { turn: 't1' }],
  ['go', { turn: 't1', onward: 'yes' }],
  ['restart', { greeting: -1 }],
  ['restart', { greeting: 0.5 }],
  ['act', { action: 'workbench.action.quit' }],
  ['act', { action: 'toString' }],
])('does not fit: %s %.40j', (name, params) => {
  expect(fitsPanelAsk(name, params)).toBe(false);
});
