// Events of a run as Test Explorer hears them: states, the talks as output, and what was expected beside what was said.
// In: one event at a time. Out: calls on a `TestRun`. A state that proves nothing is told as skipped, with its name beside the item.
import * as vscode from 'vscode';
import { LineTable } from '../../base/line-table.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Origin } from '../../lang/source-text.ts';
import type { CaseResult, CaseRun, CheckResult, SuiteEvent } from '../../suite/events.ts';
import type { WantedCases } from './persona-tests.ts';
import { modelWords, shareWords, stateWords } from './result-words.ts';

/** The part of a `TestRun` that is needed. */
export type ReportedRun = Pick<
  vscode.TestRun,
  'token' | 'enqueued' | 'started' | 'passed' | 'failed' | 'errored' | 'skipped' | 'appendOutput'
>;

/** Takes the events of one run of the cases of one file. `note`: what to show beside the item of a case. */
export function reportTo(
  run: ReportedRun,
  { items, reading, uri }: WantedCases,
  note: (id: string, text: string) => void,
): (event: SuiteEvent) => void {
  const lines = new LineTable(reading.persona.tree.text);
  const locate = ({ uri: file, range }: Origin): vscode.Location | undefined => {
    if (file !== uri.toString()) return undefined;
    const [start, end] = [lines.positionAt(range.start), lines.positionAt(range.end)];
    return new vscode.Location(uri, new vscode.Range(start.line, start.character, end.line, end.character));
  };
  const say = (text: string, item?: vscode.TestItem, at?: vscode.Location) =>
    // The output is a terminal: what a model says must not move its cursor.
    run.appendOutput(`${plainText(text).replaceAll('\n', '\r\n')}\r\n`, at, item);

  return (event) => {
    switch (event.type) {
      case 'started':
        for (const item of items.values()) run.enqueued(item);
        say(
          vscode.l10n.t(
            '{0}: {1} to run. Model: {2}',
            reading.persona.name,
            event.cases.length,
            event.model?.label ?? '–',
          ),
        );
        return;
      case 'case': {
        const item = items.get(event.case);
        note(event.case, '');
        if (item) run.started(item);
        return;
      }
      case 'run':
        say(runText(reading.persona.name, event.run), items.get(event.case));
        return;
      case 'result': {
        const item = items.get(event.result.case.id);
        if (item) tell(event.result, item);
        return;
      }
      case 'finished': {
        const { cost, notes, stopped } = event.summary;
        for (const text of notes) say(text);
        if (stopped) say(stopped.message);
        say(vscode.l10n.t('Requests: {0}. Answered by the cache: {1}.', cost.requests, cost.cached));
        return;
      }
      case 'talk':
      case 'cost':
        return;
    }
  };

  function tell(result: CaseResult, item: vscode.TestItem): void {
    const { state, why } = result;
    const details = [why, shareWords(result), modelWords(result)].filter((text) => text !== '').join('\n');
    const place = locate(result.case.origin);
    if (state === 'failed') {
      run.failed(item, messagesOf(result, details));
      return;
    }
    if (state === 'unfinished' && !run.token.isCancellationRequested) {
      run.errored(item, located(new vscode.TestMessage(details), place));
      return;
    }
    // As often as it asked, and not every time: no failure.
    if (state === 'passed' || state === 'flaky') run.passed(item);
    else run.skipped(item);
    if (state === 'passed') return;
    const share = result.interval ? `${stateWords(state)}: ${shareWords(result)}` : stateWords(state);
    note(result.case.id, share);
    say(`${result.case.title}: ${stateWords(state)}\n${details}`, item, place);
  }

  function messagesOf(result: CaseResult, details: string): vscode.TestMessage[] {
    const told = new Map<string, vscode.TestMessage>();
    for (const one of result.runs) {
      for (const check of one.checks) {
        const key = `${check.origin.uri} ${check.origin.range.start} ${check.what} ${check.expected}`;
        if (check.state !== 'failed' || !check.counts || told.has(key)) continue;
        told.set(key, messageOf(check, one, result));
      }
    }
    if (told.size > 0) return [...told.values()];
    return [located(new vscode.TestMessage(details), locate(result.case.origin))];
  }

  function messageOf(check: CheckResult, one: CaseRun, result: CaseResult): vscode.TestMessage {
    const said = one.turns.find(({ id }) => id === check.turn)?.text ?? '';
    const parts = [check.why, shareWords(result), modelWords(result)].filter((text) => text !== '');
    const message = vscode.TestMessage.diff(parts.join('\n'), check.expected, said);
    return located(message, locate(check.origin) ?? locate(result.case.origin));
  }
}

function located(message: vscode.TestMessage, place: vscode.Location | undefined): vscode.TestMessage {
  if (place) message.location = place;
  return message;
}

/** One play, as it was said. */
function runText(persona: string, run: CaseRun): string {
  const turns = run.turns.map(({ speaker, name, text, model }) => {
    const who = speaker === 'user' ? (name ?? vscode.l10n.t('You')) : persona;
    return `  ${who}${model ? ` (${model.label})` : ''}: ${text.replace(/\n/g, '\n    ')}`;
  });
  const failed = run.checks
    .filter(({ state }) => state === 'failed')
    .map(({ expected, why }) => `  ✗ ${expected}: ${why}`);
  const labels = run.labels.length > 0 ? [`  ${run.labels.join(', ')}`] : [];
  const failure = run.failure ? [`  ${run.failure.message}`] : [];
  return [run.talk, ...turns, ...failed, ...labels, ...failure].join('\n');
}
