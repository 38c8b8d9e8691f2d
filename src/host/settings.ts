// The user's settings as small observables: a value now, and an event when it changes. Checks nothing and merges nothing.
import * as vscode from 'vscode';
import type { Endpoint } from '../config/config.ts';
import { readConfig } from '../config/read-config.ts';
import type { UserOverrides, WorkspaceSettings } from '../wire/server-protocol.ts';
import { type FolderSettingId, type SettingValues, settingSection } from './ids.ts';
import { settingValue } from './setting-value.ts';

/** One setting. `read` is cheap; `onChange` fires after the value changed anywhere. */
export interface Setting<Value> {
  read(): Value;
  /** Writes to the user's settings, or to the workspace's where the workspace already says it. */
  write(value: Value): Promise<void>;
  readonly onChange: vscode.Event<vscode.ConfigurationChangeEvent>;
}

/** One that folders of a workspace may set apart, as its scope in `package.json` says. VS Code complains where another is read for a file. */
export interface FolderSetting<Value> extends Omit<Setting<Value>, 'read'> {
  read(file: vscode.Uri): Value;
}

export type Settings = {
  readonly [Id in keyof SettingValues]: Id extends FolderSettingId
    ? FolderSetting<SettingValues[Id]>
    : Setting<SettingValues[Id]>;
};

/** Watches every setting until disposed. */
export function watchSettings(context: vscode.ExtensionContext): Settings {
  function setting<Id extends keyof SettingValues>(id: Id, fallback: SettingValues[Id]) {
    const changed = new vscode.EventEmitter<vscode.ConfigurationChangeEvent>();
    context.subscriptions.push(
      changed,
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settingSection}.${id}`)) changed.fire(event);
      }),
    );
    return {
      read: (file?: vscode.Uri) =>
        settingValue(vscode.workspace.getConfiguration(settingSection, file).get(id), fallback),
      write: async (value: SettingValues[Id]) => {
        const section = vscode.workspace.getConfiguration(settingSection);
        const inWorkspace = section.inspect(id)?.workspaceValue !== undefined;
        await section.update(id, value, !inWorkspace);
      },
      onChange: changed.event,
    };
  }
  return {
    model: setting('model', ''),
    endpoints: setting('endpoints', []),
    severities: setting('severities', {}),
    'prompt.budget': setting('prompt.budget', null),
    'play.userName': setting('play.userName', ''),
    'lint.workspace': setting('lint.workspace', true),
    codeLens: setting('codeLens', true),
    'agentFiles.enabled': setting('agentFiles.enabled', true),
    'budget.requests': setting('budget.requests', 500),
    'budget.confirm': setting('budget.confirm', 100),
    'tests.onSave': setting('tests.onSave', false),
    'probe.onSave': setting('probe.onSave', false),
    'write.fill': setting('write.fill', 'off'),
    terminal: setting('terminal', true),
    'inlayHints.tokens': setting('inlayHints.tokens', true),
    'inlayHints.values': setting('inlayHints.values', false),
    'trace.server': setting('trace.server', 'off'),
  };
}

/** What the settings say over `dramatis.json`, read as that file is; what cannot be meant is left out. */
export function overridesOf(settings: Settings): UserOverrides {
  const promptBudget = settings['prompt.budget'].read() ?? undefined;
  const { config } = readConfig(JSON.stringify({ severities: settings.severities.read(), promptBudget }), '');
  const hints = {
    tokens: settings['inlayHints.tokens'].read(),
    values: settings['inlayHints.values'].read(),
  };
  const agentFiles = settings['agentFiles.enabled'].read();
  return { severities: config.severities, promptBudget: config.promptBudget, hints, agentFiles };
}

/** What is to be done about personas that are not open. Globs that hold only beside another file are left out. */
export function workspaceSettingsOf(settings: Settings): WorkspaceSettings {
  const globs = vscode.workspace.getConfiguration('files').get<Record<string, unknown>>('exclude') ?? {};
  const exclude = Object.keys(globs).filter((glob) => globs[glob] === true);
  return { check: settings['lint.workspace'].read(), exclude };
}

/** The user's own endpoints. A folder's settings cannot add any: the setting belongs to the application. */
export function ownEndpoints(settings: Settings): readonly Endpoint[] {
  return readConfig(JSON.stringify({ endpoints: settings.endpoints.read() }), '').config.endpoints;
}
