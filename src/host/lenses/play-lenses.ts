// *Play* and *Show prompt* above the header, *Play here* above each dialogue, *Run* above each test. Parsed once a version of the text; off where the user says so.
import * as vscode from 'vscode';
import { commandWith } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { type BlockArgument, type Command, commands } from '../ids.ts';
import { personaSelector } from '../persona-selector.ts';
import { type BlockLens, blockLenses } from './block-lenses.ts';

/** Registers the lenses. */
export function registerPlayLenses(context: vscode.ExtensionContext, deps: Deps): void {
  const changed = new vscode.EventEmitter<void>();
  const cache = new WeakMap<vscode.TextDocument, { version: number; lenses: readonly BlockLens[] }>();

  async function lensesOf(document: vscode.TextDocument): Promise<readonly BlockLens[]> {
    const { parse } = await import('../../lang/parse.ts');
    const known = cache.get(document);
    if (known?.version === document.version) return known.lenses;
    const lenses = blockLenses(parse(document.getText(), document.uri.toString()));
    cache.set(document, { version: document.version, lenses });
    return lenses;
  }

  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      if (!deps.settings.codeLens.read(document.uri)) return [];
      return (await lensesOf(document)).flatMap((lens) => {
        const position = document.positionAt(lens.offset);
        const range = new vscode.Range(position, position);
        return commandsOf(lens, document.uri).map((command) => new vscode.CodeLens(range, command));
      });
    },
  };
  context.subscriptions.push(
    changed,
    deps.settings.codeLens.onChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider([...personaSelector], provider),
  );
}

function commandsOf({ offers, offset }: BlockLens, persona: vscode.Uri): vscode.Command[] {
  const title = (icon: string, words: string) => `$(${icon}) ${words}`;
  const there = (command: Command<BlockArgument>, icon: string, words: string) =>
    commandWith(command, title(icon, words), persona, offset);
  if (offers === 'play') {
    return [
      commandWith(commands.play, title('play', vscode.l10n.t('Play')), persona),
      commandWith(commands.showPrompt, title('list-flat', vscode.l10n.t('Show prompt')), persona),
    ];
  }
  const here = there(commands.playHere, 'comment-discussion', vscode.l10n.t('Play here'));
  if (offers === 'run test') return [there(commands.runTest, 'run', vscode.l10n.t('Run')), here];
  if (offers === 'play scene') return [there(commands.playScene, 'organization', vscode.l10n.t('Play scene')), here];
  return [here];
}
