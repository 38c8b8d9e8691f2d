// When diagnostics go out. While typing: structure at once, and of the findings of the last save those that still hold.
// On save and open: everything. Work for a text that has changed again is dropped.
import type * as lsp from 'vscode-languageserver-protocol';
import { LineTable } from '../base/line-table.ts';
import type { Problem } from '../lang/problems.ts';
import type { CheckedFile } from '../lint/static/check-file.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { toDiagnostics } from './features/diagnostics.ts';
import { inSlices } from './in-slices.ts';
import { movedAlong } from './moved-along.ts';
import { uriKey } from './uri-paths.ts';
import type { World } from './world.ts';

export interface PublisherDeps {
  readonly documents: Documents;
  readonly world: World;
  send(params: lsp.PublishDiagnosticsParams): void;
  /** Runs work when nothing more urgent waits, after so many milliseconds at the earliest. */
  later(work: () => void, ms: number): void;
  /** A mistake of ours, caught where nobody waits for the work. */
  failed(error: unknown): void;
}

/** What takes no longer than this, in milliseconds, gets in nobody's way and follows each key at once. */
const quickly = 10;
/** From so many characters on, looking up names and reading phrases takes longer than a moment when a file is opened. */
const long = 50_000;
/** Of what takes longer the next key is waited for so long: a slice that has begun would keep it waiting. */
const pause = 200;

/** Calls work off once its document has another text. A class: one that is made with each key and has a getter (`lang/home-tree`). */
class UntilItChanges {
  readonly #documents: Documents;
  readonly #document: OpenDocument;

  constructor(documents: Documents, document: OpenDocument) {
    this.#documents = documents;
    this.#document = document;
  }

  get isCancellationRequested(): boolean {
    return this.#documents.get(this.#document.uri) !== this.#document;
  }
}

export class Publisher {
  readonly #deps: PublisherDeps;
  /** By document: what the last save found, as `code message`. */
  readonly #saved = new Map<string, ReadonlySet<string>>();
  /** By document: what was last told that typing does not find, and in which text. */
  readonly #beyond = new Map<string, { readonly text: string; readonly problems: readonly Problem[] }>();
  /** By document: milliseconds that finding everything took. */
  readonly #took = new Map<string, number>();
  /** By document: who looks for what there is; whoever began before does not begin again. */
  readonly #looking = new Map<string, UntilItChanges>();
  /** Files beside a persona that were told something: their marks are taken back with it. */
  readonly #beside = new Map<string, Set<string>>();

  constructor(deps: PublisherDeps) {
    this.#deps = deps;
  }

  /**
   * Open, saved, or with other settings: the whole set, and that of kept talks and of `dramatis.json`. Of a file that was just opened its
   * structure goes out first, and of a long one even before that what its lines show.
   */
  publishAll(uri: string): void {
    const { documents } = this.#deps;
    const document = documents.get(uri);
    if (!document) return;
    const findAll = () => this.#findAll(document, 0, (checked) => this.#tellAll(document, checked));
    const known = this.#saved.has(uriKey(uri));
    if (known || document.text.length < long) {
      if (!known) this.#send(document, documents.check(uri, 'typing'));
      findAll();
      return;
    }
    this.#send(document, documents.checkLines(uri));
    const findTyping = () => documents.findTyping(uri);
    this.#inSlices(document, 0, findTyping, (checked) => {
      this.#send(document, checked);
      findAll();
    });
  }

  /**
   * Changed: structure now, with what was found beyond it moved along; then what the last save found and still holds. Before all was found
   * once, everything there is.
   */
  publishTyping(uri: string): void {
    const { documents } = this.#deps;
    const key = uriKey(uri);
    const document = documents.get(uri);
    const checked = document && documents.check(uri, 'typing');
    if (!document || !checked) return;
    const { text } = document;
    const before = this.#beyond.get(key);
    const beyond = before ? movedAlong(before.problems, uri, before.text, text) : [];
    if (before) this.#beyond.set(key, { text, problems: beyond });
    this.#send(document, checked, [...checked.problems, ...beyond]);
    const saved = this.#saved.get(key);
    if (saved?.size === 0) return;
    const quick = (this.#took.get(key) ?? Number.POSITIVE_INFINITY) <= quickly;
    this.#findAll(document, quick ? 0 : pause, (all) => {
      if (!saved) return this.#tellAll(document, all);
      const cheap = new Set(checked.problems.map(fingerprint));
      const problems = all.problems.filter((one) => cheap.has(fingerprint(one)) || saved.has(fingerprint(one)));
      this.#beyond.set(key, { text, problems: problems.filter((one) => !cheap.has(fingerprint(one))) });
      this.#send(document, all, problems);
    });
  }

  #tellAll(document: OpenDocument, checked: CheckedFile): void {
    const { documents, send } = this.#deps;
    const key = uriKey(document.uri);
    this.#saved.set(key, new Set(checked.problems.map(fingerprint)));
    const cheap = new Set(documents.check(document.uri, 'typing')?.problems.map(fingerprint));
    const beyond = checked.problems.filter((problem) => !cheap.has(fingerprint(problem)));
    this.#beyond.set(key, { text: document.text, problems: beyond });
    this.#send(document, checked);
    const beside = new Map(checked.talks.map((talk) => [talk.uri, talk]));
    const file = documents.configFileFor(document.uri);
    if (file) beside.set(file.uri, file);
    for (const told of this.#beside.get(key) ?? []) {
      if (!beside.has(told)) send({ uri: told, diagnostics: [] });
    }
    this.#beside.set(key, new Set(beside.keys()));
    for (const { uri: other, text, problems } of beside.values()) {
      send({ uri: other, diagnostics: this.#diagnostics(other, new LineTable(text), problems) });
    }
  }

  /** Everything there is to find. */
  #findAll(document: OpenDocument, ms: number, then: (checked: CheckedFile) => void): void {
    const findAll = () => this.#deps.documents.findAll(document.uri);
    this.#inSlices(document, ms, findAll, (checked, took) => {
      this.#took.set(uriKey(document.uri), took);
      then(checked);
    });
  }

  /**
   * `work` in slices, behind what waits already; `then`, with the milliseconds, is not called where the document has changed meanwhile. Where
   * something beside it has, a file that was opened among it, what was found so far does not count, and it is looked for anew.
   */
  #inSlices(
    document: OpenDocument,
    ms: number,
    work: () => Generator<void, CheckedFile | undefined>,
    then: (checked: CheckedFile, took: number) => void,
  ): void {
    const { documents, later, failed } = this.#deps;
    const token = new UntilItChanges(documents, document);
    const key = uriKey(document.uri);
    this.#looking.set(key, token);
    later(() => {
      if (token.isCancellationRequested) return;
      const begin = performance.now();
      void inSlices(work(), token)
        .then((checked) => {
          if (token.isCancellationRequested) return;
          if (checked) then(checked, performance.now() - begin);
          else if (this.#looking.get(key) === token) this.#inSlices(document, 0, work, then);
        })
        .catch(failed);
    }, ms);
  }

  /**
   * A closed file keeps no marks, nor do those beside it that no other open persona speaks of.
   * @param toldElsewhere somebody else tells now what is wrong with the file itself.
   */
  forget(uri: string, toldElsewhere = false): void {
    const key = uriKey(uri);
    this.#saved.delete(key);
    this.#took.delete(key);
    this.#looking.delete(key);
    this.#beyond.delete(key);
    if (!toldElsewhere) this.#deps.send({ uri, diagnostics: [] });
    const mine = this.#beside.get(key) ?? new Set();
    this.#beside.delete(key);
    const others = new Set([...this.#beside.values()].flatMap((set) => [...set]));
    for (const told of mine) if (!others.has(told)) this.#deps.send({ uri: told, diagnostics: [] });
  }

  /** Problems of a file that is not open. */
  tell(uri: string, lines: LineTable, problems: readonly Problem[]): void {
    this.#deps.send({ uri, diagnostics: this.#diagnostics(uri, lines, problems) });
  }

  #send(document: OpenDocument, checked: CheckedFile | undefined, problems = checked?.problems ?? []): void {
    const { uri, version } = document;
    const { tree } = checked ?? {};
    // Where nothing is told nobody has to know where lines begin.
    const lines = () => (tree && tree.text === document.text ? tree.lines : new LineTable(document.text));
    const diagnostics = problems.length === 0 ? [] : this.#diagnostics(uri, lines(), problems);
    this.#deps.send({ uri, version, diagnostics });
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
