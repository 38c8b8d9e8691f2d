// The read-only documents of compiled prompts: text from the server, kept up while the persona is written. Shows nothing itself.
import * as vscode from 'vscode';
import type { CompiledPrompt } from '../../wire/server-protocol.ts';
import { isAgentFile, isPlayable } from '../agent-files/is-agent-file.ts';
import type { Deps } from '../deps.ts';
import { promptScheme } from '../ids.ts';
import { personaOfPrompt } from './prompt-uri.ts';

/** After the last key. Long enough that a fast typist does not compile each letter, short enough to look live. */
const pauseMs = 150;

export class PromptDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #deps: Deps;
  readonly #compiled = new Map<string, CompiledPrompt>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #shown = new vscode.EventEmitter<vscode.Uri>();
  readonly #listeners: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The text shown is to be asked for again. */
  readonly onDidChange = this.#changed.event;
  /** A prompt document shows a text, with the map that belongs to it. */
  readonly onDidShow = this.#shown.event;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isPlayable(document)) this.#refreshSoon();
        // Only now does the editor show the text that the map is about.
        if (document.uri.scheme === promptScheme) this.#shown.fire(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#compiled.delete(uri.toString())),
      deps.configs.onDidChange(() => this.#refreshSoon()),
      deps.client.onDidChangeState(({ server }) => {
        if (server === 'running') this.#refreshSoon();
      }),
    );
  }

  /** What a prompt document shows, with its map; undefined before the first answer, and while it shows another text. */
  compiled(prompt: vscode.TextDocument): CompiledPrompt | undefined {
    const compiled = this.#compiled.get(prompt.uri.toString());
    return compiled && prompt.getText() === compiled.text ? compiled : undefined;
  }

  async provideTextDocumentContent(prompt: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const persona = personaOfPrompt(prompt);
    // A tab restored after a reload comes before its persona: the server knows only documents that are open.
    const open = vscode.workspace.openTextDocument(persona);
    const document = await open.then(
      (it) => it,
      () => undefined,
    );
    const compiling =
      document && isAgentFile(persona) ? this.#compile(document) : this.#deps.client.compiledPrompt(persona, token);
    const answer = await compiling.catch((error) => {
      this.#deps.log.warn(`No compiled prompt of ${persona.path}: ${error}`);
      return undefined;
    });
    if (!answer) return vscode.l10n.t('This persona cannot be compiled now. Is its file still there?');
    const before = this.#compiled.get(prompt.toString());
    this.#compiled.set(prompt.toString(), answer);
    // The same text is no change to the editor, but its map may be new.
    if (before?.text === answer.text) this.#shown.fire(prompt);
    return answer.text;
  }

  /** Of a file of another tool, which the server does not keep as a persona. */
  async #compile({ uri, version }: vscode.TextDocument): Promise<CompiledPrompt> {
    const { personas, configs } = this.#deps;
    const [{ promptPage }, { persona }, measures, config] = await Promise.all([
      import('../../lang/prompt-page.ts'),
      personas.read(uri),
      personas.measures(),
      configs.configFor(uri),
    ]);
    return promptPage(persona, version, measures, config.promptBudget);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.dispose();
    this.#changed.dispose();
    this.#shown.dispose();
  }

  #refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === promptScheme) this.#changed.fire(uri);
    }, pauseMs);
  }
}
