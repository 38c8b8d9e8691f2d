// The open personas, each with what was last found out about it. One check a version and phase; nothing is computed before it is asked for.
import { URI } from 'vscode-uri';
import { defaultConfig } from '../config/config.ts';
import { mergeSettings } from '../config/merge-settings.ts';
import type { Measures } from '../lang/measures.ts';
import type { Source } from '../lang/source.ts';
import { type CheckedFile, checkFile } from '../lint/static/check-file.ts';
import type { UserOverrides } from '../wire/server-protocol.ts';
import { overlaySource, untrustedSource } from './overlay-source.ts';
import type { FoundConfig, World } from './world.ts';

/** A persona as the editor has it. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** `./…` or `../…` from the folder of one uri to another. */
function relativePath(from: string, to: string): string {
  const here = URI.parse(from).path.split('/').slice(0, -1);
  const there = URI.parse(to).path.split('/');
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++;
  const up = here.length - same;
  return `${up === 0 ? './' : '../'.repeat(up)}${there.slice(same).join('/')}`;
}

interface Kept {
  readonly document: OpenDocument;
  /** Counts changes of anything else it depends on: other files, settings, trust, measures. */
  readonly epoch: number;
  readonly checks: Map<'typing' | 'save', CheckedFile>;
}

/** Uris that mean the same file compare equal by this. */
export function uriKey(uri: string): string {
  return URI.parse(uri).toString();
}

export class Documents {
  readonly #world: World;
  readonly #kept = new Map<string, Kept>();
  #epoch = 0;
  #trusted: boolean;
  #overrides: UserOverrides;
  #folders: readonly string[];
  #measures: Measures = {};

  constructor(
    world: World,
    settings: { readonly trusted: boolean; readonly overrides: UserOverrides; readonly folders: readonly string[] },
  ) {
    this.#world = world;
    this.#trusted = settings.trusted;
    this.#overrides = settings.overrides;
    this.#folders = settings.folders;
  }

  /** Of the workspace, as uris. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  get measures(): Measures {
    return this.#measures;
  }

  /** Anything beside the texts that changes what is found: every check is made anew. */
  update(change: {
    trusted?: boolean;
    overrides?: UserOverrides;
    folders?: readonly string[];
    measures?: Measures;
  }): void {
    this.#trusted = change.trusted ?? this.#trusted;
    this.#overrides = change.overrides ?? this.#overrides;
    this.#folders = change.folders ?? this.#folders;
    this.#measures = change.measures ?? this.#measures;
    this.#epoch++;
  }

  put(document: OpenDocument): void {
    // Others may be built on this text, so what is known of them is stale, too.
    this.#epoch++;
    this.#kept.set(uriKey(document.uri), { document, epoch: this.#epoch, checks: new Map() });
  }

  remove(uri: string): void {
    this.#kept.delete(uriKey(uri));
    this.#epoch++;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#kept.get(uriKey(uri))?.document;
  }

  all(): readonly OpenDocument[] {
    return [...this.#kept.values()].map(({ document }) => document);
  }

  /** Whether `uri` takes part in what `other` means, as known from its last check. */
  dependsOn(other: OpenDocument, uri: string): boolean {
    const checks = this.#kept.get(uriKey(other.uri))?.checks;
    const persona = (checks?.get('save') ?? checks?.get('typing'))?.persona;
    return persona?.files.some((file) => uriKey(file) === uriKey(uri)) ?? false;
  }

  /** The document checked as it stands now; undefined for one that is not open. */
  check(uri: string, phase: 'typing' | 'save'): CheckedFile | undefined {
    const key = uriKey(uri);
    let kept = this.#kept.get(key);
    if (!kept) return undefined;
    if (kept.epoch !== this.#epoch) {
      kept = { document: kept.document, epoch: this.#epoch, checks: new Map() };
      this.#kept.set(key, kept);
    }
    const known = kept.checks.get(phase);
    if (known) return known;
    const checked = this.#check(kept.document, phase);
    kept.checks.set(phase, checked);
    return checked;
  }

  configFor(uri: string): FoundConfig {
    const found: FoundConfig = this.#trusted ? this.#world.configFor(uri) : { config: defaultConfig, file: undefined };
    return { ...found, config: mergeSettings(found.config, this.#overrides) };
  }

  /** Text of a file that is not open, read as `from` may read it. */
  textOf(from: string, uri: string): string | undefined {
    const result = this.sourceFor(from).read(relativePath(from, uri), from);
    return result.ok ? result.text : undefined;
  }

  /** Files as the persona at `uri` may read them: open ones as they stand in the editor. */
  sourceFor(uri: string): Source {
    const below = this.#trusted ? this.#world.sourceFor(uri, this.#folders) : untrustedSource;
    return overlaySource(below, (other) => this.get(other)?.text);
  }

  #check(document: OpenDocument, phase: 'typing' | 'save'): CheckedFile {
    const { uri, text } = document;
    const source = this.sourceFor(uri);
    const talks = this.#trusted && phase === 'save' ? this.#world.talksFor(uri, source) : [];
    const { config } = this.configFor(uri);
    return checkFile({ text, uri, source, config, measures: this.#measures, talks }, phase);
  }
}
