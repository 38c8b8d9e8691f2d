// All personas of the workspace's folders: read in the background, linked, checked as typing checks, and followed from then on. Keeps what each
// says of itself and of others, and no text and no tree. In: what the editor says happened. Out: diagnostics of files that are not open.
import { LineTable } from '../../base/line-table.ts';
import { checkFile } from '../../lint/static/check-file.ts';
import type { WorkspaceSettings } from '../../wire/server-protocol.ts';
import type { Documents } from '../documents.ts';
import { factsOf } from '../facts-of.ts';
import { inSlices } from '../in-slices.ts';
import { uriKey } from '../uri-paths.ts';
import type { FileFacts, WorkspaceFiles } from '../workspace-files.ts';
import type { Personas, World } from '../world.ts';
import { FactsIndex } from './facts-index.ts';
import { quickFacts } from './quick-facts.ts';
import { SharedReading } from './shared-reading.ts';

export interface WorkspaceDeps {
  readonly documents: Documents;
  readonly world: World;
  /** Tells what was found in a file that is not open. */
  publish(uri: string, lines: LineTable, problems: ReturnType<typeof checkFile>['problems']): void;
  /** Begins to show that work is going on. */
  progress(): Progress;
  /** A mistake of ours, caught where nobody waits for the work. */
  failed(error: unknown): void;
}

export interface Progress {
  /** @param share 0..1 of all there is to do. */
  report(share: number, what: string): void;
  done(): void;
}

/** Milliseconds without a key before the files that depend on what was typed are checked again. */
const rest = 120;

/** Files that a persona is, or that change what is found in one. */
const followed = /(\.(persona|md|txt|csv|talk\.jsonl)|\/dramatis\.json|\/\.gitignore)$/;

export class Workspace implements WorkspaceFiles {
  readonly #deps: WorkspaceDeps;
  readonly #index = new FactsIndex();
  /** Open personas whose facts are not known as they stand now. */
  readonly #edited = new Set<string>();
  /** Files that were told problems and are not open. */
  readonly #marked = new Set<string>();
  /** Files to be checked again, by key. */
  readonly #waiting = new Set<string>();
  #settings: WorkspaceSettings = { check: true, exclude: [] };
  #personas: readonly Personas[] = [];
  /** Texts of the round that is going on. */
  #texts = new Map<string, string>();
  #run = { isCancellationRequested: false };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #askers: (() => void)[] = [];
  /** False while the folders are being read. */
  complete = false;

  constructor(deps: WorkspaceDeps) {
    this.#deps = deps;
  }

  /** Reads everything anew. In a workspace that is not trusted nothing is read. Resolves when all is told, or another round has begun. */
  async start(settings = this.#settings): Promise<void> {
    this.#settings = settings;
    const run = this.#begin();
    const { folders, trusted } = this.#deps.documents;
    const progress = trusted && folders.length > 0 ? this.#deps.progress() : undefined;
    try {
      const { world } = this.#deps;
      const found = trusted ? folders.map((folder) => world.personasIn(folder, settings.exclude)) : [];
      const personas = await Promise.all(found);
      if (run.isCancellationRequested) return;
      this.#personas = personas;
      await inSlices(this.#readAll(), run);
      if (run.isCancellationRequested) return;
      this.#completed();
      progress?.report(0.3, 'checking');
      if (settings.check) await inSlices(this.#check([...this.#texts.keys()], progress), run);
      else for (const key of this.#marked) this.#tell(key, '', []);
    } catch (error) {
      this.#deps.failed(error);
    } finally {
      if (!run.isCancellationRequested) {
        this.#texts.clear();
        this.#completed();
      }
      progress?.done();
    }
  }

  /** Ends what goes on. */
  stop(): void {
    this.#run.isCancellationRequested = true;
    clearTimeout(this.#timer);
  }

  whenComplete(): Promise<void> {
    return this.complete ? Promise.resolve() : new Promise((known) => void this.#askers.push(known));
  }

  *all(): Generator<FileFacts> {
    this.#learn();
    yield* this.#index.all();
  }

  get(uri: string): FileFacts | undefined {
    this.#learn();
    return this.#index.get(uriKey(uri));
  }

  namedBy(uri: string): readonly FileFacts[] {
    this.#learn();
    return [...this.#index.namedBy(uriKey(uri))].flatMap((key) => this.#index.get(key) ?? []);
  }

  textOf(uri: string): string | undefined {
    return this.#textOf(uriKey(uri));
  }

  /** A persona was opened, or edited. */
  edited(uri: string): void {
    const key = uriKey(uri);
    this.#edited.add(key);
    this.#marked.delete(key);
    this.#checkLater([key], false);
  }

  /** A persona was closed: what the disk says holds again. True: its marks are told here. */
  closed(uri: string): boolean {
    const key = uriKey(uri);
    this.#edited.delete(key);
    const here = this.#refresh(key);
    this.#checkLater([key], false);
    if (!here || !this.#settings.check) return false;
    // What the editor was told of it until now goes when it is checked, also where nothing is wrong with it.
    this.#marked.add(key);
    return true;
  }

  /** Files came, went or changed on disk. */
  changed(uris: readonly string[]): void {
    if (uris.some((uri) => /\/(dramatis\.json|\.gitignore)$/.test(uri))) {
      void this.start();
      return;
    }
    const keys = uris.map(uriKey);
    for (const key of keys) if (key.endsWith('.persona') && !this.#isOpen(key)) this.#refresh(key);
    this.#checkLater(keys, true);
  }

  /**
   * What an editor says of files, which of a folder that is gone names the folder alone.
   * @returns the same, with what is known to have been in it in its place; nothing for what no persona has to do with.
   */
  withFolders(uris: readonly string[]): readonly string[] {
    const files = uris.filter((uri) => followed.test(uri));
    if (files.length === uris.length) return uris;
    this.#learn();
    const folders = new Set(uris.filter((uri) => !followed.test(uri)).map(uriKey));
    return [...new Set([...files, ...this.#index.within(folders)])];
  }

  #begin(): { isCancellationRequested: boolean } {
    this.stop();
    this.#run = { isCancellationRequested: false };
    this.complete = false;
    this.#waiting.clear();
    this.#texts = new Map();
    return this.#run;
  }

  #completed(): void {
    this.complete = true;
    for (const known of this.#askers.splice(0)) known();
  }

  *#readAll(): Generator<void, void> {
    const gone = new Set(this.#index.keys());
    for (const personas of this.#personas) {
      for (const key of personas.uris()) {
        const text = this.#isOpen(key) ? undefined : personas.textOf(key);
        gone.delete(key);
        if (text !== undefined) {
          this.#texts.set(key, text);
          this.#index.put(key, quickFacts(text, key));
        }
        yield;
      }
    }
    for (const key of gone) if (!this.#isOpen(key)) this.#forget(key);
  }

  /** @param keys of files that are checked unless they are open. */
  *#check(keys: readonly string[], progress?: Progress): Generator<void, void> {
    const { world, documents } = this.#deps;
    const { folders, overrides, agentFiles } = documents;
    const shared = new SharedReading({ world, folders, overrides, agentFiles, textOf: (key) => this.#textOf(key) });
    let told = 0;
    for (const [at, key] of keys.entries()) {
      if (!this.#isOpen(key)) this.#checkOne(key, shared);
      if (progress && at - told >= 250) {
        progress.report(0.3 + (0.7 * at) / keys.length, `checking ${at} of ${keys.length}`);
        told = at;
      }
      yield;
    }
  }

  #checkOne(key: string, shared: SharedReading): void {
    const text = this.#textOf(key);
    if (text === undefined) return;
    const { measures } = this.#deps.documents;
    const { tree, problems } = checkFile({ text, uri: key, ...shared.of(key), measures, talks: [] }, 'typing');
    if (problems.length === 0 && !this.#marked.has(key)) return;
    // Where something is misspelt, the whole tree knows better what files are meant.
    if (problems.length > 0) this.#index.put(key, factsOf(tree));
    this.#tell(key, text, problems);
  }

  #tell(key: string, text: string, problems: ReturnType<typeof checkFile>['problems']): void {
    if (problems.length > 0) this.#marked.add(key);
    else this.#marked.delete(key);
    this.#deps.publish(key, new LineTable(text), problems);
  }

  /** Facts of a file that is not open, from the disk. False: it does not belong to the workspace, or is gone. */
  #refresh(key: string): boolean {
    const personas = this.#personas.find((each) => each.includes(key));
    const text = personas?.textOf(key);
    if (text === undefined) {
      this.#forget(key);
      return false;
    }
    this.#index.put(key, quickFacts(text, key));
    this.#waiting.add(key);
    return true;
  }

  #forget(key: string): void {
    this.#index.remove(key);
    if (this.#marked.has(key)) this.#tell(key, '', []);
  }

  /** Facts of open personas as they stand now: worked out when somebody asks. */
  #learn(): void {
    for (const key of this.#edited) {
      const tree = this.#deps.documents.check(key, 'typing')?.tree;
      if (tree) this.#index.put(key, factsOf(tree));
    }
    this.#edited.clear();
  }

  /** What depends on these is checked once nothing has happened for a moment. @param now without waiting. */
  #checkLater(keys: readonly string[], now: boolean): void {
    if (!this.#settings.check) return;
    for (const key of keys) for (const other of this.#index.dependentsOf(key)) this.#waiting.add(other);
    clearTimeout(this.#timer);
    if (this.#waiting.size > 0) this.#timer = setTimeout(() => void this.#checkWaiting(), now ? 0 : rest);
  }

  async #checkWaiting(): Promise<void> {
    const keys = [...this.#waiting];
    this.#waiting.clear();
    this.#learn();
    await inSlices(this.#check(keys), this.#run).catch(this.#deps.failed);
  }

  #isOpen(key: string): boolean {
    return this.#deps.documents.get(key) !== undefined;
  }

  #textOf(key: string): string | undefined {
    const open = this.#deps.documents.get(key)?.text ?? this.#texts.get(key);
    if (open !== undefined || !this.#index.get(key)) return open;
    for (const personas of this.#personas) {
      const text = personas.textOf(key);
      if (text !== undefined) return text;
    }
    return undefined;
  }
}
