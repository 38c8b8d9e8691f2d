// Agent files that are open in the editor: what is wrong with each is told on open, behind a pause in typing, and on save. What checks them reads YAML
// and Markdown and is loaded with the first. They are no personas: of all features quick fixes alone know them.
import type * as lsp from 'vscode-languageserver-protocol';
import { LineTable } from '../base/line-table.ts';
import { kindOfFile } from '../interop/agent-file/kind-of-file.ts';
import type { Problem } from '../lang/problems.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { toDiagnostics } from './features/diagnostics.ts';
import type { World } from './world.ts';

export interface AgentDocumentsDeps {
  readonly documents: Documents;
  readonly world: World;
  send(params: lsp.PublishDiagnosticsParams): void;
  /** Runs work when nothing more urgent waits, after so many milliseconds at the earliest. */
  later(work: () => void, ms: number): void;
  failed(error: unknown): void;
}

export interface OpenAgentFile extends OpenDocument {
  /** As the editor calls it: what VS Code says of its own languages is left to it. */
  readonly language: string;
}

/** What is wrong with such a file as it stands now. */
export interface CheckedAgentFile {
  readonly uri: string;
  readonly lines: LineTable;
  readonly problems: readonly Problem[];
}

interface Open {
  readonly document: OpenAgentFile;
  /** What was found in it; undefined where that is to be looked for anew. The editor asks for fixes wherever the cursor goes. */
  found: CheckedAgentFile | undefined;
}

/** Milliseconds without a key. */
const pause = 300;

export class AgentDocuments {
  readonly #deps: AgentDocumentsDeps;
  readonly #open = new Map<string, Open>();

  constructor(deps: AgentDocumentsDeps) {
    this.#deps = deps;
  }

  /** Whether this is the place for a document, by its name. */
  takes(uri: string): boolean {
    return kindOfFile(uri) !== undefined;
  }

  /** A document was opened, or has another text. */
  put(document: OpenAgentFile): void {
    const known = this.#open.has(document.uri);
    const open: Open = { document, found: undefined };
    this.#open.set(document.uri, open);
    this.#check(open, known ? pause : 0);
  }

  /** Saved: what it links to may be there now. */
  saved(uri: string): void {
    const open = this.#open.get(uri);
    if (open) this.#check(open, 0);
  }

  remove(uri: string): void {
    if (this.#open.delete(uri)) this.#deps.send({ uri, diagnostics: [] });
  }

  /** Something beside the texts has changed that matters to what is found. */
  refresh(): void {
    for (const open of this.#open.values()) this.#check(open, 0);
  }

  /** What is found in the file now; undefined where it is not open, or has another text before that is known. */
  async find(uri: string): Promise<CheckedAgentFile | undefined> {
    const open = this.#open.get(uri);
    if (!open) return undefined;
    const { checkAgentFile } = await loadCheck();
    return this.#open.get(uri) === open ? this.#foundIn(open, checkAgentFile) : undefined;
  }

  #check(open: Open, ms: number): void {
    const { later, failed } = this.#deps;
    open.found = undefined;
    const stale = () => this.#open.get(open.document.uri) !== open;
    later(() => {
      if (stale()) return;
      loadCheck()
        .then(({ checkAgentFile }) => {
          if (!stale()) this.#tell(open, checkAgentFile);
        })
        .catch(failed);
    }, ms);
  }

  #tell(open: Open, check: CheckAgentFile): void {
    const { world, send } = this.#deps;
    const { uri, lines, problems } = this.#foundIn(open, check);
    const diagnostics = toDiagnostics(uri, lines, problems, {
      pageOf: (code) => world.pageOf(code),
      textOf: () => undefined,
    });
    send({ uri, version: open.document.version, diagnostics });
  }

  #foundIn(open: Open, check: CheckAgentFile): CheckedAgentFile {
    open.found ??= this.#look(open.document, check);
    return open.found;
  }

  #look({ uri, text, language }: OpenAgentFile, check: CheckAgentFile): CheckedAgentFile {
    const { documents } = this.#deps;
    const { config } = documents.configFor(uri);
    const { models } = documents;
    const on = documents.overrides.agentFiles !== false;
    const problems = on ? check({ text, uri, source: documents.sourceFor(uri), config, language, models }) : [];
    return { uri, lines: new LineTable(text), problems };
  }
}

type CheckAgentFile = typeof import('../lint/agent-files/check-agent-file.ts').checkAgentFile;

const loadCheck = () => import('../lint/agent-files/check-agent-file.ts');
