// The files that personas may read where there is no disk: found and read through the editor, kept in memory, followed as they change. Out:
// a `Source` over them for the host, and every change for the language server, which has no files of its own.
import * as vscode from 'vscode';
import type { Source } from '../../lang/source.ts';

/** What `extends`, `with` and `from` name, settings, and what git is told to leave out. */
const wanted = '**/{*.persona,*.md,*.txt,*.csv,*.json,.gitignore}';
const left = '**/node_modules/**';

/** A workspace in a browser is small, or it is read in part: a window must not run out of memory. */
const mostFiles = 5000;
const mostBytes = 1_000_000;

export interface WebFiles {
  /** Resolves when everything was read once. */
  ready(): Promise<void>;
  /** Texts by uri. */
  readonly texts: ReadonlyMap<string, string>;
  /** Confined to a folder. */
  sourceIn(folder: vscode.Uri): Source;
  /** Uris of what changed, came or went. */
  readonly onDidChange: vscode.Event<readonly string[]>;
}

/** One that is gone again is none. */
async function isFolder(uri: vscode.Uri): Promise<boolean> {
  // Files that are followed by themselves need not be asked.
  if (/\.(?:persona|md|txt|csv|json|gitignore)$/.test(uri.path)) return false;
  const stat = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  return stat !== undefined && (stat.type & vscode.FileType.Directory) !== 0;
}

/** Reads nothing before it is first asked. */
export function openWebFiles(): WebFiles & vscode.Disposable {
  const changed = new vscode.EventEmitter<readonly string[]>();
  const texts = new Map<string, string>();
  const disposables: vscode.Disposable[] = [changed];
  let reading: Promise<void> | undefined;

  async function take(uri: vscode.Uri): Promise<void> {
    try {
      const bytes = await vscode.workspace.fs.readFile(uri);
      if (bytes.length <= mostBytes) texts.set(uri.toString(), new TextDecoder().decode(bytes));
    } catch {
      texts.delete(uri.toString());
    }
  }

  async function readAll(): Promise<void> {
    const watcher = vscode.workspace.createFileSystemWatcher(wanted);
    const follow = async (uri: vscode.Uri) => {
      await take(uri);
      changed.fire([uri.toString()]);
    };
    // Of a folder that is deleted, renamed or moved nothing but the folder itself is told.
    const folders = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    const leave = (folder: vscode.Uri) => {
      const inside = `${folder}/`;
      const gone = [...texts.keys()].filter((uri) => uri.startsWith(inside));
      for (const uri of gone) texts.delete(uri);
      if (gone.length > 0) changed.fire(gone);
    };
    const enter = async (folder: vscode.Uri) => {
      if (!(await isFolder(folder))) return;
      const uris = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, wanted), left, mostFiles);
      await Promise.all(uris.map(take));
      if (uris.length > 0) changed.fire(uris.map(String));
    };
    disposables.push(
      watcher,
      watcher.onDidChange(follow),
      watcher.onDidCreate(follow),
      watcher.onDidDelete(follow),
      folders,
      folders.onDidDelete(leave),
      folders.onDidCreate(enter),
    );
    const uris = await vscode.workspace.findFiles(wanted, left, mostFiles);
    await Promise.all(uris.map(take));
  }

  return {
    ready: () => {
      reading ??= readAll();
      return reading;
    },
    texts,
    sourceIn(folder) {
      const inside = `${folder.toString().replace(/\/$/, '')}/`;
      return {
        read(path, from, revision) {
          if (/^(?:[/\\]|[a-z][a-z0-9+.-]*:)/i.test(path)) return { ok: false, uri: path, reason: 'outside' };
          const uri = vscode.Uri.joinPath(vscode.Uri.parse(from), '..', path).toString();
          if (!uri.startsWith(inside)) return { ok: false, uri, reason: 'outside' };
          const text = revision === undefined ? texts.get(uri) : undefined;
          if (text !== undefined) return { ok: true, uri, text };
          return { ok: false, uri, reason: revision === undefined ? 'missing' : 'unreadable' };
        },
      };
    },
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(...disposables).dispose(),
  };
}
