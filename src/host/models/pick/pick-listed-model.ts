// The models that an endpoint lists, to search and to pick from; typing a name is always possible. In: an address and the key that may go
// there. Out: a name, or nothing. A list that does not come says why in the list itself.
import * as vscode from 'vscode';
import type { ListedModel, ModelList } from '../../../model/providers/openai/list-models.ts';
import { plainLabel } from '../../plain-label.ts';
import type { ModelLists } from '../model-lists.ts';

interface Row extends vscode.QuickPickItem {
  readonly model?: string;
  readonly type?: true;
}

export interface ListedPick {
  readonly url: string;
  readonly key: string | undefined;
  readonly title: string;
  /** Marked in the list. */
  readonly current?: string;
}

/** Undefined where the user left it. */
export async function pickListedModel(lists: ModelLists, what: ListedPick): Promise<string | undefined> {
  const stop = new AbortController();
  const list = vscode.window.createQuickPick<Row>();
  list.title = plainLabel(what.title);
  list.placeholder = vscode.l10n.t('Type to search');
  list.matchOnDescription = true;
  list.ignoreFocusOut = true;
  const anew = { iconPath: new vscode.ThemeIcon('refresh'), tooltip: vscode.l10n.t('Ask Again') };
  list.buttons = [anew];
  let open = true;
  const fill = async (again: boolean) => {
    list.busy = true;
    list.items = [typeRow()];
    const found = await lists.of(what.url, what.key, stop.signal, again);
    if (!open) return;
    list.busy = false;
    list.items = rowsOf(found, what.current);
    list.activeItems = list.items.filter(({ model }) => model !== undefined && model === what.current);
  };
  void fill(false);
  try {
    const row = await new Promise<Row | undefined>((resolve) => {
      list.onDidTriggerButton(() => void fill(true));
      list.onDidAccept(() => {
        const [picked] = list.selectedItems;
        if (picked?.model !== undefined || picked?.type) resolve(picked);
      });
      list.onDidHide(() => resolve(undefined));
      list.show();
    });
    return row?.type ? typeModel(what) : row?.model;
  } finally {
    open = false;
    stop.abort();
    list.dispose();
  }
}

function rowsOf(found: ModelList, current: string | undefined): Row[] {
  if (!found.ok) return [{ label: `$(warning) ${plainLabel(found.failure.message)}`, alwaysShow: true }, typeRow()];
  return [...found.models.map((model) => modelRow(model, current)), typeRow()];
}

function modelRow({ id, ending }: ListedModel, current: string | undefined): Row {
  const ends = Object.entries(ending).map(([name, value]) => `${name}: ${value}`);
  return {
    label: plainLabel(id),
    ...(id === current ? { description: '$(check)' } : {}),
    ...(ends.length > 0 ? { detail: `$(warning) ${plainLabel(ends.join(', '))}` } : {}),
    model: id,
  };
}

function typeRow(): Row {
  return { label: `$(edit) ${vscode.l10n.t('Type the name of a model…')}`, alwaysShow: true, type: true };
}

async function typeModel({ title }: ListedPick): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: plainLabel(title),
    prompt: vscode.l10n.t('As the endpoint knows it.'),
    placeHolder: 'llama3.2',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t('Type a name, or press Escape to leave it.')),
  });
  return name?.trim();
}
