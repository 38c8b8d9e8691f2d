// The lightbulb: a selection becomes a persona; in a persona a finding is mended, a rule made checkable, a text varied, tightened, translated. In: a
// document and a range. Out: code actions that run our commands. Asks no model.
import * as vscode from 'vscode';
import type { Trouble } from '../../write/offer.ts';
import { codeOf } from '../code-of.ts';
import { commandWith } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, languageId } from '../ids.ts';

const selector: vscode.DocumentSelector = [
  { language: languageId, scheme: 'file' },
  { language: languageId, scheme: 'untitled' },
  { language: 'markdown' },
  { language: 'plaintext' },
];

/** Fewer characters are no description. */
const leastSelected = 20;

const { QuickFix, RefactorExtract, RefactorRewrite } = vscode.CodeActionKind;

/** Registers the provider. An untrusted folder has them, too: the command says what it needs. */
export function registerWriteActions(context: vscode.ExtensionContext, deps: Pick<Deps, 'personas'>): void {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, { diagnostics, triggerKind }) {
      if (document.languageId !== languageId) return await fromSelection(document, range);
      if (document.uri.scheme !== 'file') return [];
      const asked = triggerKind === vscode.CodeActionTriggerKind.Invoke || !range.isEmpty;
      const fixes = ofFindings(document, diagnostics);
      // Of every line of a file there would be something to rewrite: the bulb shines only where somebody looks for it.
      return asked ? [...fixes, ...(await rewrites(document, range, diagnostics, deps))] : fixes;
    },
  };
  context.subscriptions.push(
    vscode.languages.registerCodeActionsProvider(selector, provider, {
      providedCodeActionKinds: [RefactorExtract, RefactorRewrite, QuickFix],
    }),
  );
}

/** The ways that such a text is most likely meant for, and the list of all. */
async function fromSelection(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const text = document.getText(range);
  if (text.trim().length < leastSelected) return [];
  const [{ readTalk }, { offerNamed }] = await Promise.all([
    import('../../write/drafts/read-talk.ts'),
    import('../../write/offers.ts'),
  ]);
  const spoken = new Set(readTalk(text.slice(0, 20_000)).map(({ user }) => user)).size === 2;
  const likely = (spoken ? ['user-from-talk', 'persona-from-talk'] : ['from-description']).flatMap((id) => {
    const offer = offerNamed(id);
    const title = vscode.l10n.t('Write a persona {0}', vscode.l10n.t(offer?.label ?? ''));
    return offer ? [actionOf(title, RefactorExtract, commandWith(commands.writePersona, title, id, text))] : [];
  });
  const title = vscode.l10n.t('Write a persona from this …');
  return [...likely, actionOf(title, RefactorExtract, commandWith(commands.writePersona, title, undefined, text))];
}

function ofFindings(document: vscode.TextDocument, found: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  if (found.length === 0) return [];
  const title = vscode.l10n.t('Improve this persona …');
  const improve = actionOf(title, QuickFix, commandWith(commands.improvePersona, title, document.uri));
  const checkable = found.filter(isUnchecked).map((diagnostic) => {
    const action = makeCheckable(document, document.offsetAt(diagnostic.range.start), QuickFix);
    action.diagnostics = [diagnostic];
    return action;
  });
  return [improve, ...checkable];
}

async function rewrites(
  document: vscode.TextDocument,
  range: vscode.Range,
  found: readonly vscode.Diagnostic[],
  { personas }: Pick<Deps, 'personas'>,
): Promise<vscode.CodeAction[]> {
  const { uri } = document;
  const [{ proseFields }, { isChecked }, { persona }] = await Promise.all([
    import('../../write/rules/prose-fields.ts'),
    import('../../write/rules/prose-rule.ts'),
    personas.read(uri),
  ]);
  const at = document.offsetAt(range.start);
  const holds = ({ start, end }: { readonly start: number; readonly end: number }) => start <= at && at <= end;
  const field = proseFields(persona.tree).find(({ block, member }) => holds((member ?? block).range));
  const rule = persona.rules.find(({ origin }) => origin.uri === persona.uri && holds(origin.range));
  const make = (title: string, way: string, words?: string) =>
    actionOf(title, RefactorRewrite, commandWith(commands.improvePersona, title, uri, way, words));
  return [
    ...(rule && !isChecked(rule) && !found.some(isUnchecked)
      ? [makeCheckable(document, rule.origin.range.start, RefactorRewrite)]
      : []),
    ...(field ? [make(vscode.l10n.t('Vary “{0}” …', field.title), 'vary', field.title)] : []),
    make(vscode.l10n.t('Tighten: the same in fewer tokens …'), 'tighten'),
    make(vscode.l10n.t('Translate this persona …'), 'translate'),
  ];
}

function isUnchecked(finding: vscode.Diagnostic): boolean {
  return codeOf(finding) === 'rule-without-check';
}

/** The rule is told by its place: one without a name, on several lines, is known by nothing else. */
function makeCheckable(document: vscode.TextDocument, at: number, kind: vscode.CodeActionKind): vscode.CodeAction {
  const title = vscode.l10n.t('Make this rule checkable …');
  const origin = { uri: document.uri.toString(), range: { start: at, end: at } };
  const meant: Trouble = { kind: 'finding', title: '', text: '', origin };
  const command = commandWith(commands.improvePersona, title, document.uri, 'make-checkable', undefined, [meant]);
  return actionOf(title, kind, command);
}

function actionOf(title: string, kind: vscode.CodeActionKind, command: vscode.Command): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  action.command = command;
  return action;
}
