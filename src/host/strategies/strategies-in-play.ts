// The library that one panel plays with: chosen once, read anew for each reply, so that what is approved meanwhile counts at once. In: a choice. Out: what
// the talk is given, and what the panel shows of it. It holds until it is ended, or the panel is closed.
import * as vscode from 'vscode';
import type { StrategyLibrary } from '../../play/strategies/advise.ts';
import type { PanelStatus } from '../../wire/preview-protocol.ts';
import { showFile } from '../preview/panel-actions.ts';
import { pickLibrary, readLibrary } from './strategy-files.ts';

export class StrategiesInPlay {
  #library: vscode.Uri | undefined;

  /** `given`: not to be asked for. False where the user thought better of it. */
  async choose(persona: vscode.Uri, given?: vscode.Uri): Promise<boolean> {
    const picked = given ?? (await pickLibrary(persona));
    if (picked) this.#library = picked;
    return picked !== undefined;
  }

  /** What the panel asks of it. `later`: does what takes its time; `changed`: the panel shows something else now. */
  handlers(later: (work: () => Promise<unknown>) => undefined, changed: () => Promise<void>) {
    return {
      openStrategies: () => later(async () => this.#library && showFile(this.#library)),
      endStrategies: () => {
        this.#library = undefined;
        return later(changed);
      },
    };
  }

  /** Tells of each edit of the library. */
  watch(changed: () => Promise<void>): vscode.Disposable {
    return vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() === this.#library?.toString()) void changed();
    });
  }

  /** What the next reply may be given; undefined: no library is in play. */
  async now(): Promise<StrategyLibrary | undefined> {
    return this.#library && readLibrary(this.#library);
  }

  async shown(): Promise<PanelStatus['strategies']> {
    const library = await this.now();
    if (!library) return undefined;
    const approved = library.strategies.filter(({ status }) => status === 'approved').length;
    return { name: library.name, approved, of: library.strategies.length };
  }
}
