// What stands in braces in a card: what no model is sent, what is filled in here, what stays words; one inside of another, too.
import { describe, expect, test } from 'vitest';
import { braced } from '../../src/interop/card/braced.ts';
import { cardTokens } from '../../src/interop/card/card-tokens.ts';
import { fromMacros, macroFates } from '../../src/interop/card/macros.ts';
import { exportCard, importCard } from '../../src/interop/character-card.ts';
import { saysThe } from '../../src/interop/patch-text.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { memorySource } from '../kit/memory-source.ts';

const told = (text: string) =>
  macroFates(text, 'x').map(({ what, why }) => [what.replace(' in x', ''), why.slice(0, 10)]);

describe('braces in braces', () => {
  test.each([
    ['a{{// see {{user}} }}b', 'ab'],
    ['a{{comment: x {{char}} y}}b', 'ab'],
    ['a{{COMMENT: {x} {{a:{{b}}}}}}b', 'ab'],
    ['a{{// {x}}}b', 'ab'],
    ['a{{// smile :{ }}b', 'ab'],
    ['{{random:{{user}},{{char}},<BOT>}}', '{{random:{{user}},{{self}},{{self}}}}'],
    ['{{{char}}}', '{{{self}}}'],
    ['{{// never closed {{user}}', '{{// never closed {{user}}'],
    ['}} {{char}} {{', '}} {{self}} {{'],
  ])('%s', (written, ours) => {
    expect(fromMacros(written)).toBe(ours);
  });

  test('what holds others is listed whole; notes are not', () => {
    expect(told('{{random:{{user}},{{char}}}} {{// see {{roll:3}} }} {{pick:a}}')).toEqual([
      ['{{random:{{user}},{{char}}}}', 'Nobody her'],
      ['{{pick:a}}', 'Nobody her'],
    ]);
  });

  test('a million braces are one pass', () => {
    expect(braced('{{'.repeat(500_000))).toEqual([]);
    expect(braced('{{'.repeat(500_000) + '}}'.repeat(500_000))).toEqual([{ from: 0, to: 2_000_000 }]);
    expect(braced(`${'{ '.repeat(500_000)}${'}} '.repeat(500_000)}{{`)).toEqual([]);
    const deep = '{{'.repeat(50_000) + '}}'.repeat(50_000);
    expect(fromMacros(deep)).toBe(deep);
    expect(saysThe(deep, cardTokens(deep))).toBe(true);
  });
});

describe('values of ours that a card names', () => {
  test('are filled in, and the report says so', () => {
    expect(told('{{self}} {{ Turn }} {{stage}} {{ user }} {{user}} {{selfish}}')).toEqual([
      ['{{self}}', 'Filled in '],
      ['{{ Turn }}', 'Filled in '],
      ['{{stage}}', 'Filled in '],
      ['{{ user }}', 'Filled in '],
      ['{{selfish}}', 'Nobody her'],
    ]);
  });

  test('go out as words, and come back the same', () => {
    const persona = (text: string) => readPersona(text, 'file:///a.persona', memorySource({}));
    const out = exportCard(persona('persona Wren\n\nsection\n  Now is turn {{turn}}.\n'), undefined);
    if (!out.ok) throw new Error(out.reason);
    const card = new TextDecoder().decode(out.bytes);
    expect(JSON.parse(card).data.description).toContain('Now is turn {{turn}}.');
    expect(out.fates.map(({ what }) => what)).toContain('{{turn}}');
    const again = importCard(out.bytes, undefined);
    expect(again.ok && again.text).toContain('Now is turn {{turn}}.');
  });
});
