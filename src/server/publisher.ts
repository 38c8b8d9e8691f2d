// When diagnostics go out. While typing: structure at once, and of the findings of the last save those that still hold.
// On save and open: everything. Work for a text that has changed again is dropped.
import type * as lsp from 'vscode-languageserver-protocol';
import { LineTable } from '../base/line-table.ts';
import type { Problem } from '../lang/problems.ts';
import { type Documents, type OpenDocument, uriKey } from './documents.ts';
import { toDiagnostics } from './features/diagnostics.ts';
import type { World } from './world.ts';

export interface PublisherDeps {
  readonly documents: Documents;
  readonly world: World;
  send(params: lsp.PublishDiagnosticsParams): void;
  /** Runs work when nothing more urgent waits. */
  later(work: () => void): void;
}

export class Publisher {
  readonly #deps: PublisherDeps;
  /** By document: what the last save found, as `code message`. */
  readonly #saved = new Map<string, ReadonlySet<string>>();
  /** Files beside a persona that were told something: their marks are taken back with it. */
  readonly #beside = new Map<string, Set<string>>();

  constructor(deps: PublisherDeps) {
    this.#deps = deps;
  }

  /** Open or saved: the whole set, and that of kept talks and of `dramatis.json`. */
  publishAll(uri: string): void {
    const { documents } = this.#deps;
    const document = documents.get(uri);
    const checked = document && documents.check(uri, 'save');
    if (!document || !checked) return;
    this.#saved.set(uriKey(uri), new Set(checked.problems.map(fingerprint)));
    this.#send(document, checked.problems);
    const beside = new Map(checked.talks.map((talk) => [talk.uri, talk]));
    const { file } = documents.configFor(uri);
    if (file) beside.set(file.uri, file);
    for (const told of this.#beside.get(uriKey(uri)) ?? []) {
      if (!beside.has(told)) this.#deps.send({ uri: told, diagnostics: [] });
    }
    this.#beside.set(uriKey(uri), new Set(beside.keys()));
    for (const { uri: other, text, problems } of beside.values()) {
      this.#deps.send({ uri: other, diagnostics: this.#diagnostics(other, new LineTable(text), problems) });
    }
  }

  /** Changed: structure now; then what the last save found and still holds. */
  publishTyping(uri: string): void {
    const { documents, later } = this.#deps;
    const document = documents.get(uri);
    const checked = document && documents.check(uri, 'typing');
    if (!document || !checked) return;
    const saved = this.#saved.get(uriKey(uri));
    this.#send(document, checked.problems);
    if (!saved || saved.size === 0) return;
    later(() => {
      if (documents.get(uri) !== document) return;
      const all = documents.check(uri, 'save')?.problems ?? [];
      const cheap = new Set(checked.problems.map(fingerprint));
      this.#send(
        document,
        all.filter((problem) => cheap.has(fingerprint(problem)) || saved.has(fingerprint(problem))),
      );
    });
  }

  /** A closed file keeps no marks, nor do those beside it that no other open persona speaks of. */
  forget(uri: string): void {
    const key = uriKey(uri);
    this.#saved.delete(key);
    this.#deps.send({ uri, diagnostics: [] });
    const mine = this.#beside.get(key) ?? new Set();
    this.#beside.delete(key);
    const others = new Set([...this.#beside.values()].flatMap((set) => [...set]));
    for (const told of mine) if (!others.has(told)) this.#deps.send({ uri: told, diagnostics: [] });
  }

  #send(document: OpenDocument, problems: readonly Problem[]): void {
    const lines = new LineTable(document.text);
    this.#deps.send({
      uri: document.uri,
      version: document.version,
      diagnostics: this.#diagnostics(document.uri, lines, problems),
    });
  }

  #diagnostics(uri: string, lines: LineTable, problems: readonly Problem[]): lsp.Diagnostic[] {
    const { documents, world } = this.#deps;
    return toDiagnostics(uri, lines, problems, {
      pageOf: (code) => world.pageOf(code),
      textOf: (other) => documents.get(other)?.text ?? documents.textOf(uri, other),
    });
  }
}

function fingerprint(problem: Problem): string {
  return `${problem.code} ${problem.message}`;
}
