// The server as a Node process: talks to the editor over the channel it was started with (IPC, or --stdio).
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeWorld } from './node-world.ts';
import { startServer } from './server.ts';

const connection = createConnection(ProposedFeatures.all);
// Bundled as dist/node/server.cjs; the pages stand beside dist.
startServer(connection, nodeWorld(fileURLToPath(new URL('../../docs/rules', import.meta.url)), process.env));
connection.listen();
