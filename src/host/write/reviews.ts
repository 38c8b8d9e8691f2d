// The one review of this window: begun by a run, shown as diff, comments and tree, ended by its author or the next one. In: sessions. Out:
// documents of the scheme, threads, the view, what is stored. Asks no model.
import * as vscode from 'vscode';
import { countOf } from '../../write/review.ts';
import { tablesDocument } from '../../write/table.ts';
import { contexts, reviewController, reviewScheme, views } from '../ids.ts';
import { answersDocument } from './answers-document.ts';
import type { ReviewSession } from './review-session.ts';
import type { ReviewStore } from './review-store.ts';
import { ReviewTree, type TreeRow } from './review-tree.ts';
import type { ReviewView } from './review-view.ts';

export class Reviews implements vscode.Disposable {
  readonly tree = new ReviewTree();
  readonly list: vscode.TreeView<TreeRow>;
  readonly #controller: vscode.CommentController;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #left = new vscode.EventEmitter<ReviewSession>();
  /** Everything in it is decided, or it ends. */
  readonly onDidLeave = this.#left.event;
  readonly #end: vscode.Disposable[];
  readonly #store: ReviewStore;
  #view: ReviewView | undefined;
  #following: vscode.Disposable | undefined;

  constructor(store: ReviewStore) {
    this.#store = store;
    this.#controller = vscode.comments.createCommentController(reviewController, 'Dramatis');
    this.list = vscode.window.createTreeView(views.review, { treeDataProvider: this.tree });
    const provider: vscode.TextDocumentContentProvider = {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: (uri) => this.#textOf(uri),
    };
    this.#end = [
      this.#controller,
      this.list,
      this.#changed,
      this.#left,
      vscode.workspace.registerTextDocumentContentProvider(reviewScheme, provider),
    ];
  }

  get view(): ReviewView | undefined {
    return this.#view;
  }

  get session(): ReviewSession | undefined {
    return this.#view?.session;
  }

  /** Takes the place of the one before. */
  async begin(session: ReviewSession): Promise<ReviewView> {
    const [{ ReviewView }, { reviewMessage }] = await Promise.all([
      import('./review-view.ts'),
      import('./review-items.ts'),
      this.end(),
    ]);
    const draw = () => this.#draw(session, reviewMessage(session.review));
    const view = new ReviewView(session, this.#controller, this.#changed);
    this.#view = view;
    this.tree.session = session;
    this.#following = vscode.Disposable.from(
      session.onDidChange(draw),
      session.onDidDecideAll(() => {
        this.#left.fire(session);
        void this.#leaveDiff(view);
      }),
      vscode.window.tabGroups.onDidChangeTabs(() => this.#keep(session)),
    );
    void vscode.commands.executeCommand('setContext', contexts.reviewing, true);
    draw();
    return view;
  }

  /** What is open is dropped; what was accepted stays in the file, which is shown. */
  async end(): Promise<void> {
    const view = this.#view;
    if (!view) return;
    this.#view = undefined;
    this.#following?.dispose();
    this.tree.session = undefined;
    this.list.message = '';
    this.list.badge = undefined;
    void vscode.commands.executeCommand('setContext', contexts.reviewing, false);
    this.#left.fire(view.session);
    await this.#leaveDiff(view);
    view.dispose();
    view.session.dispose();
    await this.#store.clear();
  }

  /** Opens what the model answered, word for word. */
  async showAnswers(): Promise<void> {
    const uri = vscode.Uri.from({ scheme: reviewScheme, path: '/answers.md', query: this.session?.key ?? '' });
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** Opens the tables of the run. */
  async showFigures(): Promise<void> {
    const uri = vscode.Uri.from({ scheme: reviewScheme, path: '/figures.md', query: this.session?.key ?? '' });
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#view?.dispose();
    this.#view?.session.dispose();
    for (const end of this.#end) end.dispose();
  }

  /** From the diff, which shows no difference any more, to the file itself. */
  async #leaveDiff(view: ReviewView): Promise<void> {
    const { session } = view;
    const diffs = diffsOf(view);
    if (diffs.length === 0) return;
    if (countOf(session.review, 'accepted') > 0 || !session.document.isUntitled) {
      await vscode.window.showTextDocument(session.document, { preview: false });
    }
    await vscode.window.tabGroups.close(diffs, true);
  }

  #draw(session: ReviewSession, message: string): void {
    this.#keep(session);
    this.tree.redraw();
    this.list.message = message;
    const open = countOf(session.review, 'open');
    this.list.badge = open > 0 ? { value: open, tooltip: vscode.l10n.t('{0} to be decided', open) } : undefined;
  }

  /** For the next window, were this one to go. */
  #keep(session: ReviewSession): void {
    this.#store.write(() => session.stored(this.#view !== undefined && diffsOf(this.#view).length > 0));
  }

  #textOf(uri: vscode.Uri): string {
    const { session } = this;
    if (session && uri.path === '/answers.md' && uri.query === session.key) {
      const title = vscode.l10n.t('What the model answered');
      return answersDocument(title, session.answers, vscode.l10n.t('Nothing was answered.'));
    }
    if (session && uri.path === '/figures.md' && uri.query === session.key) {
      return tablesDocument(vscode.l10n.t('Figures side by side'), session.review.tables);
    }
    if (session && uri.path === '/source.txt' && uri.query === session.key) return session.source;
    if (this.#view?.uri.toString() === uri.toString()) return this.#view.session.would.text;
    return vscode.l10n.t(
      '# This review has ended. What was accepted is in the file, and nothing else. Write again with the same words: answers that were given already are not asked for twice.',
    );
  }
}

function diffsOf({ uri }: ReviewView): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(
    ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri.toString(),
  );
}
