// Persona files of the command line, and agent files as personas, with the configuration that holds for them, as editor and CI see them.
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UserError } from '../base/user-error.ts';
import { type Config, defaultConfig } from '../config/config.ts';
import { findConfig } from '../config/find-config.ts';
import { folderOf } from '../config/folder-of.ts';
import { readConfig } from '../config/read-config.ts';
import { diskSource } from '../disk/disk-source.ts';
import { searchRoot } from '../disk/search-root.ts';
import { kindOfFile } from '../interop/agent-file/kind-of-file.ts';
import { withAgentFiles } from '../interop/agent-file/with-agent-files.ts';
import type { Persona } from '../lang/persona.ts';
import type { Problem } from '../lang/problems.ts';
import { readPersona } from '../lang/read-persona.ts';
import type { Source } from '../lang/source.ts';
import { agentFileReader, readAgentFiles } from './agent-files.ts';

export interface FileContext {
  readonly uri: string;
  readonly config: Config;
  /** The `dramatis.json` found, with what is wrong in it. */
  readonly configFile:
    | { readonly uri: string; readonly text: string; readonly problems: readonly Problem[] }
    | undefined;
  readonly source: Source;
}

/**
 * What holds for a file: the nearest `dramatis.json` above it, and the files it may name. @param path absolute.
 * @param baseline takes the place of the one that the `dramatis.json` names. @throws UserError where there is none to stand beside.
 */
export function contextOf(path: string, baseline?: string): FileContext {
  const uri = pathToFileURL(path).href;
  const found = findConfig(uri, diskSource(searchRoot(path)));
  const read = found && readConfig(found.text, found.folder);
  if (baseline !== undefined && !read) throw new UserError(`--baseline needs a dramatis.json above ${path}.`);
  if (baseline !== undefined && (isAbsolute(baseline) || baseline.split(/[\\/]/).includes('..')))
    throw new UserError('--baseline takes a path inside the folder of dramatis.json.');
  const config = { ...(read?.config ?? defaultConfig), ...(baseline !== undefined && { baseline }) };
  const source = withAgentFiles(diskSource(fileURLToPath(folderOf(uri, config, []))), agentFileReader);
  return {
    uri,
    config,
    configFile: found && read && { uri: found.uri, text: found.text, problems: read.problems },
    source,
  };
}

/** @throws UserError where there is no such file or it cannot be read. */
export async function loadPersona(path: string): Promise<{ readonly persona: Persona; readonly config: Config }> {
  const text = await readText(path);
  const context = contextOf(path);
  return { persona: await personaOf(text, context), config: context.config };
}

/** What a text is at the place of a file: a persona of ours, or the one that a file of another tool comes to. */
export async function personaOf(text: string, { uri, source }: Pick<FileContext, 'uri' | 'source'>): Promise<Persona> {
  const make = await readAgentFiles();
  return kindOfFile(uri) === undefined ? readPersona(text, uri, source) : make(text, uri);
}

/** A text file. @throws UserError where there is no such file or it cannot be read. */
export async function readText(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UserError(`There is no file ${path}.`);
  if (!found.isFile()) throw new UserError(`${path} is not a file.`);
  return readFile(path, 'utf8').catch(() => {
    throw new UserError(`${path} cannot be read.`);
  });
}
