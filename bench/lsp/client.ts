// An editor as far as a language server can tell: starts one as a process, speaks LSP with it over its standard streams, and knows when
// what was told. Nothing is drawn. What the server asks of an editor is answered as VS Code answers it.
import { type ChildProcess, spawn } from 'node:child_process';
import { execPath } from 'node:process';
import {
  createMessageConnection,
  type Diagnostic,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { serverFlags } from '../../src/wire/server-protocol.ts';
import { countsCpu, nowOf, rest } from './clock.ts';
import { type Memory, memoryOf } from './process-memory.ts';

export interface ClientOptions {
  /** The server's bundle. */
  readonly module: string;
  /** Uris of the workspace's folders. */
  readonly folders?: readonly string[];
  /** Beside `trusted` and what else our server wants to know. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Folder where Node keeps compiled code, as the extension gives one to its server. */
  readonly compileCache?: string;
}

/** A change as the protocol has it. */
export interface Key {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Progress {
  readonly kind: 'begin' | 'report' | 'end';
  readonly message: string;
  /** Of `performance.now()`. */
  readonly at: number;
}

/** One that takes longer than this will not come. */
const patience = 60_000;

export class Client {
  readonly #child: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #waiting = new Set<() => void>();
  readonly #versions = new Map<string, number>();
  /** What was last told of each file, and for which version. */
  readonly told = new Map<string, { readonly version: number; readonly diagnostics: readonly Diagnostic[] }>();
  readonly progress: Progress[] = [];
  capabilities: ServerCapabilities = {};
  /** When the process was started and when the editor said that it is ready, by `performance.now()`. */
  readonly started = performance.now();
  initialized = 0;

  private constructor({ module, compileCache }: ClientOptions) {
    this.#child = spawn(execPath, [...serverFlags, module, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    });
    const { stdin, stdout } = this.#child;
    if (!stdin || !stdout) throw new Error('no streams');
    this.#connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.told.set(params.uri, { version: params.version ?? 0, diagnostics: params.diagnostics });
      this.#stir();
    });
    this.#connection.onNotification(
      '$/progress',
      ({ value }: { value: { kind: Progress['kind']; message?: string } }) => {
        this.progress.push({ kind: value.kind, message: value.message ?? '', at: performance.now() });
        this.#stir();
      },
    );
    this.#connection.onRequest('window/workDoneProgress/create', () => null);
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
    this.#connection.listen();
  }

  /** A server that has said what it can; `initialized` was sent. */
  static async start(options: ClientOptions): Promise<Client> {
    const client = new Client(options);
    const overrides = { severities: {}, promptBudget: undefined };
    const { capabilities } = await client.request<{ capabilities: ServerCapabilities }>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        window: { workDoneProgress: true },
        textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
        workspace: { workspaceFolders: true },
      },
      workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: 'bench' })),
      initializationOptions: { trusted: true, locale: 'en', overrides, ...options.options },
    });
    client.capabilities = capabilities;
    client.initialized = performance.now();
    client.#notify('initialized', {});
    return client;
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.#connection.sendRequest<T>(method, params);
  }

  open(uri: string, text: string): void {
    this.#versions.set(uri, 1);
    this.#notify('textDocument/didOpen', { textDocument: { uri, languageId: 'persona', version: 1, text } });
  }

  close(uri: string): void {
    this.#notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** One change, as VS Code sends it for each key. */
  type(uri: string, key: Key): void {
    const version = (this.#versions.get(uri) ?? 1) + 1;
    this.#versions.set(uri, version);
    this.#notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [key] });
  }

  /** Resolves as soon as diagnostics of the version that the editor has now were told. */
  async checked(uri: string): Promise<readonly Diagnostic[]> {
    await this.until(() => this.told.get(uri)?.version === this.#versions.get(uri));
    return this.told.get(uri)?.diagnostics ?? [];
  }

  /** Resolves once it is true; asked again whenever something was told. */
  async until(isTrue: () => boolean): Promise<void> {
    if (isTrue()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the server does not answer')), patience);
      const look = () => {
        if (!isTrue()) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  /** Milliseconds that `work` takes, from its beginning until it has resolved. `goesOn`: the server has more to do behind it, which is not counted. */
  async timed(work: () => Promise<unknown>, goesOn = false): Promise<number> {
    const begin = nowOf(this.pid);
    await work();
    if (countsCpu && !goesOn) await new Promise((resolve) => setTimeout(resolve, rest));
    return nowOf(this.pid) - begin;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  memory(): Memory {
    return memoryOf(this.pid);
  }

  /** As an editor ends a server: it may finish what it does at its end. */
  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    await this.request('shutdown', undefined);
    this.#notify('exit', undefined);
    await ended;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return this.#connection.dispose();
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#connection.dispose();
    this.#child.kill('SIGKILL');
    await ended;
  }

  #notify(method: string, params: unknown): void {
    void this.#connection.sendNotification(method, params);
  }

  #stir(): void {
    for (const look of [...this.#waiting]) look();
  }
}
