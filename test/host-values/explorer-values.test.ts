// What the explorer shows, as values: the tree of a file, a talk as a document, two versions compared.
import { expect, test } from 'vitest';
import { comparisonDocument } from '../../src/host/explorer/comparison-document.ts';
import { talkDocument } from '../../src/host/explorer/talk-document.ts';
import { eventsOfRun } from '../../src/host/explorer/talk-records.ts';
import { testTree } from '../../src/host/explorer/test-tree.ts';
import { planProbes } from '../../src/lint/behavior/plan-probes.ts';
import { systemClock } from '../../src/model/providers/system-clock.ts';
import { apply, newSession } from '../../src/play/session.ts';
import { compareResults } from '../../src/suite/compare-results.ts';
import type { CaseResult } from '../../src/suite/events.ts';
import { planTests } from '../../src/suite/plan-tests.ts';
import { runSuite } from '../../src/suite/run-suite.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { bookOf } from '../play/kit.ts';

const text = `persona Ada

rules
  secret: Never names the mayor.
    never: say "Quill"

test the mayor
  user: Who is \`it\`?
  keeps: secret
`;
const { persona, book } = bookOf(text);

async function run(...replies: string[]): Promise<CaseResult[]> {
  const model = scriptedModel(replies);
  const deps = { modelFor: () => model, judge: undefined, clock: systemClock, measures: {} };
  const results: CaseResult[] = [];
  const plan = { persona, book, cases: planTests(persona, book) };
  for await (const event of runSuite(plan, deps, new AbortController().signal)) {
    if (event.type === 'result') results.push(event.result);
  }
  return results;
}

const words = {
  you: 'You',
  outcome: () => 'failed',
  share: () => '',
  broken: 'broken',
  unsure: 'unsure',
  model: 'Model',
  nothing: 'Nothing was said.',
};

test('the tree has tests, then probes by rule; groups are no cases', () => {
  const probes = planProbes(persona, book, { rules: ['secret'], mostPerRule: 1 });
  const tree = testTree(persona, planTests(persona, book), probes, { probes: 'Probes', whole: 'The whole persona' });
  expect(tree.map(({ id, label, case: own }) => [id, label, own])).toEqual([
    ['test/the mayor', 'the mayor', 'test/the mayor'],
    ['probes', 'Probes', undefined],
  ]);
  const [group] = tree[1]?.children ?? [];
  expect([group?.id, group?.case, group?.origin]).toEqual(['rule/secret', undefined, persona.rules[0]?.origin]);
  expect(group?.children.map(({ case: own }) => own)).toEqual(probes.map(({ id }) => id));
  expect(testTree(persona, [], [], { probes: 'Probes', whole: '' })).toEqual([]);
});

test('a talk keeps what was said to the letter, and knows on which line each turn begins', async () => {
  const said = 'It is Quill.\n```\n# no heading\n```';
  const [result] = await run(said);
  const [played] = result?.runs ?? [];
  if (!result || !played) throw new Error('nothing was played');
  const document = talkDocument('Ada', result, played, words);
  expect(document.text).toContain(`\`\`\`\`\n${said}\n\`\`\`\`\n\n- ✗ broken: secret. `);
  const lines = document.text.split('\n');
  expect([...document.lines.values()].map((line) => lines[line])).toEqual(['## You', '## Ada']);
});

test('a talk goes on as it was: the same turns with their verdicts, and what was sent', async () => {
  const [result] = await run('It is Quill.');
  const [played] = result?.runs ?? [];
  if (!played) throw new Error('nothing was played');
  const state = eventsOfRun(played).reduce(apply, newSession('talk', persona, book));
  expect(state.turns).toEqual(played.turns);
  expect(state.turns.at(-1)?.verdicts?.[0]?.state).toBe('broken');
  expect(state.requests).toEqual(played.requests);
  expect(state.reply).toBeUndefined();
});

test('two versions: worse before better, names in code spans, what could not be compared apart', async () => {
  const [kept] = await run('I will not say.');
  const [broken] = await run('Quill.');
  if (!kept || !broken) throw new Error('nothing was played');
  const named = (result: CaseResult, title: string) => ({ ...result, case: { ...result.case, id: title, title } });
  const diff = compareResults(
    [named(broken, 'a'), named(kept, '[b](x) `c`'), named(kept, 'same')],
    [named(kept, 'a'), named(broken, '[b](x) `c`'), named(kept, 'same'), named(kept, 'new')],
  );
  const document = comparisonDocument(diff, {
    title: 'Ada: HEAD and now',
    facts: ['Model: scripted'],
    heading: { worse: 'Worse', better: 'Better', other: 'Changed otherwise' },
    state: ({ state }) => state,
    nothing: 'Nothing changed its state.',
    same: (count) => `Unchanged: ${count}.`,
    notCompared: 'Not compared',
  });
  expect(document).toMatch(/## Worse \(1\)\n\n- `` \[b\]\(x\) `c` ``: passed → failed\n/);
  expect(document.indexOf('## Worse')).toBeLessThan(document.indexOf('## Better (1)\n\n- `a`: failed → passed'));
  expect(document).toContain('Unchanged: 1.\n\n## Not compared (1)\n\n- `new`\n');
});
