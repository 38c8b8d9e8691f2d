// What tokens each document was last told, so that after an edit only the difference is sent. One list a document; a closed one is forgotten.
import type * as lsp from 'vscode-languageserver-protocol';
import { tokenEdits } from './features/semantic-tokens/encode.ts';

export class TokenHistory {
  readonly #last = new Map<string, { readonly id: string; readonly data: readonly number[] }>();
  readonly #isOpen: (uri: string) => boolean;
  #count = 0;

  constructor(isOpen: (uri: string) => boolean) {
    this.#isOpen = isOpen;
  }

  full(uri: string, data: number[]): lsp.SemanticTokens {
    return { resultId: this.#keep(uri, data), data };
  }

  /** The whole list where `previous` is not what was told last. */
  delta(uri: string, previous: string, data: number[]): lsp.SemanticTokens | lsp.SemanticTokensDelta {
    const last = this.#last.get(uri);
    if (last?.id !== previous) return this.full(uri, data);
    return { resultId: this.#keep(uri, data), edits: tokenEdits(last.data, data) };
  }

  #keep(uri: string, data: readonly number[]): string {
    const id = String(++this.#count);
    for (const known of this.#last.keys()) if (!this.#isOpen(known)) this.#last.delete(known);
    this.#last.set(uri, { id, data });
    return id;
  }
}
