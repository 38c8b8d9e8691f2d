// Highlights, linked names, growing selections, formatting of a part and while typing: on marked texts.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type * as lsp from 'vscode-languageserver-protocol';
import { compile } from '../../src/lang/compile.ts';
import { parse } from '../../src/lang/parse.ts';
import { formatting, rangeFormatting } from '../../src/server/features/formatting.ts';
import { documentHighlights } from '../../src/server/features/highlights.ts';
import { linkedEditing } from '../../src/server/features/linked-editing.ts';
import { onTypeFormatting } from '../../src/server/features/on-type-formatting.ts';
import { selectionRanges } from '../../src/server/features/selection-ranges.ts';
import { anyText } from '../kit/arbitrary-persona.ts';
import { checkText } from '../kit/check-text.ts';
import { afterEdits, inRange } from '../kit/lsp-text.ts';
import { marked } from '../kit/marked.ts';
import { meaningOf } from '../kit/meaning.ts';
import { filesIn, personasOf } from '../kit/sample-files.ts';

describe('highlights', () => {
  const shown = (text: string) => {
    const { persona, offset, text: clean } = marked(text);
    return documentHighlights(persona.tree, offset).map(({ range, kind }) => `${kind} ${inRange(clean, range)}`);
  };

  test('a definition and an override are written, uses are read', () => {
    const text = 'given\n  word: x\n\nvoice\n  - Says {{wo<|>rd}}.\n\ntest t\n  given Word: y\n  user: {{word}}?';
    expect(shown(text)).toEqual(['3 word', '2 word', '3 Word', '2 word']);
  });

  test('nothing in prose, nor on a word of the language', () => {
    expect(shown('voice\n  - Says wo<|>rd.')).toEqual([]);
    expect(shown('ru<|>les\n  a: b')).toEqual([]);
  });
});

describe('linked editing', () => {
  const linked = (text: string) => {
    const { persona, offset, text: clean } = marked(text);
    const found = linkedEditing(persona.tree, offset);
    for (const range of found?.ranges ?? []) {
      const written = inRange(clean, range);
      expect(written.match(found?.wordPattern ?? '')?.[0]).toBe(written);
    }
    return found?.ranges.map(({ start }) => `${start.line}:${start.character}`);
  };
  const scene =
    'scene s\n  with: ./watson.persona as doctor, Mrs Hudson\n  doctor: Holmes!\n  Mrs Hudson: Sir?\n  doctor: Hm.';

  test('a member of the cast, from where it is called so, and never from a line', () => {
    expect(linked(scene.replace('as doctor', 'as do<|>ctor'))).toEqual(['1:28', '2:2', '4:2']);
    expect(linked(scene.replace('Mrs Hudson', 'Mrs Hud<|>son'))).toEqual(['1:36', '3:2']);
    expect(linked(scene.replace('doctor: Holmes', 'do<|>ctor: Holmes'))).toBeUndefined();
  });

  test('what a rule binds', () => {
    const rule = 'rules\n  a: b\n    let: hand = user /(.+)/\n    must: say "{{hand}}"';
    expect(linked(rule.replace('hand =', 'ha<|>nd ='))).toEqual(['2:9', '3:17']);
    expect(linked(rule.replace('{{hand', '{{ha<|>nd'))).toBeUndefined();
  });

  test('nothing that another file may know, that is spelt two ways, or that is the name of a file', () => {
    expect(linked('given\n  wo<|>rd: x\n\nvoice\n  - {{word}}')).toBeUndefined();
    expect(linked('rules\n  sec<|>ret: x\n\ntest t\n  user: hi\n  keeps: secret')).toBeUndefined();
    expect(linked(scene.replace('as doctor', 'as do<|>ctor').replace('doctor: Hm', 'Doctor: Hm'))).toBeUndefined();
    expect(linked('scene s\n  with: ./wat<|>son.persona\n  watson: Hm.')).toBeUndefined();
  });
});

describe('selection', () => {
  const grown = (text: string) => {
    const { persona, offset, text: clean } = marked(text);
    const found: string[] = [];
    let next: lsp.SelectionRange | undefined = selectionRanges(persona.tree, offset);
    for (; next; next = next.parent) found.push(inRange(clean, next.range));
    return found;
  };

  test('a value in a quote in a phrase of a rule', () => {
    const text =
      'rules\n  brief: B.\n  secret: Never.\n    never: say "the {{wo<|>rd}}" or say "x"\n    severity: hint';
    expect(grown(text)).toEqual([
      'word',
      '{{word}}',
      'the {{word}}',
      '"the {{word}}"',
      'say "the {{word}}" or say "x"',
      'never: say "the {{word}}" or say "x"',
      'secret: Never.\n    never: say "the {{word}}" or say "x"\n    severity: hint',
      text.replace('<|>', '').slice(6),
      text.replace('<|>', ''),
    ]);
  });

  test('an element of a list, a line of a text, prose', () => {
    expect(grown('persona A\n  tags: old, very gr<|>ey, tall').slice(0, 4)).toEqual([
      'grey',
      'very grey',
      'old, very grey, tall',
      'tags: old, very grey, tall',
    ]);
    expect(grown('greeting\n  One li<|>ne.\n  Another.\n\nvoice\n  - x').slice(0, 4)).toEqual([
      'line',
      'One line.',
      'One line.\n  Another.',
      '  One line.\n  Another.',
    ]);
  });

  test('each step takes in the one before, at every offset of every sample', () => {
    for (const text of Object.values(filesIn('test/fixtures/good'))) {
      const tree = parse(text);
      for (let offset = 0; offset <= text.length; offset += 7) {
        let next: lsp.SelectionRange | undefined = selectionRanges(tree, offset);
        while (next?.parent) {
          const [inner, outer] = [next.range, next.parent.range];
          expect(tree.lines.offsetAt(outer.start)).toBeLessThanOrEqual(tree.lines.offsetAt(inner.start));
          expect(tree.lines.offsetAt(outer.end)).toBeGreaterThanOrEqual(tree.lines.offsetAt(inner.end));
          next = next.parent;
        }
        expect(next && inRange(text, next.range)).toBe(text);
      }
    }
  });
});

describe('formatting a part', () => {
  const part = (text: string) => {
    const { persona, offset, text: clean } = marked(text);
    return afterEdits(clean, rangeFormatting(persona.tree, { start: offset, end: offset }));
  };

  test('the entry that the selection touches as a whole, and nothing else', () => {
    expect(part('rules\n  a :  b\n      never : say "x"\n  c :  d<|>\n      must : say "y"\n  e :  f')).toBe(
      'rules\n  a :  b\n      never : say "x"\n  c: d\n    must: say "y"\n  e :  f',
    );
  });

  test('all of the block where the entry would swallow those behind it, or fall into the one before', () => {
    const rules = 'rules\n  a: b\n    never: say "x"\n  c: d\n    must: say "y"\n  e: f';
    expect(part('rules\n   a :  b\n      never : say "x"\n   c :  d<|>\n      must : say "y"\n   e :  f')).toBe(rules);
    for (const step of ['\t', '    ', ' ', '\u3000\u3000']) {
      const text = `voice\n  -  x\n\n${rules.replaceAll('  ', step)}`;
      expect(part(text.replace('c: d', 'c:<|> d')), JSON.stringify(step)).toBe(`voice\n  -  x\n\n${rules}`);
    }
    expect(part('about\n    age: 20\n    ho<|>me: London\n    job: baker\n')).toBe(
      'about\n  age: 20\n  home: London\n  job: baker\n',
    );
    expect(part('about\n age: 20\n ho<|>me: London\n job: baker\n')).toBe(
      'about\n  age: 20\n  home: London\n  job: baker\n',
    );
  });

  test('any part of any text keeps what it means', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, a, b) => {
        const tree = parse(text);
        const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        const formatted = afterEdits(text, rangeFormatting(tree, { start, end }));
        expect(meaningOf(parse(formatted))).toEqual(meaningOf(tree));
      }),
      { numRuns: Number(process.env['LAW_RUNS'] ?? 400) },
    );
  });

  test('all of it is what formatting the file gives, and the prompt stays', () => {
    const files = filesIn('test/fixtures/good');
    for (const name of personasOf(files)) {
      const text = (files[name] ?? '').replace(/^( +)/gm, '$1 ');
      const { persona } = checkText(text);
      const whole = rangeFormatting(persona.tree, { start: 0, end: text.length });
      expect(afterEdits(text, whole), name).toBe(afterEdits(text, formatting(persona.tree)));
      for (const block of persona.tree.blocks) {
        const formatted = afterEdits(text, rangeFormatting(persona.tree, block.range));
        const said = (of: string) =>
          JSON.stringify(compile(checkText(of).persona).sections.map((s) => s.pieces.map((p) => p.text)));
        expect(said(formatted), name).toBe(said(text));
      }
    }
  });
});

describe('Enter', () => {
  /** The text behind `<|>` is what the editor has put on the new line. */
  const entered = (text: string) => {
    const { persona, offset, text: clean } = marked(text);
    return afterEdits(clean, onTypeFormatting(persona.tree, persona.tree.lines.positionAt(offset)));
  };

  test('a step deeper under a header and under a name without text, else as deep as before', () => {
    expect(entered('rules\n<|>')).toBe('rules\n  ');
    expect(entered('test t\n<|>')).toBe('test t\n  ');
    expect(entered('given\n  guests:\n  <|>')).toBe('given\n  guests:\n    ');
    expect(entered('rules\n  a: b\n    must: say "x"\n<|>')).toBe('rules\n  a: b\n    must: say "x"\n    ');
    expect(entered('persona A\n  role: x\n      <|>\n')).toBe('persona A\n  role: x\n  \n');
  });

  test('never a line with ink, never under prose that only looks like a name, nor an unknown block', () => {
    expect(entered('rules\n<|>a: b')).toBe('rules\na: b');
    expect(entered('greeting\n  He said:\n  <|>')).toBe('greeting\n  He said:\n  ');
    expect(entered('wardrobe\n<|>')).toBe('wardrobe\n');
    expect(entered('<|>')).toBe('');
  });
});
