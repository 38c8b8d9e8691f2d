// What probes found, on the line of each rule: a collection of diagnostics of its own, kept on the rules while the file is edited, each
// with the talk that broke it one click away. In: results. Out: diagnostics and code actions. Runs nothing.
import * as vscode from 'vscode';
import { LineTable } from '../../base/line-table.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Origin } from '../../lang/source-text.ts';
import type { BehaviorFinding } from '../../lint/behavior/findings.ts';
import type { CaseResult } from '../../suite/events.ts';
import { markdownSelector } from '../agent-files/is-agent-file.ts';
import { commandWith } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { personaSelector } from '../persona-selector.ts';
import type { PersonaReading } from '../personas.ts';
import type { SuiteTalks } from './suite-talks.ts';

/** After the last key: findings follow their rules when a hand rests. */
const restMs = 400;

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Hint,
} as const;

export interface ProbeFindings {
  /** Whether anything was shown of a file, be it that nothing is broken. */
  knows(uri: vscode.Uri): boolean;
  /** All that is known of a file, in order; takes the place of what was known. */
  show(uri: vscode.Uri, reading: PersonaReading, results: readonly CaseResult[]): Promise<void>;
}

/** Registers collection, code action, and the listener that keeps findings on their lines. */
export function registerProbeFindings(
  context: vscode.ExtensionContext,
  deps: Pick<Deps, 'log' | 'personas' | 'configs'>,
  talks: SuiteTalks,
): ProbeFindings {
  const collection = vscode.languages.createDiagnosticCollection('dramatis-probes');
  const known = new Map<string, readonly CaseResult[]>();
  const places = new WeakMap<vscode.Diagnostic, vscode.Location>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  async function draw(uri: vscode.Uri, { persona }: PersonaReading): Promise<void> {
    const [{ behaviorFindings }, { promptHashes }] = await Promise.all([
      import('../../lint/behavior/findings.ts'),
      import('../../suite/prompt-hashes.ts'),
    ]);
    const promptOf = promptHashes(persona);
    const rules = new Set(persona.rules.map(({ id }) => id));
    const results = (known.get(uri.toString()) ?? [])
      .filter(({ case: { rule } }) => rule === undefined || rules.has(rule))
      .map((result) => ({ ...result, earlierPrompt: result.prompt !== promptOf(result.case.values) }));
    const lines = new LineTable(persona.tree.text);
    const told = await heededFindings(uri, persona, behaviorFindings(results, persona));
    collection.set(uri, await Promise.all(told.map((finding) => diagnosticOf(uri, finding, lines))));
  }

  /** Without what `dramatis.json`, a comment or the baseline silences; severities as the configuration says. */
  async function heededFindings(
    uri: vscode.Uri,
    persona: Persona,
    findings: readonly BehaviorFinding[],
  ): Promise<readonly BehaviorFinding[]> {
    const [{ heeded }, { withoutKnown }, { knownFindings }, { directives }, { isIgnored }, config, source] =
      await Promise.all([
        import('../../lint/static/lint.ts'),
        import('../../lint/static/baseline.ts'),
        import('../../lint/static/check-file.ts'),
        import('../../lang/directives.ts'),
        import('../../config/is-ignored.ts'),
        deps.configs.configFor(uri),
        deps.personas.sourceFor(uri),
      ]);
    if (isIgnored(persona.uri, config)) return [];
    const said = directives(persona.tree);
    const told = findings.flatMap((finding) => {
      const [problem] = heeded([finding.problem], config, said);
      return problem ? [{ ...finding, problem }] : [];
    });
    const known = knownFindings({ uri: persona.uri, config, source });
    const fresh = new Set(
      withoutKnown(
        told.map(({ problem }) => problem),
        persona.tree,
        known,
      ).problems,
    );
    return told.filter(({ problem }) => fresh.has(problem));
  }

  async function diagnosticOf(uri: vscode.Uri, finding: BehaviorFinding, lines: LineTable): Promise<vscode.Diagnostic> {
    const { problem, model } = finding;
    const [start, end] = [lines.positionAt(problem.range.start), lines.positionAt(problem.range.end)];
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    const diagnostic = new vscode.Diagnostic(range, problem.message, severities[problem.severity]);
    diagnostic.source = 'dramatis';
    const page = vscode.Uri.joinPath(context.extensionUri, 'docs', 'rules', `${problem.code}.md`);
    diagnostic.code = { value: problem.code, target: page };
    const related = await Promise.all((problem.related ?? []).map((one) => relatedTo(uri, one)));
    const place = finding.talk === undefined ? undefined : talks.locate(uri, finding.talk);
    if (place) {
      places.set(diagnostic, place);
      const said = vscode.l10n.t('The talk. Model: {0}', model?.label ?? '–');
      related.push(new vscode.DiagnosticRelatedInformation(place, said));
    }
    diagnostic.relatedInformation = related.filter((one) => one !== undefined);
    return diagnostic;
  }

  /** Where the rule stands, if that is another file; undefined where it cannot be read. */
  async function relatedTo(
    uri: vscode.Uri,
    { origin, message }: { readonly origin: Origin; readonly message: string },
  ): Promise<vscode.DiagnosticRelatedInformation | undefined> {
    if (origin.uri === uri.toString()) return undefined;
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(origin.uri));
      const range = new vscode.Range(document.positionAt(origin.range.start), document.positionAt(origin.range.end));
      return new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, range), message);
    } catch {
      return undefined;
    }
  }

  function redrawSoon(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(timers.get(key));
    const redraw = async () => {
      timers.delete(key);
      try {
        await draw(uri, await deps.personas.read(uri));
      } catch (error) {
        deps.log.debug(`Findings of ${uri.path} cannot follow: ${error}`);
        collection.delete(uri);
      }
    };
    timers.set(
      key,
      setTimeout(() => void redraw(), restMs),
    );
  }

  const actions: vscode.CodeActionProvider = {
    provideCodeActions(document, range) {
      const here = (collection.get(document.uri) ?? []).filter((diagnostic) => diagnostic.range.intersection(range));
      return here.flatMap((diagnostic) => {
        const place = places.get(diagnostic);
        if (!place) return [];
        const action = new vscode.CodeAction(vscode.l10n.t('Show the talk'), vscode.CodeActionKind.QuickFix);
        action.command = commandWith(commands.showTalk, action.title, place);
        action.diagnostics = [diagnostic];
        return [action];
      });
    },
  };
  context.subscriptions.push(
    collection,
    vscode.languages.registerCodeActionsProvider([...personaSelector, ...markdownSelector], actions, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && known.has(document.uri.toString())) redrawSoon(document.uri);
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) {
        known.delete(uri.toString());
        collection.delete(uri);
      }
    }),
    {
      dispose() {
        for (const timer of timers.values()) clearTimeout(timer);
      },
    },
  );

  return {
    knows: (uri) => known.has(uri.toString()),
    async show(uri, reading, results) {
      for (const result of results) talks.take(uri, reading.persona.name, result);
      known.set(uri.toString(), results);
      await draw(uri, reading);
    },
  };
}
