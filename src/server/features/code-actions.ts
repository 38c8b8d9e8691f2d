// Quick fixes: every fix that a problem carries, an ignore comment for it, and the page that explains it.
import type * as lsp from 'vscode-languageserver-protocol';
import { overlaps, type Range, touches } from '../../base/range.ts';
import type { Problem } from '../../lang/problems.ts';
import type { Tree } from '../../lang/tree.ts';
import { toRange, toTextEdits } from '../to-lsp.ts';
import { toDiagnostics } from './diagnostics.ts';

/** Command of the editor that shows the page of a code. */
export const showPageCommand = 'dramatis.showRulePage';

/** Actions for the problems that the selection touches, preferred ones first. `rulePages`: the editor has the command that shows one. */
export function codeActions(
  tree: Tree,
  problems: readonly Problem[],
  selection: Range,
  rulePages: boolean,
): lsp.CodeAction[] {
  const here = problemsAt(problems, selection);
  const once = oncePerCode(here);
  return [
    ...fixesOf(tree, here),
    // A comment above a comment speaks for what both stand above.
    ...once.filter(({ code }) => code !== 'needless-ignore').map((problem) => ignore(tree, problem)),
    ...(rulePages ? once.map(page) : []),
  ];
}

/** The same of a file that is no persona, where a comment would be read as one of its sentences: nothing is ignored in it. */
export function plainActions(
  file: ActedOn,
  problems: readonly Problem[],
  selection: Range,
  rulePages: boolean,
): lsp.CodeAction[] {
  const here = problemsAt(problems, selection);
  return [...fixesOf(file, here), ...(rulePages ? oncePerCode(here).map(page) : [])];
}

/** What fixes change. */
type ActedOn = Pick<Tree, 'uri' | 'lines'>;

function problemsAt(problems: readonly Problem[], selection: Range): readonly Problem[] {
  return problems.filter(({ range }) => overlaps(range, selection) || touches(range, selection.start));
}

function oncePerCode(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [problem.code, problem])).values()];
}

function fixesOf(file: ActedOn, here: readonly Problem[]): readonly lsp.CodeAction[] {
  const fixes = here.flatMap((problem) =>
    (problem.fixes ?? []).map((fix) => action(file, problem, fix.title, fix.edits, fix.preferred ?? false)),
  );
  return [...fixes.filter((a) => a.isPreferred), ...fixes.filter((a) => !a.isPreferred)];
}

function action(
  file: ActedOn,
  problem: Problem,
  title: string,
  edits: readonly { range: Range; text: string }[],
  preferred: boolean,
): lsp.CodeAction {
  return {
    title,
    kind: 'quickfix',
    isPreferred: preferred,
    diagnostics: toDiagnostics(file.uri, file.lines, [problem], { pageOf: () => undefined, textOf: () => undefined }),
    edit: { changes: { [file.uri]: toTextEdits(file.lines, edits) } },
  };
}

/** A comment at column 0 above the line: it may stand there inside an entry, too. */
function ignore(tree: Tree, problem: Problem): lsp.CodeAction {
  const line = tree.lines.positionAt(problem.range.start).line;
  const at = tree.lines.startOf(line);
  const lineBreak = /\r\n|\r|\n/.exec(tree.text)?.[0] ?? '\n';
  const bom = at === 0 && tree.text.startsWith('\ufeff') ? 1 : 0;
  const edit = {
    range: { start: at + bom, end: at + bom },
    text: `# dramatis-ignore ${problem.code}: meant so${lineBreak}`,
  };
  return action(tree, problem, `Ignore ${problem.code} here, with a reason`, [edit], false);
}

function page(problem: Problem): lsp.CodeAction {
  const title = `Explain ${problem.code}`;
  return { title, kind: 'quickfix', command: { title, command: showPageCommand, arguments: [problem.code] } };
}

/** One edit list for all safe fixes of a file: `source.fixAll`. Overlapping fixes wait for the next run. */
export function fixAll(tree: Tree, problems: readonly Problem[]): lsp.CodeAction[] {
  const edits: { range: Range; text: string }[] = [];
  for (const problem of problems) {
    const fix = problem.fixes?.find((f) => f.preferred);
    if (!fix || fix.edits.some((e) => edits.some((o) => overlaps(o.range, e.range) || o.range.start === e.range.start)))
      continue;
    edits.push(...fix.edits);
  }
  if (edits.length === 0) return [];
  return [
    {
      title: 'Apply all preferred fixes',
      kind: 'source.fixAll.dramatis',
      edit: { changes: { [tree.uri]: edits.map((e) => ({ range: toRange(tree.lines, e.range), newText: e.text })) } },
    },
  ];
}
