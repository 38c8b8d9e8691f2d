// Origins that the user allowed a folder's endpoints to use. Asks once, in a modal; a folder can neither answer nor see the answer.
import * as vscode from 'vscode';

const stateKey = 'dramatis.confirmedOrigins';

export interface ConfirmedOrigins {
  all(): readonly string[];
  add(origin: string): Promise<void>;
  /** Takes the yes back: the next use asks again. */
  remove(origin: string): Promise<void>;
  /** True when allowed before or now. Two questions about one origin at a time are one. */
  ask(origin: string, endpoint: string): Promise<boolean>;
}

/** Kept for this user across folders and windows. */
export function openConfirmedOrigins(context: vscode.ExtensionContext): ConfirmedOrigins {
  const open = new Map<string, Promise<boolean>>();
  const all = () => context.globalState.get<readonly string[]>(stateKey, []);

  async function add(origin: string): Promise<void> {
    if (!all().includes(origin)) await context.globalState.update(stateKey, [...all(), origin]);
  }

  async function question(origin: string, endpoint: string): Promise<boolean> {
    const allow = vscode.l10n.t('Allow');
    const message = vscode.l10n.t('Send personas and talks to {0}?', origin);
    const detail = vscode.l10n.t(
      'The endpoint “{0}” comes from a dramatis.json of this folder, not from your settings. If you allow it, what you play is sent there, with the key you stored for this address, if any. You are asked once for each address.',
      endpoint,
    );
    const picked = await vscode.window.showWarningMessage(message, { modal: true, detail }, allow);
    if (picked !== allow) return false;
    await add(origin);
    return true;
  }

  return {
    all,
    add,
    async remove(origin) {
      await context.globalState.update(
        stateKey,
        all().filter((each) => each !== origin),
      );
    },
    async ask(origin, endpoint) {
      if (all().includes(origin)) return true;
      const asked = open.get(origin) ?? question(origin, endpoint).finally(() => open.delete(origin));
      open.set(origin, asked);
      return asked;
    },
  };
}
