// The language server as a web worker, where there is no Node. It has no files of its own: it is sent what the editor has read.
import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { type FilesParams, filesMethod } from '../../wire/server-protocol.ts';
import type { WebFiles } from '../web/web-files.ts';
import { type Connection, type ConnectOptions, connect } from './connect.ts';

/** The web's own: the host is typed without a page. */
declare const Worker: new (url: string) => { terminate(): void };

export function connectInBrowser(options: ConnectOptions, files: WebFiles): Connection {
  const module = vscode.Uri.joinPath(options.extension.extensionUri, 'dist', 'browser', 'server.js');
  let worker: { terminate(): void } | undefined;
  const launch = async () => {
    worker?.terminate();
    // By its text: a worker may not be begun from another origin, and an extension comes from one.
    const script = new Blob([await vscode.workspace.fs.readFile(module)], { type: 'text/javascript' });
    worker = new Worker(URL.createObjectURL(script));
    const port = worker as ConstructorParameters<typeof BrowserMessageReader>[0];
    return { reader: new BrowserMessageReader(port), writer: new BrowserMessageWriter(port) };
  };
  const connection = connect(options, (id, name, client) => new LanguageClient(id, name, launch, client));
  const send = (uris: readonly string[]) => {
    if (!vscode.workspace.isTrusted) return;
    const params: FilesParams = { files: uris.map((uri) => ({ uri, text: files.texts.get(uri) })) };
    void connection.client.sendNotification(filesMethod, params);
  };
  const sendAll = async () => {
    await files.ready();
    send([...files.texts.keys()]);
  };
  const listening = vscode.Disposable.from(
    files.onDidChange(send),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void sendAll()),
  );
  return {
    ...connection,
    started: () => void sendAll(),
    dispose() {
      listening.dispose();
      connection.dispose();
      worker?.terminate();
    },
  };
}
