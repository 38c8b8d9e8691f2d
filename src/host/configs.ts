// `dramatis.json` for a file, with the user's settings over it. Cached by folder until a file changes; in an untrusted workspace, the defaults.
import * as vscode from 'vscode';
import { type Config, defaultConfig } from '../config/config.ts';
import { configFileName, findConfig } from '../config/find-config.ts';
import { mergeSettings } from '../config/merge-settings.ts';
import { readConfig } from '../config/read-config.ts';
import { overridesOf, type Settings } from './settings.ts';
import type { World } from './world.ts';

/** The configuration of files. */
export interface Configs {
  /** Never rejects: what cannot be read counts as not there; what is wrong in it is shown in the file itself. */
  configFor(uri: vscode.Uri): Promise<Config>;
  /** A `dramatis.json`, a setting or the trust changed. */
  readonly onDidChange: vscode.Event<void>;
}

/** Finds, reads and watches configuration files. */
export function openConfigs(context: vscode.ExtensionContext, settings: Settings, world: World): Configs {
  const changed = new vscode.EventEmitter<void>();
  const byFolder = new Map<string, Promise<Config | undefined>>();
  const forget = () => {
    byFolder.clear();
    changed.fire();
  };
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${configFileName}`);
  context.subscriptions.push(
    changed,
    watcher,
    watcher.onDidChange(forget),
    watcher.onDidCreate(forget),
    watcher.onDidDelete(forget),
    vscode.workspace.onDidGrantWorkspaceTrust(forget),
    settings.severities.onChange(forget),
    settings['prompt.budget'].onChange(forget),
  );

  /** Of all files of one folder, which share what is above them. */
  function nearest(uri: vscode.Uri): Promise<Config | undefined> {
    const folder = vscode.Uri.joinPath(uri, '..').toString();
    const known = byFolder.get(folder) ?? find(uri, world);
    byFolder.set(folder, known);
    return known;
  }

  return {
    async configFor(uri) {
      const readable = vscode.workspace.isTrusted && world.reads(uri);
      const config = readable ? await nearest(uri) : undefined;
      return mergeSettings(config ?? defaultConfig, overridesOf(settings));
    },
    onDidChange: changed.event,
  };
}

/** The nearest configuration above a file; undefined where there is none. */
async function find(uri: vscode.Uri, world: World): Promise<Config | undefined> {
  const file = findConfig(uri.toString(), await world.openConfigSource(uri));
  return file && readConfig(file.text, file.folder).config;
}
