// Test Explorer: tests and probes of persona files run, play in the preview, run with coverage, run on save. What a run tells goes to
// the editor as it comes; a cancel ends it at once. Asks no model in an untrusted workspace.
import * as vscode from 'vscode';
import { plainText } from '../../base/plain-text.ts';
import { UserError } from '../../base/user-error.ts';
import type { CaseResult } from '../../suite/events.ts';
import type { SuitePlan } from '../../suite/suite-case.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, languageId, testController } from '../ids.ts';
import { reportError } from '../report-error.ts';
import { confirmCost } from './confirm-cost.ts';
import { PersonaTests, type WantedCases } from './persona-tests.ts';
import { reportTo } from './report-run.ts';
import { addCoverage, loadCoverage } from './rule-coverage.ts';
import type { SuiteTalks } from './suite-talks.ts';
import type { Suites } from './suites.ts';

/** What the explorer needs beyond the host's own. */
export interface ExplorerDeps
  extends Pick<Deps, 'log' | 'settings' | 'talks' | 'personas' | 'world' | 'models' | 'configs'> {
  readonly suites: Suites;
  readonly suiteTalks: SuiteTalks;
}

/** Results of one file, as a run of the explorer gave them. */
export interface FileResults {
  readonly uri: vscode.Uri;
  readonly results: readonly CaseResult[];
}

/** Makes controller and profiles; `id` is the controller's. */
export function openExplorer(
  context: vscode.ExtensionContext,
  deps: ExplorerDeps,
  id: string = testController,
): PersonaTests {
  const controller = vscode.tests.createTestController(id, 'Dramatis');
  const tests = new PersonaTests(controller, deps.suites, deps.log);
  context.subscriptions.push(controller, tests);

  /** Runs file by file. `asked`: by a user, who may be asked back. */
  async function run(request: vscode.TestRunRequest, token: vscode.CancellationToken, kind: Kind): Promise<void> {
    const testRun = controller.createTestRun(request);
    const abort = new AbortController();
    const stop = () => abort.abort();
    const listeners = [token, testRun.token].map((each) => each.onCancellationRequested(stop));
    if (token.isCancellationRequested) stop();
    try {
      const wanted = await tests.wanted(request.include, request.exclude);
      if (kind !== 'save' && !(await mayRun(wanted))) return;
      for (const file of wanted) await runFile(testRun, file, abort.signal, kind);
    } catch (error) {
      if (error instanceof UserError) testRun.appendOutput(`${plainText(error.message)}\r\n`);
      void reportError(deps.log, error);
    } finally {
      for (const listener of listeners) listener.dispose();
      testRun.end();
    }
  }

  /** The tests of one file are cheap and asked for by name; more than those is worth a question where it is dear. */
  async function mayRun(wanted: readonly WantedCases[]): Promise<boolean> {
    const [only] = wanted;
    if (wanted.length === 1 && only?.cases.every(({ kind }) => kind === 'test')) return true;
    const estimates = wanted.map((file) => deps.suites.estimate(file.uri, planOf(file)));
    return confirmCost(await Promise.all(estimates), deps.settings);
  }

  async function runFile(testRun: vscode.TestRun, file: WantedCases, signal: AbortSignal, kind: Kind): Promise<void> {
    const { uri, reading } = file;
    const report = reportTo(testRun, file, (of, text) => tests.note(uri, of, text));
    const results: CaseResult[] = [];
    try {
      const ready = await deps.suites.ready(uri);
      for (const note of ready.notes) testRun.appendOutput(`${plainText(note)}\r\n`);
      for await (const event of ready.run(planOf(file), signal)) {
        report(event);
        if (event.type !== 'result') continue;
        results.push(event.result);
        deps.suiteTalks.take(uri, reading.persona.name, event.result);
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const item of file.items.values()) testRun.errored(item, new vscode.TestMessage(error.message));
      return;
    }
    if (kind === 'coverage') await addCoverage(testRun, reading, results);
  }

  /** Runs now, or, where it is continuous, at each save of a file that is meant, until that ends. */
  const handler =
    (kind: Kind): vscode.TestRunProfile['runHandler'] =>
    (request, token) => {
      if (!request.continuous) return run(request, token, kind);
      const saving = vscode.workspace.onDidSaveTextDocument((document) => void saved(document, request, token));
      token.onCancellationRequested(() => saving.dispose());
      return undefined;
    };

  async function saved(
    document: vscode.TextDocument,
    { include, exclude, profile }: Pick<vscode.TestRunRequest, 'include' | 'exclude' | 'profile'>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    if (document.languageId !== languageId) return;
    const uri = document.uri.toString();
    const reading = await tests.read(document.uri);
    // Of the file saved, what is meant; probes only where they were named.
    const named = include?.filter((item) => item.uri?.toString() === uri);
    const own = reading?.tests.flatMap((test) => tests.itemOf(document.uri, test.id) ?? []) ?? [];
    const chosen = named ?? own;
    if (chosen.length > 0) await run(new vscode.TestRunRequest(chosen, exclude, profile), token, 'save');
  }

  const running = controller.createRunProfile(
    vscode.l10n.t('Run'),
    vscode.TestRunProfileKind.Run,
    handler('run'),
    true,
    undefined,
    true,
  );
  const playing = controller.createRunProfile(
    vscode.l10n.t('Play'),
    vscode.TestRunProfileKind.Debug,
    async (request, token) => {
      const testRun = controller.createTestRun(request);
      try {
        const [file] = await tests.wanted(request.include, request.exclude);
        const [first] = file?.cases ?? [];
        if (file && first) await (await import('./play-case.ts')).playCase(file, first, deps, token);
      } catch (error) {
        void reportError(deps.log, error);
      } finally {
        testRun.end();
      }
    },
    true,
  );
  const covering = controller.createRunProfile(
    vscode.l10n.t('Run with Rule Coverage'),
    vscode.TestRunProfileKind.Coverage,
    handler('coverage'),
    true,
  );
  covering.loadDetailedCoverage = async (_run, file) => loadCoverage(file);

  const never = new vscode.CancellationTokenSource().token;
  registerCommand(context, deps.log, commands.runTest, async (...which) => {
    const { requestFor } = await import('./play-case.ts');
    await run(await requestFor(tests, running, which), never, 'run');
  });

  context.subscriptions.push(
    running,
    playing,
    covering,
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (!deps.settings['tests.onSave'].read()) return;
      void saved(document, { include: undefined, exclude: undefined, profile: running }, never);
    }),
  );
  return tests;
}

type Kind = 'run' | 'save' | 'coverage';

function planOf({ reading, cases }: WantedCases): SuitePlan {
  return { persona: reading.persona, book: reading.book, cases };
}
