// The tree of Test Explorer: every persona file of the workspace, read when it is opened or unfolded, and again after an edit.
// In: files. Out: test items, and for each item the cases it stands for. Runs nothing.
import * as vscode from 'vscode';
import { LineTable } from '../../base/line-table.ts';
import type { Origin } from '../../lang/source-text.ts';
import type { SuiteCase } from '../../suite/suite-case.ts';
import type { Deps } from '../deps.ts';
import { languageId } from '../ids.ts';
import type { CaseReading, Suites } from './suites.ts';
import { type TestNode, testTree } from './test-tree.ts';

/** After the last key: the tree follows a hand that rests. */
const restMs = 400;

/** A workspace with more persona files than this shows the first ones, and those that are opened. */
const mostFiles = 500;

/** Cases of one file that are to run, each with its item. */
export interface WantedCases {
  readonly uri: vscode.Uri;
  readonly reading: CaseReading;
  readonly cases: readonly SuiteCase[];
  readonly items: ReadonlyMap<string, vscode.TestItem>;
}

export class PersonaTests implements vscode.Disposable {
  readonly #controller: vscode.TestController;
  readonly #suites: Suites;
  readonly #log: Deps['log'];
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #cases = new WeakMap<vscode.TestItem, string>();
  readonly #notes = new Map<string, string>();
  readonly #listeners: vscode.Disposable;

  constructor(controller: vscode.TestController, suites: Suites, log: Deps['log']) {
    this.#controller = controller;
    this.#suites = suites;
    this.#log = log;
    const files = vscode.workspace.createFileSystemWatcher('**/*.persona');
    this.#listeners = vscode.Disposable.from(
      files,
      files.onDidCreate((uri) => this.#fileItem(uri)),
      files.onDidDelete((uri) => controller.items.delete(uri.toString())),
      files.onDidChange((uri) => this.#readSoon(uri)),
      vscode.workspace.onDidOpenTextDocument((document) => this.#take(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && isPersonaFile(document)) this.#readSoon(document.uri);
      }),
    );
    controller.resolveHandler = (item) => (item ? this.#resolve(item) : this.find());
    controller.refreshHandler = () => this.find();
    for (const document of vscode.workspace.textDocuments) this.#take(document);
  }

  /** Lists the files of the workspace; they are read when unfolded or run. */
  async find(): Promise<void> {
    const found = await vscode.workspace.findFiles('**/*.persona', '**/node_modules/**', mostFiles);
    for (const uri of found) this.#fileItem(uri);
  }

  /** Reads the file anew and brings its items up to date; undefined where it cannot be read. */
  async read(uri: vscode.Uri): Promise<CaseReading | undefined> {
    const item = this.#fileItem(uri);
    try {
      const reading = await this.#suites.read(uri);
      const words = { probes: vscode.l10n.t('Probes'), whole: vscode.l10n.t('The whole persona') };
      const nodes = testTree(reading.persona, reading.tests, reading.probes, words);
      item.description = reading.persona.name;
      item.error = undefined;
      const lines = new LineTable(reading.persona.tree.text);
      item.children.replace(nodes.map((node) => this.#itemOf(node, uri, lines)));
      // Nothing to run: not shown, until it is written.
      if (nodes.length === 0) this.#controller.items.delete(item.id);
      return reading;
    } catch (error) {
      this.#log.debug(`No tests of ${uri.path}: ${error}`);
      item.error = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }

  /** The cases below `include` (undefined: everything) that are not below `exclude`, file by file, as they stand now. */
  async wanted(
    include: readonly vscode.TestItem[] | undefined,
    exclude: readonly vscode.TestItem[] = [],
  ): Promise<WantedCases[]> {
    const paths = (items: readonly vscode.TestItem[]) => items.map(pathOf);
    const chosen = include && paths(include);
    const not = paths(exclude);
    const files = new Set(chosen ? chosen.map(([file]) => file ?? '') : [...this.#controller.items].map(([id]) => id));
    const wanted: WantedCases[] = [];
    for (const file of files) {
      const uri = vscode.Uri.parse(file);
      const reading = await this.read(uri);
      const root = this.#controller.items.get(file);
      if (!reading || !root) continue;
      const items = new Map<string, vscode.TestItem>();
      this.#collect(root, (item) => {
        const path = pathOf(item);
        const inside = (of: readonly string[]) => of.every((id, index) => path[index] === id);
        const id = this.#cases.get(item);
        if (id !== undefined && (chosen?.some(inside) ?? true) && !not.some(inside)) items.set(id, item);
      });
      const cases = [...reading.tests, ...reading.probes].filter(({ id }) => items.has(id));
      if (cases.length > 0) wanted.push({ uri, reading, cases, items });
    }
    return wanted;
  }

  /** The item of a case; undefined where it is not in the tree. */
  itemOf(uri: vscode.Uri, id: string): vscode.TestItem | undefined {
    let found: vscode.TestItem | undefined;
    const root = this.#controller.items.get(uri.toString());
    if (root) {
      this.#collect(root, (item) => {
        if (this.#cases.get(item) === id) found = item;
      });
    }
    return found;
  }

  /** What stands beside a case in the tree, until its next run: that it is flaky, or what the understudy found. */
  note(uri: vscode.Uri, id: string, text: string): void {
    this.#notes.set(`${uri} ${id}`, text);
    const item = this.itemOf(uri, id);
    if (item) item.description = text;
  }

  /** The case that an item is; undefined for a file or a group. */
  caseOf(item: vscode.TestItem): string | undefined {
    return this.#cases.get(item);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#listeners.dispose();
  }

  async #resolve(item: vscode.TestItem): Promise<void> {
    if (item.uri && !item.parent) await this.read(item.uri);
  }

  #take(document: vscode.TextDocument): void {
    if (isPersonaFile(document)) void this.read(document.uri);
  }

  #readSoon(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    const again = () => {
      this.#timers.delete(key);
      void this.read(uri);
    };
    this.#timers.set(key, setTimeout(again, restMs));
  }

  #fileItem(uri: vscode.Uri): vscode.TestItem {
    const id = uri.toString();
    const known = this.#controller.items.get(id);
    if (known) return known;
    const item = this.#controller.createTestItem(id, vscode.workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    this.#controller.items.add(item);
    return item;
  }

  #itemOf(node: TestNode, uri: vscode.Uri, lines: LineTable): vscode.TestItem {
    const item = this.#controller.createTestItem(node.id, node.label, uri);
    // What is inherited stands in another file: no mark of it here.
    if (node.origin?.uri === uri.toString()) item.range = headOf(node.origin, lines);
    if (node.case !== undefined) {
      this.#cases.set(item, node.case);
      const note = this.#notes.get(`${uri} ${node.case}`);
      if (note !== undefined) item.description = note;
    }
    item.children.replace(node.children.map((child) => this.#itemOf(child, uri, lines)));
    return item;
  }

  #collect(item: vscode.TestItem, take: (item: vscode.TestItem) => void): void {
    take(item);
    for (const [, child] of item.children) this.#collect(child, take);
  }
}

/** The first line alone: a range over a whole block would draw the mark again on each of its lines. */
function headOf({ range }: Origin, lines: LineTable): vscode.Range {
  const start = lines.positionAt(range.start);
  const last = Math.min(range.end, Math.max(range.start, lines.startOf(start.line + 1) - 1));
  const end = lines.positionAt(last);
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Ids from the file down. Items are made anew with each reading; their paths stay. */
function pathOf(item: vscode.TestItem): readonly string[] {
  const path = [item.id];
  for (let above = item.parent; above; above = above.parent) path.unshift(above.id);
  return path;
}

function isPersonaFile({ languageId: language, uri }: vscode.TextDocument): boolean {
  return language === languageId && ['file', 'vscode-vfs', 'vscode-remote'].includes(uri.scheme);
}
