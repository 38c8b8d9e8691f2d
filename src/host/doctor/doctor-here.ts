// What the doctor looks at on this side of the wire in the editor: versions, trust, settings, the model and why it is that one, the way out,
// the store of talks. In: the services and a file. Out: checks. Sends nothing, shows no key.
import * as vscode from 'vscode';
import { readConfig } from '../../config/read-config.ts';
import { type Check, endingTodo, fine, warning, wrong } from '../../model/doctor/check.ts';
import type { Deps } from '../deps.ts';
import { chosenEnding } from '../models/chosen-ending.ts';
import type { ModelChoice } from '../models/model-choice.ts';
import { modelLabel } from '../models/model-label.ts';

/** In the order of the report. */
export async function checksHere(
  deps: Deps,
  version: string,
  uri: vscode.Uri | undefined,
  choice: ModelChoice,
): Promise<Check[]> {
  return [
    versionCheck(version),
    trustCheck(),
    await configCheck(deps, uri),
    await modelCheck(deps, uri, choice),
    ...proxyChecks(),
    await storeCheck(deps),
  ];
}

function versionCheck(version: string): Check {
  const where = vscode.env.remoteName ? `, on the remote ${vscode.env.remoteName}` : '';
  return fine('versions', 'Versions', `Dramatis ${version}, ${vscode.env.appName} ${vscode.version}${where}.`);
}

function trustCheck(): Check {
  if (vscode.workspace.isTrusted) return fine('trust', 'Trust', 'This workspace is trusted.');
  const says = 'This workspace is in Restricted Mode: no settings of the folder are read and no model is asked.';
  return wrong('trust', 'Trust', says, 'Run “Dramatis: Manage Workspace Trust”, if you trust who wrote it.');
}

async function configCheck({ configs }: Deps, uri: vscode.Uri | undefined): Promise<Check> {
  const config = uri && (await configs.configFor(uri));
  if (config?.folder === undefined) {
    return fine('config', 'Settings', 'No dramatis.json above this file; your own settings and the defaults hold.');
  }
  const file = vscode.Uri.joinPath(vscode.Uri.parse(config.folder), 'dramatis.json');
  const path = vscode.workspace.asRelativePath(file);
  const text = await vscode.workspace.fs.readFile(file).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  );
  const { problems } = readConfig(text, config.folder);
  if (problems.length === 0) return fine('config', 'Settings', `${path} is read, without a fault.`);
  const says = `${path} has ${problems.length} problem(s): ${problems[0]?.message}`;
  return warning('config', 'Settings', says, `Open ${path}: each is marked in its place.`);
}

async function modelCheck(
  { settings, configs, models }: Deps,
  uri: vscode.Uri | undefined,
  choice: ModelChoice,
): Promise<Check> {
  const config = uri && (await configs.configFor(uri));
  const why =
    settings.model.read().trim() !== ''
      ? 'your setting dramatis.model'
      : config?.model !== undefined
        ? 'dramatis.json'
        : 'nothing names another';
  if (choice.kind === 'unknown') {
    const says = `“${choice.name}” (${why}) is nowhere described.`;
    return wrong('model', 'Model', says, 'Run “Dramatis: Select Model”.');
  }
  const named = choice.kind === 'endpoint' ? `“${choice.endpoint.name}”, ` : '';
  const says = `${named}${modelLabel(choice)} (${why}).`;
  const ending = chosenEnding(choice, models.lists.known());
  return ending ? warning('model', 'Model', `${says} ${ending.message}`, endingTodo) : fine('model', 'Model', says);
}

function proxyChecks(): Check[] {
  const proxy = vscode.workspace.getConfiguration('http').get<string>('proxy', '').trim();
  if (proxy === '') return [];
  // A proxy's address may hold a password.
  if (URL.canParse(proxy)) return [fine('proxy', 'Proxy', `${new URL(proxy).origin}, from the setting http.proxy.`)];
  return [warning('proxy', 'Proxy', 'The setting http.proxy is no address.', 'Correct it, or leave it empty.')];
}

async function storeCheck({ talks }: Deps): Promise<Check> {
  const store = await talks.store();
  if (store.lasting) return fine('store', 'Talks', `They are stored; ${(await store.list()).length} so far.`);
  const says = 'They cannot be stored here and end with the window.';
  return warning('store', 'Talks', says, 'Run “Dramatis: Show Log” for the reason; keep what matters as a file.');
}
