// What a channel needs of a webview: a wire both ways, and a timer. Knows nothing of what is said over it.
import type * as vscode from 'vscode';
import type { Wire } from '../../wire/channel.ts';

/** Time for the channel's answers. */
export const panelTimer = {
  after(ms: number, run: () => void) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};

/** Messages of one webview. */
export function wireOf(webview: vscode.Webview): Wire {
  return {
    post: (message) => void webview.postMessage(message),
    listen(receive) {
      const listening = webview.onDidReceiveMessage(receive);
      return () => listening.dispose();
    },
  };
}
