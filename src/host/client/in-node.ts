// The language server as a process of its own, in Node.
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { serverFlags } from '../../wire/server-protocol.ts';
import { type Connection, type ConnectOptions, connect } from './connect.ts';

export function connectInNode(options: ConnectOptions): Connection {
  const module = options.extension.asAbsolutePath('dist/node/server.cjs');
  const transport = TransportKind.ipc;
  // Node keeps the compiled code there: the next start takes half the time. Nobody but the user can write to it.
  const env = { NODE_COMPILE_CACHE: options.compileCache };
  const debug = { module, transport, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  const run = { module, transport, options: { env, execArgv: [...serverFlags] } };
  return connect(options, (id, name, client) => new LanguageClient(id, name, { run, debug }, client));
}
