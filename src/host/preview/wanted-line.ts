// The line that a panel is to bring into sight: kept until its page has been told. In: an id, and what becomes of the page. Out: the id, once.
import type * as vscode from 'vscode';
import type { LiveTalk } from '../talks/live-talk.ts';

export class WantedLine implements vscode.Disposable {
  readonly #listener: vscode.Disposable;
  #turn: string | undefined;
  #listens = false;

  constructor(panel: vscode.WebviewPanel) {
    this.#listener = panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#listens = false;
    });
  }

  /** Makes the talk show the branch with this line. @returns whether the page is to be told at once; else it will ask by itself. */
  async want(turn: string, talk: LiveTalk | undefined): Promise<boolean> {
    if (!talk?.state.tree.some(({ id }) => id === turn)) return false;
    if (!talk.state.turns.some(({ id }) => id === turn)) await talk.run({ type: 'go', turn, onward: true });
    this.#turn = turn;
    return this.#listens;
  }

  /** The page has asked for all there is, and hears from now on until it is hidden. */
  heard<T>(answer: T): T {
    this.#listens = true;
    return answer;
  }

  /** For one snapshot. */
  take(): { readonly look?: string } {
    const look = this.#turn;
    this.#turn = undefined;
    return look === undefined ? {} : { look };
  }

  dispose(): void {
    this.#listener.dispose();
  }
}
