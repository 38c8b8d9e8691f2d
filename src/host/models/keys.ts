// API keys in the editor's secret storage, one an origin. A key leaves here only for the origin it was stored for, and is never logged.
import * as vscode from 'vscode';

const prefix = 'dramatis.key:';

export interface Keys {
  /** The key for an origin (`https://api.openai.com`), or undefined. */
  get(origin: string): Promise<string | undefined>;
  set(origin: string, key: string): Promise<void>;
  forget(origin: string): Promise<void>;
  /** Origins that have a key. */
  origins(): Promise<readonly string[]>;
  readonly onDidChange: vscode.Event<void>;
}

/** The keys of this user on this machine. */
export function openKeys(context: vscode.ExtensionContext): Keys {
  const changed = new vscode.EventEmitter<void>();
  context.subscriptions.push(
    changed,
    context.secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) changed.fire();
    }),
  );
  return {
    get: async (origin) => context.secrets.get(prefix + origin),
    set: async (origin, key) => context.secrets.store(prefix + origin, key),
    forget: async (origin) => context.secrets.delete(prefix + origin),
    origins: async () => {
      const all = await context.secrets.keys();
      return all.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    },
    onDidChange: changed.event,
  };
}
