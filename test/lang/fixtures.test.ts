// Every fixture: good ones are silent, bad ones have exactly the problems they name, and the laws hold on all of them.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { parse } from '../../src/lang/parse.ts';
import { problemCodes } from '../../src/lang/problems.ts';
import { formatsOnce, prefixesParse, printsBack, rangesAreInside } from '../kit/laws.ts';
import { readWants } from '../kit/wants.ts';

function files(folder: string): { name: string; text: string }[] {
  const at = new URL(`../fixtures/${folder}/`, import.meta.url);
  const names = readdirSync(at).filter((name) => name.endsWith('.persona'));
  return names.map((name) => ({ name: `${folder}/${name}`, text: readFileSync(new URL(name, at), 'utf8') }));
}

function found(text: string): string[] {
  const { problems, lines } = parse(text);
  return problems.map(({ code, range }) => `${lines.positionAt(range.start).line + 1} ${code}`).sort();
}

const good = files('good');
const bad = files('bad').map(({ name, text }) => ({ name, ...readWants(text) }));

describe('good', () => {
  it.each(good)('$name is silent', ({ text }) => {
    expect(found(text)).toEqual([]);
  });
});

describe('bad', () => {
  it.each(bad)('$name has the problems it names', ({ text, wants }) => {
    expect(found(text)).toEqual(wants);
  });
  it('names every problem that parsing alone can find', () => {
    const named = new Set(bad.flatMap(({ wants }) => wants.map((want) => want.split(' ')[1])));
    const later = new Set([
      'not-text',
      'file-too-large',
      'unresolved-file',
      'file-outside-folder',
      'cyclic-extends',
      'conflicting-parents',
      'unknown-inherited',
      'unknown-value',
      'bad-phrase',
      'bad-pattern',
      'unknown-rule',
      'curly-quotes',
    ]);
    expect(problemCodes.filter((code) => !later.has(code) && !named.has(code))).toEqual([]);
  });
  it.each(bad)('$name: every preferred fix takes its problem away', ({ text }) => {
    for (const problem of parse(text).problems) {
      const fix = problem.fixes?.find(({ preferred }) => preferred);
      if (!fix) continue;
      const count = (each: string): number => parse(each).problems.filter(({ code }) => code === problem.code).length;
      expect(count(applyEdits(text, fix.edits)), `${problem.code}: ${problem.message}`).toBeLessThan(count(text));
    }
  });
});

describe('laws', () => {
  it.each([...good, ...bad])('hold for $name', ({ text }) => {
    printsBack(text);
    rangesAreInside(text);
    formatsOnce(text);
    prefixesParse(text);
  });
});
