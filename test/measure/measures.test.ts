// Tokens and languages: right on known texts, silent where unsure, never thrown off, linear.
import { describe, expect, it } from 'vitest';
import { loadLanguage } from '../../src/measure/language.ts';
import { loadTokens } from '../../src/measure/tokens.ts';
import { leastTime } from '../kit/least-time.ts';

describe('tokens', async () => {
  const tokens = await loadTokens();

  it.each([
    ['', 0],
    ['hello world', 2],
    ['The dog did nothing in the night-time.', 9],
    ['tiktoken is great!', 6],
  ])('of %j: %i', (text, count) => expect(tokens(text)).toBe(count));

  it('special tokens and broken pairs are text like any other', () => {
    expect(tokens('<|endoftext|>')).toBeGreaterThan(1);
    expect(tokens('\ud800 \udc00')).toBeGreaterThan(0);
  });

  it('a run without end takes time in proportion, and counts nearly the same', async () => {
    const run = '好'.repeat(2000);
    expect(tokens(run)).toBeGreaterThanOrEqual(2000);
    expect(tokens(run)).toBeLessThan(2020);
    const took = await leastTime(5000, () => [tokens('x'.repeat(200_000)), tokens(' '.repeat(200_000))]);
    expect(took).toBeLessThan(5000);
  });
});

describe('language', async () => {
  const language = await loadLanguage();

  it.each([
    ['en', 'I never guess. It is a shocking habit, destructive to the logical faculty.'],
    ['fr', 'Je ne devine jamais. C’est une habitude détestable qui détruit la logique.'],
    ['de', 'Ich rate niemals, denn das ist eine abscheuliche Gewohnheit.'],
    ['ja', '私は決して推測しません。それは論理的な能力を破壊する習慣です。'],
    ['ru', 'Я никогда не гадаю, это дурная привычка.'],
  ])('%s', (code, text) => expect(language(text)).toBe(code));

  it.each(['', 'ok', '221B', '...', '🎻🎻🎻', '\ud800'])('nothing where it cannot be told: %j', (text) =>
    expect(language(text)).toBeUndefined(),
  );
});
