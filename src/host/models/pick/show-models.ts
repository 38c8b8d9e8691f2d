// The list of models on the screen: some rows at once, others when they come, the chosen one marked. In: rows. Out: what was picked, or what
// the button pressed leads to.
import * as vscode from 'vscode';
import type { ItemButton, ModelItem, Outcome } from './model-item.ts';

export interface ShownList {
  readonly items: readonly ModelItem[];
  /** Shown behind `items`, in this order, each when it comes. */
  readonly later: readonly Promise<readonly ModelItem[]>[];
  /** Shown behind everything. */
  readonly last: readonly ModelItem[];
  readonly current: string;
}

export type Picked = { readonly item: ModelItem } | { readonly run: () => Promise<Outcome> } | undefined;

/** Undefined where the user left it. */
export async function showModels({ items, later, last, current }: ShownList): Promise<Picked> {
  const list = vscode.window.createQuickPick<ModelItem>();
  list.title = vscode.l10n.t('Who plays your personas?');
  list.placeholder = vscode.l10n.t('Select a model, or type to search');
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  const came: (readonly ModelItem[])[] = later.map(() => []);
  let open = true;
  let missing = later.length;
  const show = () => {
    if (!open) return;
    const all = [...items, ...came.flat(), ...last];
    const active = list.activeItems[0]?.name ?? current;
    const marked = all.map((item) =>
      item.name !== undefined && item.name === current
        ? { ...item, description: [item.description, '$(check)'].filter(Boolean).join(' ') }
        : item,
    );
    list.keepScrollPosition = true;
    list.items = marked;
    list.activeItems = marked.filter(({ name }) => name !== undefined && name === active);
    list.busy = missing > 0;
  };
  show();
  for (const [at, promise] of later.entries()) {
    void promise
      .catch(() => [])
      .then((more) => {
        came[at] = more;
        missing--;
        show();
      });
  }
  try {
    return await new Promise<Picked>((resolve) => {
      list.onDidAccept(() => resolve(list.selectedItems[0] && { item: list.selectedItems[0] }));
      list.onDidHide(() => resolve(undefined));
      list.onDidTriggerItemButton(({ button }) => resolve({ run: (button as ItemButton).run }));
      list.show();
    });
  } finally {
    open = false;
    list.dispose();
  }
}
