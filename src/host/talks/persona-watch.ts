// The persona of a talk, kept up with what stands in the editor. In: its uri. Out: the persona to play, again at each change of it or of
// a file it draws on. While the file has errors the last version without any goes on playing, and the number of errors is told.
import * as vscode from 'vscode';
import type { Configs } from '../configs.ts';
import type { PersonaReading, Personas } from '../personas.ts';

/** After the last key: an edit is taken up when a hand rests, not in the middle of a word. */
const restMs = 300;

export interface PersonaWatchDeps {
  readonly personas: Pick<Personas, 'read'>;
  readonly configs: Pick<Configs, 'onDidChange'>;
  readonly log: Pick<vscode.LogOutputChannel, 'debug'>;
}

export interface WatchedPersona {
  /** What plays. Undefined where nothing could be read even once. */
  readonly playing: PersonaReading | undefined;
  /** Errors in the file as it stands. */
  readonly errors: number;
  /** The file has errors, and an older version without them plays. */
  readonly older: boolean;
  readonly missing: boolean;
}

export class PersonaWatch implements vscode.Disposable {
  readonly uri: vscode.Uri;
  readonly #deps: PersonaWatchDeps;
  readonly #changed = new vscode.EventEmitter<WatchedPersona>();
  readonly #listeners: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The latest reading: an earlier one that ends later tells what this one found. */
  #reading: Promise<WatchedPersona> | undefined;
  #disposed = false;
  /** What plays had no errors when it was read. */
  #wasGood = false;
  #now: WatchedPersona = { playing: undefined, errors: 0, older: false, missing: false };

  /** Another persona plays, or the errors changed. */
  readonly onDidChange = this.#changed.event;

  constructor(uri: vscode.Uri, deps: PersonaWatchDeps) {
    this.uri = uri;
    this.#deps = deps;
    const files = vscode.workspace.createFileSystemWatcher('**/*.{persona,md}');
    const soonIfPart = (changed: vscode.Uri) => {
      if (this.#isPart(changed)) this.#readSoon();
    };
    this.#listeners = vscode.Disposable.from(
      files,
      files.onDidChange(soonIfPart),
      files.onDidCreate(soonIfPart),
      files.onDidDelete(soonIfPart),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) soonIfPart(document.uri);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#readSoon()),
      deps.configs.onDidChange(() => this.#readSoon()),
    );
  }

  get now(): WatchedPersona {
    return this.#now;
  }

  /** Reads now. Never rejects: a file that is gone is told as `missing`. A reading that another overtakes ends with that one. */
  read(): Promise<WatchedPersona> {
    const reading: Promise<WatchedPersona> = Promise.all([this.#find(), isGone(this.uri)]).then(([found, missing]) => {
      if (this.#disposed) return this.#now;
      if (this.#reading !== reading) return this.#reading ?? this.#now;
      this.#now = found ? { ...this.#judge(found), missing } : { ...this.#now, missing: true };
      this.#changed.fire(this.#now);
      return this.#now;
    });
    this.#reading = reading;
    return reading;
  }

  /** Takes up at once what is still waiting for the hand to rest: whoever asks now means the words that stand there now. */
  async upToDate(): Promise<void> {
    if (this.#timer !== undefined) await this.#readNow();
    else await this.#reading;
  }

  async #find(): Promise<PersonaReading | undefined> {
    try {
      return await this.#deps.personas.read(this.uri);
    } catch (error) {
      this.#deps.log.debug(`${this.uri.path} cannot be read: ${error}`);
      return undefined;
    }
  }

  /** What plays, now that this stands in the file. */
  #judge(found: PersonaReading): Omit<WatchedPersona, 'missing'> {
    const problems = [...found.persona.problems, ...found.book.problems];
    const errors = new Set(
      problems.filter(({ severity }) => severity === 'error').map(({ code, range }) => `${code} ${range.start}`),
    ).size;
    const older = errors > 0 && this.#wasGood;
    if (!older) this.#wasGood = errors === 0;
    return { playing: older ? this.#now.playing : found, errors, older };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposed = true;
    this.#listeners.dispose();
    this.#changed.dispose();
  }

  #readSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#readNow(), restMs);
  }

  #readNow(): Promise<WatchedPersona> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.read();
  }

  #isPart(changed: vscode.Uri): boolean {
    const uri = changed.toString();
    if (uri === this.uri.toString()) return true;
    const files = this.#now.playing?.persona.files ?? [];
    return files.some((file) => vscode.Uri.parse(file).toString() === uri);
  }
}

/** A file that is deleted while it is open still stands in its editor; nothing is left of it once that is closed. */
async function isGone(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === 'untitled') return false;
  try {
    await vscode.workspace.fs.stat(uri);
    return false;
  } catch {
    return true;
  }
}
