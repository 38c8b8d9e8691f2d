// *Play here*: an example, scene or test goes on as a talk between the lines of the file, in a comment thread below the block.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { registerCommand } from '../commands/register-command.ts';
import type { Deps } from '../deps.ts';
import { commands, threadController } from '../ids.ts';
import { personaInFocus } from '../persona-in-focus.ts';
import { PersonaWatch } from '../talks/persona-watch.ts';
import { requireTrust } from '../trust.ts';
import { dialogueAt } from './dialogue-at.ts';
import type { PlayThread } from './play-thread.ts';

/** Registers the comment controller and the commands of its threads. */
export function registerThreads(context: vscode.ExtensionContext, deps: Deps): void {
  const controller = vscode.comments.createCommentController(threadController, 'Dramatis');
  controller.options = { prompt: vscode.l10n.t('Say something'), placeHolder: vscode.l10n.t('Say something…') };
  const open = new Map<vscode.CommentThread, PlayThread>();
  context.subscriptions.push(controller, {
    dispose() {
      for (const thread of open.values()) thread.dispose();
    },
  });

  const found = (thread: vscode.CommentThread | undefined) => {
    const known = thread ? open.get(thread) : [...open.values()].at(-1);
    if (!known) throw new UserError(vscode.l10n.t('This conversation has ended. Use Play here to begin another.'));
    return known;
  };

  const close = (playing: PlayThread) => {
    open.delete(playing.thread);
    playing.dispose();
  };

  registerCommand(context, deps.log, commands.playHere, async (persona, offset) => {
    const uri = personaInFocus(persona);
    requireTrust();
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = vscode.window.activeTextEditor;
    const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : 0;
    const watch = new PersonaWatch(uri, deps);
    const { playing } = await watch.read();
    const dialogue = playing && dialogueAt(playing.persona, offset ?? cursor);
    if (!dialogue) {
      watch.dispose();
      throw new UserError(vscode.l10n.t('Put the cursor into an example, scene or test first.'));
    }
    const end = document.positionAt(dialogue.origin.range.end);
    const last = document.lineAt(end.line);
    const range = new vscode.Range(end.line, 0, end.line, last.range.end.character);
    for (const known of open.values()) {
      if (known.uri.toString() === uri.toString() && known.thread.range?.end.line === end.line) close(known);
    }
    const { openingOf, valuesGiven } = await import('../../play/opening.ts');
    const [talk, module, { panelWords }] = await Promise.all([
      deps.talks.begin(uri, playing, valuesGiven(dialogue)),
      import('./play-thread.ts'),
      import('../preview/panel-words.ts'),
    ]);
    const thread = controller.createCommentThread(uri, range, []);
    thread.canReply = true;
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    thread.label = dialogue.title?.value
      ? vscode.l10n.t('{0}: {1}', playing.persona.name, dialogue.title.value)
      : playing.persona.name;
    open.set(thread, new module.PlayThread(thread, talk, watch, panelWords()));
    // The thread takes room below its line: with the line near the top it is in sight.
    vscode.window.visibleTextEditors
      .find((visible) => visible.document === document)
      ?.revealRange(new vscode.Range(Math.max(0, end.line - 4), 0, end.line, 0), vscode.TextEditorRevealType.AtTop);
    await talk.run({
      type: 'begin',
      opening: openingOf(playing.persona, dialogue, undefined, { user: talk.state.user }),
    });
  });

  registerCommand(context, deps.log, commands.threadSend, async (reply) => {
    const text = reply?.text.trim();
    if (text) await found(reply?.thread).run({ type: 'say', text });
  });
  registerCommand(context, deps.log, commands.threadRetry, (thread) => found(thread).run({ type: 'retry' }));
  registerCommand(context, deps.log, commands.threadStop, (thread) => found(thread).talk.stop());
  registerCommand(context, deps.log, commands.threadSaveAs, async (thread) => {
    const { uri, talk } = found(thread);
    const [{ saveTalkAs }, { castOf }] = await Promise.all([
      import('../talks/save-talk-as.ts'),
      import('../preview/more/save-as.ts'),
    ]);
    return saveTalkAs(uri, talk.state.turns, castOf(talk.state.persona));
  });
  registerCommand(context, deps.log, commands.threadClose, (thread) => close(found(thread)));
  registerCommand(context, deps.log, commands.threadOpen, async (thread) => {
    const playing = found(thread);
    await playing.talk.settle(true);
    const { id, persona } = playing.talk.state;
    close(playing);
    const summary = { id, persona: persona.name, personaUri: playing.uri.toString(), turns: 0 };
    await vscode.commands.executeCommand(commands.openTalk.id, summary);
  });
}
