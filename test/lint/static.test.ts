// Every static rule against fixtures that name their own findings, and its fixes applied.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { staticRules } from '../../src/lint/static/index.ts';
import { checkText } from '../kit/check-text.ts';
import { found, wanted } from '../kit/wants.ts';

const folder = new URL('../fixtures/lint/', import.meta.url);
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

describe('fixtures', () => {
  for (const { name, text } of files) {
    test(`${name}: finds what it says, no more and no less`, () => {
      const { persona, problems } = checkText(text);
      expect(found(problems, persona.tree.lines)).toEqual(wanted(text));
    });
  }

  test('every rule is in a fixture', () => {
    const seen = new Set(files.flatMap(({ text }) => wanted(text).map((w) => w.replace(/^\d+: /, ''))));
    // `over-budget` needs a counter and a budget: it has a test of its own.
    expect(staticRules.map((rule) => rule.id).filter((id) => !seen.has(id))).toEqual(['over-budget']);
  });

  for (const { name, text } of files) {
    test(`${name}: a preferred fix takes its finding away and leaves no new one`, () => {
      const before = checkText(text);
      for (const problem of before.problems) {
        for (const fix of problem.fixes ?? []) {
          const after = checkText(applyEdits(text, fix.edits));
          const count = (problems: typeof after.problems) => problems.filter((p) => p.code === problem.code).length;
          expect(count(after.problems), `${problem.code}: ${fix.title}`).toBeLessThan(count(before.problems));
          expect(after.problems.length, `${problem.code}: ${fix.title}`).toBeLessThan(before.problems.length);
        }
      }
    });
  }
});
