// What the extension consists of, as a list. Each feature is a file with one `registerX(context, deps)`; all is disposed with the context.
import * as vscode from 'vscode';
import { registerAgentFiles } from './agent-files/register-agent-files.ts';
import { registerChat } from './chat/register-chat.ts';
import { makeClient } from './client.ts';
import { registerCopyAsCurl } from './commands/copy-as-curl.ts';
import { registerOpenSamples } from './commands/open-samples.ts';
import { registerServer } from './commands/restart-server.ts';
import { registerSelectModel } from './commands/select-model.ts';
import { registerApiKeys } from './commands/set-api-key.ts';
import { registerShowLog } from './commands/show-log.ts';
import { registerShowRulePage } from './commands/show-rule-page.ts';
import { openConfigs } from './configs.ts';
import type { Deps } from './deps.ts';
import { registerDoctor } from './doctor/register-doctor.ts';
import { registerExplorer } from './explorer/register-explorer.ts';
import { registerFormats } from './formats/register-formats.ts';
import { registerPlayLenses } from './lenses/play-lenses.ts';
import { openModels } from './models/models.ts';
import { registerEndings } from './models/tell-endings.ts';
import { registerNewPersona } from './new-persona/new-persona.ts';
import { openPersonas } from './personas.ts';
import { registerPreview } from './preview/register-preview.ts';
import { registerShowPrompt } from './prompt/show-prompt.ts';
import { openReplies } from './replies.ts';
import { watchSettings } from './settings.ts';
import { registerStatusItem } from './status-item.ts';
import { registerStrategies } from './strategies/register-strategies.ts';
import { registerTalks } from './talks/register-talks.ts';
import { openTalks } from './talks/talks.ts';
import { registerTerminalPath } from './terminal-path.ts';
import { registerThreads } from './threads/register-threads.ts';
import { registerTrust } from './trust.ts';
import type { World } from './world.ts';
import { registerWrite } from './write/register-write.ts';

const features: readonly ((context: vscode.ExtensionContext, deps: Deps) => void)[] = [
  registerShowLog,
  registerTrust,
  registerServer,
  registerStatusItem,
  registerSelectModel,
  registerEndings,
  registerApiKeys,
  registerCopyAsCurl,
  registerDoctor,
  registerChat,
  registerPlayLenses,
  registerShowPrompt,
  registerAgentFiles,
  registerShowRulePage,
  registerNewPersona,
  registerOpenSamples,
  registerPreview,
  registerThreads,
  registerExplorer,
  registerTalks,
  registerStrategies,
  registerWrite,
  registerFormats,
  registerTerminalPath,
];

/** Starts the extension in this world. The result ends what a disposal alone cannot wait for. */
export function start(context: vscode.ExtensionContext, world: World): { stop(): Promise<void> } {
  const log = vscode.window.createOutputChannel('Dramatis', { log: true });
  context.subscriptions.push(log);
  const settings = watchSettings(context);
  const configs = openConfigs(context, settings, world);
  const personas = openPersonas(world, configs);
  const models = openModels(context, settings, configs, personas);
  const client = makeClient(context, log, settings, world, models.lists);
  const talks = openTalks(context, { log, world, settings, configs, personas, models });
  const replies = openReplies(context, log, world);
  const deps: Deps = { log, world, settings, configs, personas, models, talks, replies, client };
  for (const register of features) register(context, deps);
  return { stop: () => client.stop() };
}
