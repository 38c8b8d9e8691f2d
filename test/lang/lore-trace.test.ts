// What became of every fact with keys: sent and by which key, or what was missing.
import { describe, expect, test } from 'vitest';
import { type CompileOptions, compile } from '../../src/lang/compile.ts';
import type { LoreTrace, Message } from '../../src/lang/prompt.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { firedLore } from '../../src/lang/render/lore.ts';
import { type RenderOptions, render } from '../../src/lang/render.ts';
import { noFiles } from '../kit/memory-source.ts';

const text = `persona Ann
knows
  - Always sent.
  violin: Plays it.
    keys: fiddle, violin
    priority: 5
  - Drinks tea, whoever asks, at any hour of the day and most of the night, and never alone.
    keys: tea
    also: milk, /sug(ar)?/
  secret: Hides a letter.
    keys: letter
    only with: Bob
  place: Born in {{town}}.
    keys: born
given
  town:
`;

const user = (content: string): Message => ({ role: 'user', content });
const self = (content: string): Message => ({ role: 'assistant', content });

function traced(talk: readonly Message[], options: CompileOptions & RenderOptions = {}): readonly LoreTrace[] {
  return render(compile(readPersona(text, '/it.persona', noFiles), options), talk, options).lore;
}

function short(talk: readonly Message[], options: CompileOptions & RenderOptions = {}): readonly string[] {
  return traced(talk, options).map(({ label, reason }) => `${label.slice(0, 10)} ${reason}`);
}

describe('every fact with keys has its line', () => {
  test('those of the prompt in their order, then those it has not', () => {
    expect(short([])).toEqual(['violin no-key', 'Drinks tea no-key', 'secret only-with', 'place unknown-value']);
  });

  test('sent: the key, and the last message in which it came up', () => {
    const [violin] = traced([user('A violin?'), self('My violin.'), user('Play!')]);
    expect(violin).toMatchObject({ label: 'violin', reason: 'sent', key: 'violin', message: 1 });
    expect(text.slice(violin?.origin.range.start, violin?.origin.range.end)).toContain('Plays it.');
  });

  test('a long text is named by how it begins', () => {
    expect(traced([])[1]?.label).toBe('Drinks tea, whoever asks, at any hour of the day and most of…');
  });

  test('`also`: missing, then there, with the one that came up', () => {
    expect(traced([user('Tea?')])[1]).toMatchObject({ reason: 'no-also', key: 'tea', message: 0 });
    expect(traced([user('Tea?'), self('With'), user('sug please')])[1]).toMatchObject({
      reason: 'sent',
      also: '/sug(ar)?/',
    });
  });

  test('too far back: it came up, but not in the last four messages', () => {
    const talk = [user('The violin!'), self('1'), user('2'), self('3'), user('4')];
    expect(traced(talk)[0]).toMatchObject({ reason: 'too-far-back', key: 'violin', message: 0 });
    expect(traced(talk.slice(1))[0]).toMatchObject({ reason: 'no-key' });
  });

  test('budget: it came up and had no room', () => {
    const tokens = (counted: string) => counted.split(/\s+/).filter(Boolean).length;
    const talk = [user('A violin and tea with milk')];
    expect(short(talk, { tokens, budget: 1 }).slice(0, 2)).toEqual(['violin budget', 'Drinks tea budget']);
    const full = render(compile(readPersona(text, '/it.persona', noFiles)), talk, { tokens }).tokens ?? 0;
    expect(short(talk, { tokens, budget: full - 1 }).slice(0, 2)).toEqual(['violin sent', 'Drinks tea budget']);
  });

  test('who listens decides what may be heard', () => {
    expect(short([user('The letter!')], { listeners: ['Bob'] })).toContain('secret sent');
  });

  test('of others: what is not visible to this actor, and what is', () => {
    const bob = readPersona(
      'persona Bob\nknows\n  a: One.\n    keys: x\n    visible to: Ann\n  b: Two.\n    keys: x\n',
      '/bob.persona',
      noFiles,
    );
    const lines = short([user('x')], { others: [{ key: 'bob', persona: bob }] });
    expect(lines).toContain('a sent');
    expect(lines).toContain('b not-visible');
  });
});

test('lore wakes by what was said, where what is sent is less', () => {
  const talk = [user('Hello')];
  const said = [user('A violin?'), self('Yes.'), user('Hello')];
  expect(traced(talk, { said })[0]).toMatchObject({ reason: 'sent', message: 0 });
});

test('the trace and the rule agree: sent without a budget is what fires', () => {
  const prompt = compile(readPersona(text, '/it.persona', noFiles));
  for (const talk of [[], [user('violin')], [user('tea'), self('milk')], [user('sugar tea fiddle')]]) {
    const sent = render(prompt, talk)
      .lore.filter(({ reason }) => reason === 'sent')
      .map(({ origin }) => origin);
    expect(sent).toEqual(firedLore(prompt.lore, talk).map(({ origin }) => origin));
  }
});
