// Names that every object has, and `__proto__`, are names like others: no table answers to them and nothing throws.
import { describe, expect, test } from 'vitest';
import { judge, valuesOf } from '../../src/rules/judge.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { checkText } from '../kit/check-text.ts';

const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', '__defineGetter__'];

describe.each(names)('%s', (name) => {
  const text = `persona A
  kind: ${name}
about
  ${name}: x {{${name}}}
traits
  ${name}: low
rules
  a: One.
    never: ${name} "x"
  b: Two.
    must: be at most 3 ${name}
  c: Three.
    must: be exactly 3 ${name}
  d: Four.
    let: ${name} = user /x/
    must: say "{{${name}}}"
test ${name}
  user: hi
  keeps: ${name}
`;

  test('is written anywhere without a word of what objects hold', () => {
    const { persona, problems } = checkText(text);
    for (const { message } of problems) expect(message).not.toMatch(/native code|\[object/);
    const talk = [
      { role: 'user' as const, content: 'x' },
      { role: 'assistant' as const, content: 'three words here' },
    ];
    const { turns } = judge(readRules(persona), talk);
    expect(turns[0]?.verdicts.map(({ rule }) => rule)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('is given as a value of a talk, and of that talk alone', () => {
    const book = readRules(checkText('persona A\n').persona);
    const values = valuesOf(book, JSON.parse(`{"${name}":{"leak":"x"}}`));
    expect(Object.hasOwn(values, name.toLowerCase())).toBe(true);
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
    expect('leak' in values).toBe(false);
  });
});
