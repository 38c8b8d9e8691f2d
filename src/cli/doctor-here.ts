// What the doctor looks at on this side of the wire in a terminal: versions, configuration, the model and why it is that one, the way out,
// the store. In: what was found. Out: checks. Sends nothing.
import { mkdtemp, rm } from 'node:fs/promises';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endpointEnding, type KnownModels } from '../lint/static/model-ending.ts';
import { type Check, endingTodo, fine, warning, wrong } from '../model/doctor/check.ts';
import type { Terminal } from './command.ts';
import type { FileContext } from './load-persona.ts';
import { knownModels } from './model-lists.ts';
import { version } from './version.ts';

/** @param asked `--model`, where it was given. */
export async function checksHere(
  { config, configFile }: FileContext,
  asked: string | undefined,
  env: Terminal['env'],
): Promise<Check[]> {
  return [
    fine(
      'versions',
      'Versions',
      `dramatis ${version}, Node ${process.versions.node}, ${process.platform} ${release()}.`,
    ),
    configCheck(configFile),
    modelCheck(asked ?? config.model ?? 'understudy', config, { asked, known: knownModels(env) }),
    ...proxyChecks(env),
    await storeCheck(),
  ];
}

function configCheck(file: FileContext['configFile']): Check {
  if (!file) return fine('config', 'Settings', 'No dramatis.json here or above; the defaults hold.');
  const path = fileURLToPath(file.uri);
  const { problems } = file;
  if (problems.length === 0) return fine('config', 'Settings', `${path} is read, without a fault.`);
  const says = `${path} has ${problems.length} problem(s): ${problems[0]?.message}`;
  return warning('config', 'Settings', says, '`dramatis lint` lists each with its place.');
}

function modelCheck(
  name: string,
  config: FileContext['config'],
  { asked, known }: { readonly asked: string | undefined; readonly known: KnownModels },
): Check {
  const why = asked !== undefined ? '--model' : config.model !== undefined ? 'dramatis.json' : 'nothing names another';
  if (name === 'understudy') {
    return fine('model', 'Model', `The offline understudy (${why}). It needs no key and no network.`);
  }
  if (name.startsWith('vscode:')) {
    const says = `“${name}” (${why}) is a model of the editor.`;
    return wrong('model', 'Model', says, 'In a terminal, name an endpoint with --model.');
  }
  const endpoint = config.endpoints.find((one) => one.name === name);
  if (endpoint) {
    const says = `The endpoint “${name}” (${why}).`;
    const ending = endpointEnding(endpoint, known);
    return ending ? warning('model', 'Model', `${says} ${ending.message}`, endingTodo) : fine('model', 'Model', says);
  }
  const names = ['understudy', ...config.endpoints.map((endpoint) => endpoint.name)].join(', ');
  return wrong(
    'model',
    'Model',
    `There is no endpoint “${name}” (${why}).`,
    `Describe it in dramatis.json, or name one of: ${names}.`,
  );
}

/** Node goes past the proxy of the environment unless it is told to take it. */
function proxyChecks(env: Terminal['env']): Check[] {
  const named = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].find((name) => env[name]);
  if (named === undefined) return [];
  // A proxy's address may hold a password.
  const url = env[named] ?? '';
  const shown = URL.canParse(url) ? new URL(url).origin : 'an address that cannot be read';
  if (env['NODE_USE_ENV_PROXY'] === '1') return [fine('proxy', 'Proxy', `${shown}, from ${named}.`)];
  const says = `${named} names ${shown}, which Node does not take by itself.`;
  return [warning('proxy', 'Proxy', says, 'Set NODE_USE_ENV_PROXY=1 (Node 24, or 22.21 and newer).')];
}

async function storeCheck(): Promise<Check> {
  const folder = await mkdtemp(join(tmpdir(), 'dramatis-'));
  try {
    const { sqliteReplyStore } = await import('../disk/sqlite-reply-store.ts');
    const store = await sqliteReplyStore(join(folder, 'replies.sqlite'));
    await store.get('nothing');
    return fine('store', 'Store', 'A cache of replies can be written and read.');
  } catch (error) {
    const says = `A cache of replies cannot be opened: ${error instanceof Error ? error.message : String(error)}`;
    return warning('store', 'Store', says, 'Go without --cache, or use Node 22.13 or newer.');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
