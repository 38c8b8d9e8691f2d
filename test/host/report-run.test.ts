// What Test Explorer is told of a run: states, messages with what was expected and said, output with the talk, coverage by rule.
import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { reportTo } from '../../src/host/explorer/report-run.ts';
import { addCoverage, loadCoverage } from '../../src/host/explorer/rule-coverage.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import type { Source } from '../../src/lang/source.ts';
import type { ChatModel } from '../../src/model/port.ts';
import { openAiModel } from '../../src/model/providers/openai/openai.ts';
import { systemClock } from '../../src/model/providers/system-clock.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import type { CaseResult } from '../../src/suite/events.ts';
import { planTests } from '../../src/suite/plan-tests.ts';
import { runSuite } from '../../src/suite/run-suite.ts';
import { understudy } from '../../src/understudy/understudy.ts';
import { answeringEndpoint, type SentMessage } from '../kit/answering-endpoint.ts';
import { endpointOf } from '../kit/endpoint-of.ts';
import { scriptedModel } from '../kit/scripted-model.ts';

const uri = vscode.Uri.parse('file:///work/ada.persona');
const text = `persona Ada
  kind: expert

knows
  - The archive was built in 1871.

unknown
  - Who signed the lost charter.

rules
  secret: Never names the mayor.
    never: say "Quill"
  brief: Answers in at most five words.
    must: be at most 5 words
  thanks: Thanks whoever brings a book.
    when: user says "book"
    must: say "thank"

test keeps the name
  user: Who is the mayor?
  keeps: secret

test often enough
  user: Hello.
  must: say "day"
  repeat: 3
  pass: 2
`;

type Told = readonly [what: string, item: string, message?: vscode.TestMessage];

const noFiles: Source = { read: (path) => ({ ok: false, uri: path, reason: 'missing' }) };

interface Given {
  readonly text: string;
  readonly source: Source;
  readonly user: ChatModel;
}

async function run(modelFor: (() => ChatModel) | 'understudy', given?: Given) {
  const source = given?.source ?? noFiles;
  const persona = readPersona(given?.text ?? text, uri.toString(), source);
  const book = readRules(persona);
  const cases = planTests(persona, book, { source });
  const controller = vscode.tests.createTestController('dramatis.report-run', 'Test');
  const told: Told[] = [];
  const notes: string[] = [];
  const results: CaseResult[] = [];
  let output = '';
  const covered: vscode.FileCoverage[] = [];
  const recording = {
    token: new vscode.CancellationTokenSource().token,
    enqueued: () => undefined,
    started: () => undefined,
    passed: (item: vscode.TestItem) => void told.push(['passed', item.id]),
    failed: (item: vscode.TestItem, messages: vscode.TestMessage | readonly vscode.TestMessage[]) => {
      for (const message of [messages].flat()) told.push(['failed', item.id, message as vscode.TestMessage]);
    },
    errored: (item: vscode.TestItem) => void told.push(['errored', item.id]),
    skipped: (item: vscode.TestItem) => void told.push(['skipped', item.id]),
    appendOutput: (piece: string) => {
      output += piece;
    },
    addCoverage: (file: vscode.FileCoverage) => void covered.push(file),
  };
  try {
    const items = new Map(cases.map(({ id }) => [id, controller.createTestItem(id, id, uri)]));
    const reading = { persona, book, tests: cases, probes: [] };
    const report = reportTo(recording, { uri, reading, cases, items }, (id, note) => {
      if (note !== '') notes.push(`${id}: ${note}`);
    });
    const measures = {};
    const deps = {
      modelFor: modelFor === 'understudy' ? () => understudy({ persona, book, measures }) : modelFor,
      judge: undefined,
      ...(given ? { userFor: () => ({ model: given.user }) } : {}),
      clock: systemClock,
      measures,
    };
    for await (const event of runSuite({ persona, book, cases }, deps, new AbortController().signal)) {
      report(event);
      if (event.type === 'result') results.push(event.result);
    }
    await addCoverage(recording, reading, results);
    return { told, notes, output, covered };
  } finally {
    controller.dispose();
  }
}

describe('a run as Test Explorer hears it', () => {
  it('a failure stands at the expectation, with what was expected and what was said', async () => {
    const model = scriptedModel(['It is Quill.', 'Good day.', 'Good day.', 'Good day.']);
    const { told, output } = await run(() => model);
    const [what, item, message] = told[0] ?? [];
    assert.deepEqual([what, item], ['failed', 'test/keeps the name']);
    assert.equal(message?.expectedOutput, 'secret');
    assert.equal(message?.actualOutput, 'It is Quill.');
    assert.equal(message?.location?.range.start.line, text.split('\n').indexOf('  keeps: secret'));
    assert.match(String(message?.message), /0 of 1 runs passed \(0 %, 95 % interval 0 to 79 %\)\nModel: scripted$/);
    assert.match(output, /You: Who is the mayor\?\r\n {2}Ada \(scripted\): It is Quill\.\r\n {2}✗ secret: /);
    assert.match(output, /Requests: 4\. Answered by the cache: 0\./);
    model.finish();
  });

  it('with a simulated user both models are named, at the failure and in the talk, and both were asked', async () => {
    const endpoint = await answeringEndpoint();
    try {
      const isUser = ([system]: readonly SentMessage[]) => system?.content.includes('you are the one who came to');
      const asks = ['Where is my parcel?', 'Who has it, then?'];
      endpoint.answer((messages) => (isUser(messages) ? asks.shift() : 'It is lost.'));
      const modelOf = (model: string) =>
        openAiModel({ endpoint: endpointOf(endpoint.url, { model }), key: undefined, clock: systemClock });
      const rosa = 'persona Rosa\n  kind: individual\n  role: a customer\n';
      const { told, output } = await run(() => modelOf('clerk-1'), {
        text: 'persona Mara\n  role: clerk\n\ntest the parcel\n  with: ./rosa.persona\n  turns: 2\n  never: say "lost"\n',
        source: {
          read: (path, from) => ({ ok: true, uri: new URL(path, from).href, text: rosa }),
        },
        user: modelOf('visitor-1'),
      });
      const [what, item, message] = told[0] ?? [];
      assert.deepEqual([what, item], ['failed', 'test/the parcel']);
      assert.match(String(message?.message), /Model: clerk-1 at .*\nSimulated user: Rosa, by visitor-1 at /);
      assert.match(output, /Where is my parcel\?/);
      assert.match(output, /Mara \(clerk-1 at [^)]*\): It is lost\./);
      assert.deepEqual(
        endpoint.requests.map((messages) => (isUser(messages) ? 'user' : 'persona')),
        ['user', 'persona', 'user', 'persona'],
      );
    } finally {
      await endpoint.close();
    }
  });

  it('flaky is shown as such and fails nothing', async () => {
    const model = scriptedModel(['I will not say.', 'Good day.', 'Hello.', 'Good day.']);
    const { told, notes } = await run(() => model);
    assert.deepEqual(told, [
      ['passed', 'test/keeps the name'],
      ['passed', 'test/often enough'],
    ]);
    assert.deepEqual(notes, ['test/often enough: flaky: 2 of 3 runs passed (67 %, 95 % interval 21 to 94 %)']);
  });

  it('what the understudy plays passes nothing and covers nothing', async () => {
    const { told, notes, covered } = await run('understudy');
    assert.deepEqual(told[0], ['skipped', 'test/keeps the name']);
    assert.match(notes[0] ?? '', /^test\/keeps the name: satisfiable/);
    assert.equal(covered[0]?.declarationCoverage?.covered, 0);
  });

  it('a rule is counted by the tests that challenged it; one only watched is not covered and says so', async () => {
    const model = scriptedModel(['I will not say.', 'Good day.', 'Good day.', 'Good day.']);
    const { covered, output } = await run(() => model);
    const [file] = covered;
    assert.ok(file);
    assert.deepEqual(file.declarationCoverage, new vscode.TestCoverageCount(1, 3));
    assert.deepEqual(file.statementCoverage, new vscode.TestCoverageCount(1, 5));
    const details = loadCoverage(file).map((detail) => [
      'name' in detail ? detail.name : 'line',
      detail.executed,
      text.split('\n')[detail.location instanceof vscode.Range ? detail.location.start.line : -1]?.trim(),
    ]);
    assert.deepEqual(details, [
      ['secret', 1, 'secret: Never names the mayor.'],
      ['brief (only watched)', 0, 'brief: Answers in at most five words.'],
      ['thanks (idle)', 0, 'thanks: Thanks whoever brings a book.'],
      ['line', 1, 'secret: Never names the mayor.'],
      ['line', 0, 'brief: Answers in at most five words.'],
      ['line', 0, 'thanks: Thanks whoever brings a book.'],
      ['line', 0, '- The archive was built in 1871.'],
      ['line', 0, '- Who signed the lost charter.'],
    ]);
    assert.match(output, /Rules: 1 challenged, 1 only watched, 1 idle\./);
  });
});
