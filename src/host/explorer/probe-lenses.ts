// *Probe 6 rules (≈ 84 requests)* above `rules` and *Probe* above each rule. Placed from the tree of the text alone; what it would
// cost is reckoned when a lens comes into sight, and not at each key.
import * as vscode from 'vscode';
import { commandWith } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands } from '../ids.ts';
import { personaSelector } from '../persona-selector.ts';
import { spanWords } from './confirm-cost.ts';
import type { CaseReading, Suites } from './suites.ts';

/** A lens that knows its file; `rule`: offset of the rule's entry, undefined for the block. */
class ProbeLens extends vscode.CodeLens {
  readonly document: vscode.TextDocument;
  readonly rule: number | undefined;

  constructor(document: vscode.TextDocument, header: number, rule: number | undefined) {
    const position = document.positionAt(rule ?? header);
    super(new vscode.Range(position, position));
    this.document = document;
    this.rule = rule;
  }
}

/** Registers the lenses. */
export function registerProbeLenses(
  context: vscode.ExtensionContext,
  deps: Pick<Deps, 'settings' | 'models'>,
  suites: Suites,
): void {
  const changed = new vscode.EventEmitter<void>();
  const readings = new WeakMap<
    vscode.TextDocument,
    { readonly version: number; readonly reading: Promise<CaseReading> }
  >();

  /** Once a version of the text, for all its lenses. */
  function readingOf(document: vscode.TextDocument): Promise<CaseReading> {
    const known = readings.get(document);
    if (known?.version === document.version) return known.reading;
    const reading = suites.read(document.uri);
    readings.set(document, { version: document.version, reading });
    return reading;
  }

  const provider: vscode.CodeLensProvider<ProbeLens> = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      if (!deps.settings.codeLens.read(document.uri)) return [];
      const { parse } = await import('../../lang/parse.ts');
      const { blocks } = parse(document.getText(), document.uri.toString());
      return blocks.flatMap(({ word, header, children }) => {
        if (word !== 'rules' || children.length === 0) return [];
        const rules = children.map(({ range }) => new ProbeLens(document, header.start, range.start));
        return [new ProbeLens(document, header.start, undefined), ...rules];
      });
    },
    async resolveCodeLens(lens) {
      const { document } = lens;
      const { persona, book, probes } = await readingOf(document);
      const own = persona.rules.find(({ origin }) => origin.uri === persona.uri && origin.range.start === lens.rule);
      const cases = lens.rule === undefined ? probes : probes.filter(({ rule }) => rule === own?.id);
      const { requests } = await suites.estimate(document.uri, { persona, book, cases });
      const rules = new Set(probes.flatMap(({ rule }) => rule ?? [])).size;
      const title =
        lens.rule !== undefined
          ? vscode.l10n.t('Probe')
          : rules === 1
            ? vscode.l10n.t('Probe 1 rule')
            : vscode.l10n.t('Probe {0} rules', rules);
      const cost = requests.most > 0 ? ` (${vscode.l10n.t('≈ {0} requests', spanWords(requests))})` : '';
      const which = lens.rule === undefined ? [] : [own?.id ?? ''];
      lens.command = commandWith(commands.probeRules, `$(beaker) ${title}${cost}`, document.uri, ...which);
      return lens;
    },
  };
  const fire = () => changed.fire();
  context.subscriptions.push(
    changed,
    deps.settings.codeLens.onChange(fire),
    deps.models.onDidChange(fire),
    vscode.workspace.onDidGrantWorkspaceTrust(fire),
    vscode.languages.registerCodeLensProvider([...personaSelector], provider),
  );
}
