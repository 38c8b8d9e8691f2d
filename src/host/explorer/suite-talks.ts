// The talks of tests and probes: each one a read-only document, and, when wanted, a talk in the store with which the preview goes on.
// Keeps the last talks of each persona while the window lives.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { CaseResult, CaseRun } from '../../suite/events.ts';
import { commandWith, registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, talkScheme } from '../ids.ts';
import { talkWords } from './result-words.ts';
import { type TalkDocument, talkDocument } from './talk-document.ts';
import { eventsOfRun } from './talk-records.ts';

interface KnownTalk {
  readonly persona: vscode.Uri;
  readonly name: string;
  readonly result: CaseResult;
  readonly run: CaseRun;
}

export interface SuiteTalks {
  /** From now on the talks of this result can be shown; those of an older result of the same case are replaced. */
  take(persona: vscode.Uri, name: string, result: CaseResult): void;
  /** Where a talk is shown: the reply that failed first, else its beginning. */
  locate(persona: vscode.Uri, talk: string): vscode.Location | undefined;
}

/** Registers the documents, their lens, and both commands. */
export function registerSuiteTalks(
  context: vscode.ExtensionContext,
  deps: Pick<Deps, 'log' | 'talks' | 'world'>,
): SuiteTalks {
  const known = new Map<string, KnownTalk>();
  const changed = new vscode.EventEmitter<vscode.Uri>();

  const documentOf = ({ name, result, run }: KnownTalk): TalkDocument => talkDocument(name, result, run, talkWords());

  const talkOf = (uri: vscode.Uri | undefined): KnownTalk => {
    const found = uri && known.get(keyOf(uri));
    if (found) return found;
    throw new UserError(vscode.l10n.t('This talk is from an earlier window. Run the test or probe again.'));
  };

  async function goOn({ persona, name, result, run }: KnownTalk): Promise<void> {
    const id = deps.world.newId();
    const store = await deps.talks.store();
    const header = { id, persona: name, personaUri: persona.toString(), personaHash: result.prompt };
    let failure: unknown;
    const { recorder } = await import('../../play/recorder.ts');
    const keep = recorder(header, {
      store,
      clock: { now: deps.world.now },
      onFailure: (error) => {
        failure = error;
      },
    });
    for (const event of eventsOfRun(run)) keep.take(event);
    await keep.flush();
    if (failure) throw failure;
    const summary = { id, persona: name, personaUri: persona.toString(), turns: run.turns.length };
    await vscode.commands.executeCommand(commands.openTalk.id, summary);
  }

  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent(uri) {
      const talk = known.get(keyOf(uri));
      return talk
        ? documentOf(talk).text
        : vscode.l10n.t('This talk is from an earlier window. Run the test or probe again.');
    },
  };
  const lenses: vscode.CodeLensProvider = {
    provideCodeLenses({ uri }) {
      if (!known.has(keyOf(uri))) return [];
      const title = `$(open-preview) ${vscode.l10n.t('Go on in the preview')}`;
      return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), commandWith(commands.continueTalk, title, uri))];
    },
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(talkScheme, provider),
    vscode.languages.registerCodeLensProvider({ scheme: talkScheme }, lenses),
  );

  registerCommand(context, deps.log, commands.showTalk, async (place) => {
    if (!(place instanceof vscode.Location)) return;
    talkOf(place.uri);
    const document = await vscode.workspace.openTextDocument(place.uri);
    await vscode.window.showTextDocument(document, { selection: place.range, viewColumn: vscode.ViewColumn.Beside });
  });
  registerCommand(context, deps.log, commands.continueTalk, (talk) =>
    goOn(talkOf(talk ?? vscode.window.activeTextEditor?.document.uri)),
  );

  return {
    take(persona, name, result) {
      for (const run of result.runs) {
        const uri = uriOf(persona, result.case.title, run.talk);
        known.set(keyOf(uri), { persona, name, result, run });
        changed.fire(uri);
      }
    },
    locate(persona, talk) {
      const found = known.get(keyFor(persona, talk));
      if (!found) return undefined;
      const turn = found.run.checks.find(({ state, counts }) => state === 'failed' && counts)?.turn ?? '';
      const line = documentOf(found).lines.get(turn) ?? 0;
      return new vscode.Location(uriOf(persona, found.result.case.title, talk), new vscode.Position(line, 0));
    },
  };
}

/** `dramatis-talk:/<title>.md?…`: Markdown by its ending; the tab shows the title. */
function uriOf(persona: vscode.Uri, title: string, talk: string): vscode.Uri {
  const name =
    title
      .replace(/[/\\?#]/g, ' ')
      .slice(0, 60)
      .trim() || 'talk';
  return vscode.Uri.from({ scheme: talkScheme, path: `/${name}.md`, query: keyFor(persona, talk) });
}

function keyFor(persona: vscode.Uri, talk: string): string {
  return new URLSearchParams({ persona: persona.toString(), talk }).toString();
}

function keyOf(talk: vscode.Uri): string {
  return talk.query;
}
