// Rendering: messages in order, lore that comes up, budgets and what they cost, folding, and the way back to the file.
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/lang/compile.ts';
import type { Message, Prompt } from '../../src/lang/prompt.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { type RenderOptions, render } from '../../src/lang/render.ts';
import { noFiles } from '../kit/memory-source.ts';

const text = `persona Ann
  reminder: Be {{self}}.
knows
  - Always.
  violin: Plays.
    keys: violin, fiddle
    priority: 5
  tea: Drinks tea.
    keys: tea
    also: milk, /sug(ar)?/
rules
  - Never lies.
example first
  user: One?
  self: One.
example second
  user: Two?
  self: Two.
`;

function rendered(talk: readonly Message[], options: RenderOptions = {}, source = text) {
  return render(promptOf(source), talk, options);
}

function promptOf(source: string): Prompt {
  return compile(readPersona(source, '/it.persona', noFiles));
}

const user = (content: string): Message => ({ role: 'user', content });
const self = (content: string): Message => ({ role: 'assistant', content });
const words = (counted: string) => counted.split(/\s+/).filter(Boolean).length;

describe('messages', () => {
  it('are system, examples, the talk as it is, the reminder', () => {
    const { messages, folded, tokens } = rendered([user('Hi'), self('Ho')]);
    expect(messages.map((one) => one.role)).toEqual([
      'system',
      'user',
      'assistant',
      'user',
      'assistant',
      'user',
      'assistant',
      'system',
    ]);
    expect(messages.slice(1).map((one) => one.content)).toEqual([
      'One?',
      'One.',
      'Two?',
      'Two.',
      'Hi',
      'Ho',
      'Be Ann.',
    ]);
    expect(messages[0]?.content).toMatch(
      /^You are Ann\.\n\n## What you know\n\n- Always\.\n\n## Rules you always keep\n\n- Never lies\./,
    );
    expect(messages[0]?.content).toContain('The first 4 messages below are examples');
    expect([folded, tokens]).toEqual([false, undefined]);
  });

  it('fold for a model without a system role, and say so', () => {
    const { messages, folded, map } = rendered([user('Hi')], { systemRole: false }, text.replace(/example[\s\S]*/, ''));
    expect(folded).toBe(true);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.role).toBe('user');
    expect(messages[0]?.content).toMatch(/^You are Ann\.[\s\S]*\n\nHi\n\nBe Ann\.$/);
    const last = map.at(-1);
    expect(messages[0]?.content.slice(last?.start, last?.end)).toBe('.');
  });

  it('fold around a talk that the persona opens', () => {
    const { messages } = rendered([self('Hello.')], { systemRole: false }, 'persona Ann\n  reminder: R.\n');
    expect(messages).toEqual([user('You are Ann.'), self('Hello.'), user('R.')]);
  });

  it('say where every part came from', () => {
    const { messages, map } = rendered([user('my violin')]);
    const values = map.flatMap(({ message, start, end, origin }) => {
      const sent = messages[message]?.content.slice(start, end);
      const written = text.slice(origin.range.start, origin.range.end);
      return sent === written ? [] : [[sent, written]];
    });
    expect(values).toEqual([['Ann', '{{self}}']]);
    expect(map.some(({ message, start, end }) => messages[message]?.content.slice(start, end) === 'Plays.')).toBe(true);
  });
});

describe('lore', () => {
  const fires = (talk: readonly Message[], source = text) =>
    /What comes to mind now\n\n([\s\S]*?)(\n\n|$)/.exec(rendered(talk, {}, source).messages[0]?.content ?? '')?.[1];

  it.each([
    ['My Violin!', '- violin: Plays.'],
    ['fiddle-faddle', '- violin: Plays.'],
    ['violins', undefined],
    ['éviolin', undefined],
    ['tea', undefined],
    ['tea with milk', '- tea: Drinks tea.'],
    ['TEA, no sugarcane', '- tea: Drinks tea.'],
    ['violin, tea, milk', '- violin: Plays.\n- tea: Drinks tea.'],
  ])('%s', (content, lore) => {
    expect(fires([user(content)])).toBe(lore);
  });

  it('looks at the last messages of both sides, not at the system’s', () => {
    const later = [self('a'), user('b'), self('c')];
    expect(fires([user('violin'), ...later])).toBe('- violin: Plays.');
    expect(fires([self('violin'), ...later])).toBe('- violin: Plays.');
    expect(fires([user('violin'), ...later, user('d')])).toBeUndefined();
    expect(fires([{ role: 'system', content: 'violin' }])).toBeUndefined();
  });

  it('finds keys in scripts without spaces, and symbols', () => {
    const source = 'persona A\nknows\n  x: X.\n    keys: 音楽, C++\n';
    expect(fires([user('私は音楽が好き')], source)).toBe('- x: X.');
    expect(fires([user('I like c++17')], source)).toBe('- x: X.');
  });
});

describe('a budget', () => {
  const talk = [user('violin tea milk')];

  it('drops nothing without a counter, or where there is room', () => {
    expect(rendered(talk, { budget: 1 }).dropped).toEqual([]);
    expect(rendered(talk, { budget: 1000, tokens: words }).dropped).toEqual([]);
  });

  it('drops examples from the oldest, then lore of low priority, never a rule', () => {
    const all = rendered(talk, { tokens: words });
    const steps = [1, 2, 3, 4].map((drop) => {
      let budget = all.tokens ?? 0;
      let now = all;
      while (now.dropped.length < drop) now = rendered(talk, { budget: --budget, tokens: words });
      return now.dropped.at(-1);
    });
    expect(steps.map((one) => text.slice(one?.origin.range.start, one?.origin.range.end))).toEqual([
      'One?\n  self: One.',
      'Two?\n  self: Two.',
      'tea: Drinks tea.\n    keys: tea\n    also: milk, /sug(ar)?/',
      'violin: Plays.\n    keys: violin, fiddle\n    priority: 5',
    ]);
    const least = rendered(talk, { budget: 1, tokens: words });
    expect(least.dropped).toHaveLength(4);
    expect(least.messages[0]?.content).toContain('Never lies.');
    expect(least.messages[0]?.content).not.toContain('Examples');
    expect(least.messages.at(-2)).toEqual(talk[0]);
    expect(least.tokens).toBeGreaterThan(1);
  });
});
