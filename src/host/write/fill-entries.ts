// Words at the cursor from the chosen model, as inline completions. Off unless switched on; by itself only where the setting says so. In: a document, a
// position. Out: one completion that reads as the language there, or none. A cancelled one ends its request at once.
import * as vscode from 'vscode';
import type { FillPlace } from '../../write/fill/fill-entry.ts';
import type { Deps } from '../deps.ts';
import { languageId } from '../ids.ts';

/** Tokens of one answer. */
const maxTokens = 400;
/** Milliseconds without a key before it asks by itself. */
const pauseMs = 600;

/** Registers the provider. */
export function registerFillEntries(context: vscode.ExtensionContext, deps: Deps): void {
  const provider = fillProvider(deps);
  context.subscriptions.push(vscode.languages.registerInlineCompletionItemProvider({ language: languageId }, provider));
}

/** Asks nobody before the setting, the trust of the folder and the place allow it. */
export function fillProvider(deps: Deps): vscode.InlineCompletionItemProvider {
  return {
    async provideInlineCompletionItems(document, position, { triggerKind, selectedCompletionInfo }, token) {
      const wish = deps.settings['write.fill'].read();
      const asked = triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
      if (wish === 'off' || (!asked && wish !== 'as I type') || selectedCompletionInfo) return [];
      if (!vscode.workspace.isTrusted) return [];
      const { fillPlace } = await import('../../write/fill/fill-entry.ts');
      const place = fillPlace(document.getText(), document.uri.toString(), document.offsetAt(position));
      if (!place || (!asked && (await cancelledWithin(token)))) return [];
      const stop = new AbortController();
      const listening = token.onCancellationRequested(() => stop.abort());
      try {
        const words = await filled(document.uri, place, stop.signal, deps);
        return words === undefined || token.isCancellationRequested
          ? []
          : [new vscode.InlineCompletionItem(words, new vscode.Range(position, position))];
      } catch (error) {
        // Nobody asked for a message box while typing: the command says what is missing.
        deps.log.debug(`Nothing filled in: ${error instanceof Error ? error.message : String(error)}`);
        return [];
      } finally {
        listening.dispose();
      }
    },
  };
}

async function filled(uri: vscode.Uri, place: FillPlace, signal: AbortSignal, deps: Deps): Promise<string | undefined> {
  const [{ fillMessages, readFill }, { readyToWrite, seeded }, { problemsOf }] = await Promise.all([
    import('../../write/fill/fill-entry.ts'),
    import('./ready-to-write.ts'),
    import('./make-input.ts'),
  ]);
  const ready = seeded(await readyToWrite(uri, deps), ['fill', place.text, String(place.offset)]);
  if (signal.aborted) return undefined;
  const messages = fillMessages(place, ready.deps.random);
  for await (const event of ready.deps.model.chat({ messages, maxTokens, temperature: 0.3 }, signal)) {
    if (signal.aborted) return undefined;
    if (event.type === 'failed') deps.log.debug(`Nothing filled in: ${event.failure.message}`);
    if (event.type !== 'done') continue;
    // What lint would underline the moment it stands there is no help.
    const source = await deps.personas.sourceFor(uri);
    const find = await problemsOf(uri, source, ready.deps.measures, 'save', deps);
    return readFill(event.replies[0]?.text ?? '', place, find);
  }
  return undefined;
}

/** Waits for a pause in typing. */
function cancelledWithin(token: vscode.CancellationToken): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), pauseMs);
    const listening = token.onCancellationRequested(() => done(true));
    const done = (cancelled: boolean) => {
      clearTimeout(timer);
      listening.dispose();
      resolve(cancelled || token.isCancellationRequested);
    };
  });
}
