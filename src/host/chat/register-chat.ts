// Personas in VS Code's own chat: as models, and as the participant `@persona`. Registers both ids; what answers is loaded when it is asked.
import * as vscode from 'vscode';
import type { Deps } from '../deps.ts';
import { participant, personaVendor } from '../ids.ts';
import { requireTrust } from '../trust.ts';
import type { PersonaModels } from './persona-models.ts';
import type { PersonaParticipant } from './persona-participant.ts';

/** Registers model provider and participant, where this VS Code has them. */
export function registerChat(context: vscode.ExtensionContext, deps: Deps): void {
  registerPersonaModels(context, deps);
  let answering: Promise<PersonaParticipant> | undefined;
  const participating = vscode.chat.createChatParticipant(participant, async (request, chat, stream, token) => {
    answering ??= import('./persona-participant.ts').then((module) => new module.PersonaParticipant(deps));
    return (await answering).answer(request, chat.history, stream, token);
  });
  participating.iconPath = new vscode.ThemeIcon('comment-discussion');
  participating.followupProvider = {
    provideFollowups: ({ metadata }) =>
      metadata?.['turn'] === undefined
        ? []
        : [{ prompt: '', command: 'why', label: vscode.l10n.t('How did its rules fare?') }],
  };
  context.subscriptions.push(participating);
}

function registerPersonaModels(context: vscode.ExtensionContext, deps: Deps): void {
  const changed = new vscode.EventEmitter<void>();
  const fire = () => changed.fire();
  let answering: Promise<PersonaModels> | undefined;
  /** Files are watched only once somebody has asked who there is. */
  const personas = () => {
    answering ??= import('./persona-models.ts').then((module) => {
      const watcher = vscode.workspace.createFileSystemWatcher('**/*.persona');
      context.subscriptions.push(
        watcher,
        watcher.onDidCreate(fire),
        watcher.onDidDelete(fire),
        watcher.onDidChange(fire),
      );
      return new module.PersonaModels(deps, changed.event);
    });
    return answering;
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidGrantWorkspaceTrust(fire),
    vscode.lm.registerLanguageModelChatProvider(personaVendor, {
      onDidChangeLanguageModelChatInformation: changed.event,
      async provideLanguageModelChatInformation() {
        return vscode.workspace.isTrusted ? (await personas()).provideLanguageModelChatInformation() : [];
      },
      async provideLanguageModelChatResponse(...asked) {
        requireTrust();
        await (await personas()).provideLanguageModelChatResponse(...asked);
      },
      async provideTokenCount(model, text) {
        return (await personas()).provideTokenCount(model, text);
      },
    }),
  );
}
