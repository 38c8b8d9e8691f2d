// Rule coverage as the editor draws it: a rule is a declaration, counted by the tests that challenged it; lines of rules, facts and the
// boundary are statements. In: results of a run. Out: one `FileCoverage` a file, its details when they are asked for.
import * as vscode from 'vscode';
import { LineTable } from '../../base/line-table.ts';
import type { Origin } from '../../lang/source-text.ts';
import type { Coverage, CoveredRule } from '../../suite/coverage.ts';
import type { CaseResult } from '../../suite/events.ts';
import type { PersonaReading } from '../personas.ts';

const details = new WeakMap<vscode.FileCoverage, readonly vscode.FileCoverageDetail[]>();

/** Adds what these results covered; what is inherited counts in the file where it stands. */
export async function addCoverage(
  run: Pick<vscode.TestRun, 'addCoverage' | 'appendOutput'>,
  { persona, book }: PersonaReading,
  results: readonly CaseResult[],
): Promise<void> {
  const { coverage } = await import('../../suite/coverage.ts');
  const covered = coverage(persona, book, results);
  const texts = new Map<string, LineTable | undefined>([[persona.uri, new LineTable(persona.tree.text)]]);
  for (const { origin } of [...covered.rules, ...covered.facts, ...covered.unknown]) {
    if (!texts.has(origin.uri)) texts.set(origin.uri, await linesOf(origin.uri));
  }
  for (const [uri, lines] of texts) {
    const own = lines ? detailsOf(covered, uri, lines) : [];
    if (own.length === 0) continue;
    const file = vscode.FileCoverage.fromDetails(vscode.Uri.parse(uri), own);
    details.set(file, own);
    run.addCoverage(file);
  }
  run.appendOutput(`${coverageText(covered)}\r\n`);
}

/** The details of a file that `addCoverage` added; empty for any other. */
export function loadCoverage(file: vscode.FileCoverage): vscode.FileCoverageDetail[] {
  return [...(details.get(file) ?? [])];
}

function detailsOf(covered: Coverage, uri: string, lines: LineTable): readonly vscode.FileCoverageDetail[] {
  const place = ({ range }: Origin) => {
    const [start, end] = [lines.positionAt(range.start), lines.positionAt(range.end)];
    return new vscode.Range(start.line, start.character, end.line, end.character);
  };
  const here = ({ origin }: { readonly origin: Origin }) => origin.uri === uri;
  return [
    ...covered.rules
      .filter(here)
      .map((rule) => new vscode.DeclarationCoverage(nameOf(rule), rule.by.length, place(rule.origin))),
    // The gutter is coloured by statements alone: a rule's lines are one, as a fact's and those of the boundary are.
    ...[...covered.rules, ...covered.facts, ...covered.unknown]
      .filter(here)
      .map(({ by, origin }) => new vscode.StatementCoverage(by.length, place(origin))),
  ];
}

/** A rule that no test challenged is not covered; that it was watched meanwhile is said in its name. */
function nameOf({ rule, state }: CoveredRule): string {
  if (state === 'watched') return vscode.l10n.t('{0} (only watched)', rule);
  return state === 'idle' ? vscode.l10n.t('{0} (idle)', rule) : rule;
}

function coverageText({ rules }: Coverage): string {
  const of = (state: CoveredRule['state']) => rules.filter((rule) => rule.state === state).length;
  return vscode.l10n.t(
    'Rules: {0} challenged, {1} only watched, {2} idle.',
    of('challenged'),
    of('watched'),
    of('idle'),
  );
}

async function linesOf(uri: string): Promise<LineTable | undefined> {
  try {
    return new LineTable((await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).getText());
  } catch {
    return undefined;
  }
}
