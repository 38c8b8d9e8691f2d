// The open personas, each with what was last found out about it. One check a version and phase; nothing is computed before it is asked for,
// and of a new version only what the edit changed.
import { defaultConfig } from '../config/config.ts';
import { mergeSettings } from '../config/merge-settings.ts';
import { type AgentFileReader, withAgentFiles } from '../interop/agent-file/with-agent-files.ts';
import type { Measures } from '../lang/measures.ts';
import { inOrder } from '../lang/problems.ts';
import type { Source } from '../lang/source.ts';
import {
  type CheckedFile,
  checkInSteps,
  checkLines,
  checkReading,
  type FileToCheck,
  readAgain,
} from '../lint/static/check-file.ts';
import { configModels } from '../lint/static/config-models.ts';
import type { KnownModels } from '../lint/static/model-ending.ts';
import type { Reading } from '../lint/static/reading.ts';
import type { HintSettings, UserOverrides } from '../wire/server-protocol.ts';
import { finished } from './in-slices.ts';
import { overlaySource, untrustedSource } from './overlay-source.ts';
import { type RememberingWorld, rememberingWorld } from './remembering-world.ts';
import { pathBetween, uriKey } from './uri-paths.ts';
import type { FoundConfig, World } from './world.ts';

/** A persona as the editor has it. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

interface Kept {
  document: OpenDocument;
  /** Of this version, where `current`; else what the next one begins with. */
  reading: Reading | undefined;
  /** Whether everything below holds: neither the text has changed nor anything else that matters to it. */
  current: boolean;
  checks: Map<'typing' | 'save', CheckedFile>;
  /** The check of the whole set, begun and not done. */
  work: Generator<void, CheckedFile> | undefined;
  /** Keys of the files that it was read with. */
  reads: Set<string>;
}

export class Documents {
  readonly #world: RememberingWorld;
  readonly #kept = new Map<string, Kept>();
  #trusted: boolean;
  #overrides: UserOverrides;
  #folders: readonly string[];
  #measures: Measures = {};
  /** As the editor sent them; undefined: it keeps none. */
  #modelLists: KnownModels['lists'] | undefined;
  #agentFiles: AgentFileReader = () => undefined;

  constructor(
    world: World,
    settings: { readonly trusted: boolean; readonly overrides: UserOverrides; readonly folders: readonly string[] },
  ) {
    this.#world = rememberingWorld(world);
    this.#trusted = settings.trusted;
    this.#overrides = settings.overrides;
    this.#folders = settings.folders;
  }

  /** Of the workspace, as `uriKey` writes them. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  get trusted(): boolean {
    return this.#trusted;
  }

  get overrides(): UserOverrides {
    return this.#overrides;
  }

  /** Beside the text nothing is shown that was not asked for. */
  get hints(): HintSettings {
    return this.#overrides.hints ?? { tokens: false, values: false };
  }

  /** Reads files of other tools that a persona extends. */
  get agentFiles(): AgentFileReader {
    return this.#agentFiles;
  }

  /** What endpoints last said of their models, read today. */
  get models(): KnownModels {
    return { lists: this.#modelLists ?? this.#world.modelLists(), today: this.#world.today() };
  }

  get measures(): Measures {
    return this.#measures;
  }

  /** Anything beside the texts that changes what is found, files on disk among it: every check is made anew. */
  update(change: {
    trusted?: boolean;
    overrides?: UserOverrides;
    folders?: readonly string[];
    measures?: Measures;
    agentFiles?: AgentFileReader;
    modelLists?: KnownModels['lists'];
  }): void {
    this.#trusted = change.trusted ?? this.#trusted;
    this.#overrides = change.overrides ?? this.#overrides;
    this.#folders = change.folders ?? this.#folders;
    this.#measures = change.measures ?? this.#measures;
    this.#agentFiles = change.agentFiles ?? this.#agentFiles;
    this.#modelLists = change.modelLists ?? this.#modelLists;
    this.#world.forget();
    for (const kept of this.#kept.values()) outdate(kept);
  }

  /** A document was opened, or has another text. */
  put(document: OpenDocument): void {
    const key = uriKey(document.uri);
    const kept = this.#kept.get(key);
    if (!kept) {
      const opened = {
        document,
        reading: undefined,
        current: false,
        checks: new Map(),
        work: undefined,
        reads: new Set<string>(),
      };
      this.#kept.set(key, opened);
      // Others may have been built on what was on disk.
      this.update({});
      return;
    }
    kept.document = document;
    outdate(kept);
    for (const other of this.#kept.values()) if (other.reads.has(key)) outdate(other);
  }

  remove(uri: string): void {
    this.#kept.delete(uriKey(uri));
    this.update({});
  }

  get(uri: string): OpenDocument | undefined {
    return this.#kept.get(uriKey(uri))?.document;
  }

  all(): readonly OpenDocument[] {
    return [...this.#kept.values()].map(({ document }) => document);
  }

  /** Whether `uri` takes part in what `other` means, as known from its last check. */
  dependsOn(other: OpenDocument, uri: string): boolean {
    return this.#kept.get(uriKey(other.uri))?.reads.has(uriKey(uri)) ?? false;
  }

  /** The document checked as it stands now; undefined for one that is not open. The whole set of a long file takes seconds. */
  check(uri: string, phase: 'typing' | 'save'): CheckedFile | undefined {
    const kept = this.#kept.get(uriKey(uri));
    if (!kept) return undefined;
    const known = kept.checks.get(phase);
    if (known) return known;
    const file = this.#fileOf(kept.document, phase);
    const reading = this.#readingOf(kept, file);
    const checked = phase === 'save' ? finished(this.#workOf(kept, file, reading)) : checkReading(file, reading, phase);
    kept.checks.set(phase, checked);
    return checked;
  }

  /** What the lines of the document show as they stand now, before any name is looked up; undefined for one that is not open. */
  checkLines(uri: string): CheckedFile | undefined {
    const kept = this.#kept.get(uriKey(uri));
    if (!kept) return undefined;
    const file = this.#fileOf(kept.document, 'typing');
    return checkLines(file, this.#readingOf(kept, file));
  }

  /** `check` of the phase `typing`, resting wherever it yields. Ends early where the document changes, or anything else that matters to it. */
  *findTyping(uri: string): Generator<void, CheckedFile | undefined> {
    const kept = this.#kept.get(uriKey(uri));
    if (!kept) return undefined;
    const reading = this.#readingOf(kept, this.#fileOf(kept.document, 'typing'));
    for (const _ of reading.findProblems()) {
      yield;
      if (kept.reading !== reading || !kept.current || this.#kept.get(uriKey(uri)) !== kept) return undefined;
    }
    return this.check(uri, 'typing');
  }

  /** What is known of the document now: the whole set where it was found already, else what typing shows. */
  known(uri: string): CheckedFile | undefined {
    const kept = this.#kept.get(uriKey(uri));
    return kept?.checks.get('save') ?? this.check(uri, 'typing');
  }

  /**
   * Finds the whole set of a document as it stands now, resting wherever it yields; others may go on with the same work meanwhile. Ends early
   * where the document changes, or anything else that matters to it.
   * @returns undefined then, or where it is not open.
   */
  *findAll(uri: string): Generator<void, CheckedFile | undefined> {
    const kept = this.#kept.get(uriKey(uri));
    if (!kept) return undefined;
    const { document } = kept;
    const file = this.#fileOf(document, 'save');
    const reading = this.#readingOf(kept, file);
    const work = this.#workOf(kept, file, reading);
    while (!kept.checks.has('save')) {
      if (kept.work !== work || this.#kept.get(uriKey(uri)) !== kept) return undefined;
      const step = work.next();
      if (step.done) kept.checks.set('save', step.value);
      else yield;
    }
    return kept.checks.get('save');
  }

  /** The whole set where it is found within so many milliseconds, else what is known. */
  findWithin(uri: string, ms: number): CheckedFile | undefined {
    const until = performance.now() + ms;
    for (const _ of this.findAll(uri)) if (performance.now() > until) break;
    return this.known(uri);
  }

  configFor(uri: string): FoundConfig {
    const found: FoundConfig = this.#trusted
      ? this.#world.configFor(uriKey(uri))
      : { config: defaultConfig, file: undefined };
    return { ...found, config: mergeSettings(found.config, this.#overrides) };
  }

  /** The `dramatis.json` of a file with all there is to say about it, its models among it. */
  configFileFor(uri: string): FoundConfig['file'] {
    const { file, config } = this.configFor(uri);
    const ending = file ? configModels(file.text, config, this.models) : [];
    return file && { ...file, problems: [...file.problems, ...ending].sort(inOrder) };
  }

  /** Text of a file that is not open, read as `from` may read it. */
  textOf(from: string, uri: string): string | undefined {
    const result = this.sourceFor(from).read(pathBetween(from, uri), from);
    return result.ok ? result.text : undefined;
  }

  /** Files as the persona at `uri` may read them: open ones as they stand in the editor. */
  sourceFor(uri: string): Source {
    const below = this.#trusted ? this.#world.sourceFor(uriKey(uri), this.#folders) : untrustedSource;
    return withAgentFiles(
      overlaySource(below, (other) => this.get(other)?.text),
      this.#agentFiles,
    );
  }

  #fileOf({ uri, text }: OpenDocument, phase: 'typing' | 'save'): FileToCheck {
    const source = this.#noting(uri, this.sourceFor(uri));
    const talks = this.#trusted && phase === 'save' ? this.#world.talksFor(uri, source) : [];
    return { text, uri, source, config: this.configFor(uri).config, measures: this.#measures, talks };
  }

  #readingOf(kept: Kept, file: FileToCheck): Reading {
    if (kept.reading && kept.current) return kept.reading;
    kept.reads.clear();
    const reading = readAgain(file, kept.reading);
    kept.reading = reading;
    kept.current = true;
    return reading;
  }

  #workOf(kept: Kept, file: FileToCheck, reading: Reading): Generator<void, CheckedFile> {
    kept.work ??= checkInSteps(file, reading, 'save');
    return kept.work;
  }

  /** A source that notes what is read, so that changes of it are known to matter. */
  #noting(uri: string, source: Source): Source {
    return {
      ...source,
      read: (path, from, revision) => {
        const result = source.read(path, from, revision);
        if (result.ok) this.#kept.get(uriKey(uri))?.reads.add(uriKey(result.uri));
        return result;
      },
    };
  }
}

/** What was found does not hold any more; what was read is what the next reading begins with. */
function outdate(kept: Kept): void {
  kept.current = false;
  kept.checks.clear();
  kept.work = undefined;
}
