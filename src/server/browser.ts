// The server as a web worker: talks to the editor by messages, reads no file by itself.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { type FilesParams, filesMethod } from '../wire/server-protocol.ts';
import { browserWorld } from './browser-world.ts';
import { startServer } from './server.ts';

const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
const world = browserWorld(undefined);
const server = startServer(connection, world);
connection.onNotification(filesMethod, (params: FilesParams) => server.filesChanged(world.take(params)));
connection.listen();
