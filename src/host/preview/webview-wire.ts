// A webview as one end of a channel, and the timer its questions wait by. Knows nothing of what is said.
import type * as vscode from 'vscode';
import type { Timer, Wire } from '../../wire/channel.ts';

/** Real time. */
export const timer: Timer = {
  after(ms: number, run: () => void) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};

/** Messages to and from a page. */
export function webviewWire(webview: vscode.Webview): Wire {
  return {
    post: (message) => void webview.postMessage(message),
    listen(receive) {
      const listening = webview.onDidReceiveMessage(receive);
      return () => listening.dispose();
    },
  };
}
