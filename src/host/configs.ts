// `dramatis.json` for a file, with the user's settings over it. Cached by folder until a file changes; in an untrusted workspace, the defaults.
import * as vscode from 'vscode';
import { type Config, defaultConfig } from '../config/config.ts';
import { configFileName } from '../config/find-config.ts';
import { mergeSettings } from '../config/merge-settings.ts';
import { readConfig } from '../config/read-config.ts';
import { overridesOf, type Settings } from './settings.ts';

/** The configuration of files. */
export interface Configs {
  /** Never rejects: what cannot be read counts as not there; what is wrong in it is shown in the file itself. */
  configFor(uri: vscode.Uri): Promise<Config>;
  /** A `dramatis.json`, a setting or the trust changed. */
  readonly onDidChange: vscode.Event<void>;
}

/** Finds, reads and watches configuration files. */
export function openConfigs(context: vscode.ExtensionContext, settings: Settings): Configs {
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

  async function nearest(folder: vscode.Uri): Promise<Config | undefined> {
    const key = folder.toString();
    const known = byFolder.get(key);
    if (known) return known;
    const parent = vscode.Uri.joinPath(folder, '..');
    const found = readIn(folder).then(async (config) => {
      return config ?? (parent.path === folder.path ? undefined : nearest(parent));
    });
    byFolder.set(key, found);
    return found;
  }

  return {
    async configFor(uri) {
      const readable = vscode.workspace.isTrusted && uri.scheme !== 'untitled';
      const config = readable ? await nearest(vscode.Uri.joinPath(uri, '..')) : undefined;
      return mergeSettings(config ?? defaultConfig, overridesOf(settings, uri));
    },
    onDidChange: changed.event,
  };
}

/** The configuration in a folder; undefined where there is no such file. */
async function readIn(folder: vscode.Uri): Promise<Config | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, configFileName));
  } catch {
    return undefined;
  }
  return readConfig(new TextDecoder().decode(bytes), folder.toString()).config;
}
