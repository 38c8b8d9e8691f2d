// Every static rule against fixtures that name their own findings, and its fixes applied.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { problemCodes } from '../../src/lang/problems.ts';
import { agentFileSummaries } from '../../src/lint/static/agent-file-summaries.ts';
import { behaviorSummaries } from '../../src/lint/static/behavior-summaries.ts';
import { staticRules } from '../../src/lint/static/index.ts';
import { structuralCodes } from '../../src/lint/static/structural-summaries.ts';
import { summaryOf } from '../../src/lint/static/summary-of.ts';
import { checkText } from '../kit/check-text.ts';
import { readWants } from '../kit/wants.ts';

const folder = new URL('../fixtures/lint/', import.meta.url);
const files = readdirSync(folder).map((name) => ({ name, ...readWants(readFileSync(new URL(name, folder), 'utf8')) }));

describe('fixtures', () => {
  for (const { name, text, wants } of files) {
    test(`${name}: finds what it says, no more and no less`, () => {
      const { persona, problems } = checkText(text);
      const line = (offset: number) => persona.tree.lines.positionAt(offset).line + 1;
      expect(problems.map(({ range, code }) => `${line(range.start)} ${code}`).sort()).toEqual(wants);
    });

    test(`${name}: a fix takes its finding away and leaves no new one`, () => {
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

  test('every rule is in a fixture', () => {
    const seen = new Set(files.flatMap(({ wants }) => wants.map((want) => want.split(' ')[1])));
    // `over-budget` needs a counter and a budget: it has a test of its own.
    expect(staticRules.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual(['over-budget']);
  });
});

describe('what is said about findings', () => {
  test('the rule and its clause are related information', () => {
    const text = 'persona A\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n\ngreeting\n  Swordfish!\n';
    const [problem] = checkText(text).problems;
    const [related] = problem?.related ?? [];
    expect(text.slice(related?.origin.range.start, related?.origin.range.end)).toBe('say "swordfish"');
    expect(text.slice(problem?.range.start, problem?.range.end)).toBe('Swordfish');
  });

  test('an example may begin late in a talk: a rule of the turn gives it no more than a hint', () => {
    const rules = 'rules\n  hello: Says so.\n    when: first turn\n    must: say "hello"\n';
    const dialogue = '\n  user: And then?\n  self: Then we left.\n';
    const found = (block: string) => checkText(`persona A\n\n${rules}\n${block}${dialogue}`).problems;
    expect(found('example')).toMatchObject([{ code: 'breaks-own-rule', severity: 'hint' }]);
    expect(found('scene')).toMatchObject([{ code: 'breaks-own-rule', severity: 'error' }]);
  });

  test('a value that only the parent uses is used', () => {
    const files = {
      '/p/p.persona': 'persona P\n\nrules\n  a: A.\n    let: x = user in doors\n    never: say {{code}} or say {{x}}\n',
    };
    const text = 'persona C\n  extends: ./p.persona\n\ngiven\n  code: 1234\n  doors:\n    a: b\n  lost: it\n';
    const codes = checkText(text, { files }).problems.map(({ code, range }) => [
      code,
      text.slice(range.start, range.end),
    ]);
    expect(codes).toEqual([['unused-given', 'lost']]);
  });

  test('an empty clause is told once', () => {
    const text = 'persona A\n\nrules\n  a: A.\n    must:\n    when:\n    let:\n';
    expect(checkText(text).problems.map(({ code }) => code)).toEqual(['bad-phrase', 'bad-phrase', 'bad-phrase']);
  });

  test('every code has a page and a summary of its own', () => {
    const codes = [
      ...structuralCodes,
      ...staticRules.map(({ id }) => id),
      ...Object.keys(behaviorSummaries),
      ...Object.keys(agentFileSummaries),
    ];
    expect(new Set(codes).size).toBe(codes.length);
    expect(problemCodes.filter((code) => !codes.includes(code))).toEqual([]);
    const pages = readdirSync(new URL('../../docs/rules/', import.meta.url)).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(codes.map((code) => `${code}.md`).sort());
    for (const code of codes) expect(summaryOf(code), code).toMatch(/^.{10,120}[.?]$/);
  });
});

describe('the driver', () => {
  const text = 'persona A\n\ngiven\n  colour: blue\n\nrules\n  - Is kind.\n\ngreeting\n  {{nothing}}\n';

  test('typing shows structure and cheap rules only', () => {
    const typing = checkText(text, { phase: 'typing' }).problems.map(({ code }) => code);
    expect(typing).toContain('unknown-value');
    expect(typing).not.toContain('unused-given');
    expect(checkText(text).problems.map(({ code }) => code)).toContain('unused-given');
  });

  test('dramatis.json changes severities and turns findings off', () => {
    const severities = { 'unused-given': 'error', 'rule-without-check': 'off', 'unknown-value': 'off' } as const;
    const { problems } = checkText(text, { config: { severities } });
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['unused-given', 'error']]);
  });

  test('over the budget: counted by the counter given, said on the persona', () => {
    const words = { tokens: (t: string) => t.split(/\s+/).length };
    const over = (promptBudget: number) =>
      checkText(text, { config: { promptBudget }, measures: words }).problems.filter(
        ({ code }) => code === 'over-budget',
      );
    expect(over(5)).toMatchObject([{ severity: 'warning', range: { start: 0, end: 9 } }]);
    expect(over(5000)).toEqual([]);
    expect(checkText(text, { config: { promptBudget: 5 } }).problems.some(({ code }) => code === 'over-budget')).toBe(
      false,
    );
  });

  test('the same file gives the same findings in the same order', () => {
    for (const { text: fixture } of files) expect(checkText(fixture).problems).toEqual(checkText(fixture).problems);
  });
});
