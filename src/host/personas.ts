// A persona as it stands in the editor, unsaved changes too, with its rules read. In: its uri. Out: values. Never writes.

import * as vscode from 'vscode';
import { UserError } from '../base/user-error.ts';
import { withAgentFiles } from '../interop/agent-file/with-agent-files.ts';
import type { Measures } from '../lang/measures.ts';
import type { Persona } from '../lang/persona.ts';
import type { ReadResult, Source } from '../lang/source.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import { isAgentFile } from './agent-files/is-agent-file.ts';
import { loadAgentFiles } from './agent-files/load-agent-files.ts';
import type { Configs } from './configs.ts';
import { fileNameOf } from './file-name.ts';
import type { World } from './world.ts';

export interface PersonaReading {
  readonly persona: Persona;
  readonly book: RuleBook;
}

/** A version of a persona: of a git revision, with all files it draws on as they were then; or as it is saved now. */
export type PersonaVersion = { readonly revision: string } | 'saved';

/** The persona, or why that version of it cannot be read. */
export type VersionReading =
  | { readonly ok: true; readonly reading: PersonaReading }
  | { readonly ok: false; readonly reason: Extract<ReadResult, { ok: false }>['reason'] };

export interface Personas {
  /** Rejects with a UserError where there is no such file. */
  read(uri: vscode.Uri): Promise<PersonaReading>;
  /** Never rejects. Reads the disk alone: what stands unsaved in an editor is no version. */
  readVersion(uri: vscode.Uri, version: PersonaVersion): Promise<VersionReading>;
  /** The files that a persona at `uri` may name. */
  sourceFor(uri: vscode.Uri): Promise<Source>;
  /** Token counter and language detection, loaded on first use from chunks of their own. */
  measures(): Promise<Measures>;
}

/** Reads personas with the files of `world`; an open document wins over the disk. */
export function openPersonas(world: World, configs: Configs): Personas {
  let measures: Promise<Measures> | undefined;

  async function sourceFor(uri: vscode.Uri): Promise<Source> {
    if (!vscode.workspace.isTrusted) return { read: (path) => ({ ok: false, uri: path, reason: 'untrusted' }) };
    return world.reads(uri)
      ? withAgents(openDocumentsFirst(await diskFor(uri)))
      : { read: (path) => ({ ok: false, uri: path, reason: 'unreadable' }) };
  }

  async function diskFor(uri: vscode.Uri): Promise<Source> {
    const { folder } = await configs.configFor(uri);
    const root = folder ? vscode.Uri.parse(folder) : rootOf(uri);
    return world.openSource(root);
  }

  async function withAgents(source: Source): Promise<Source> {
    const make = await loadAgentFiles();
    return withAgentFiles(source, () => make);
  }

  return {
    sourceFor,
    async read(uri) {
      const text = await textOf(uri);
      const [{ readPersona }, { readRules }, source] = await Promise.all([
        import('../lang/read-persona.ts'),
        import('../rules/rule-book.ts'),
        sourceFor(uri),
      ]);
      const make = isAgentFile(uri) ? await loadAgentFiles() : undefined;
      const persona = make ? make(text, uri.toString()) : readPersona(text, uri.toString(), source);
      return { persona, book: readRules(persona) };
    },
    async readVersion(uri, version) {
      if (!vscode.workspace.isTrusted) return { ok: false, reason: 'untrusted' };
      if (!world.reads(uri)) return { ok: false, reason: 'unreadable' };
      const [{ personaIn }, { readRules }, source] = await Promise.all([
        import('../lang/read-persona.ts'),
        import('../rules/rule-book.ts'),
        diskFor(uri).then(withAgents),
      ]);
      const revision = version === 'saved' ? undefined : version.revision;
      const file = `./${fileNameOf(uri)}`;
      const found = source.read(file, uri.toString(), revision);
      if (!found.ok) return found;
      const of = { ...found, uri: uri.toString() };
      const persona = personaIn(of, source, revision === undefined ? {} : { revision });
      return { ok: true, reading: { persona, book: readRules(persona) } };
    },
    measures: () => {
      measures ??= world.loadMeasures();
      return measures;
    },
  };
}

/** Confinement where no `dramatis.json` says more: the workspace folder, else the file's own. */
function rootOf(uri: vscode.Uri): vscode.Uri {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
}

/** What the disk allows, in the words that the editor has for it now. */
function openDocumentsFirst(disk: Source): Source {
  return {
    read(path, from, revision) {
      const found = disk.read(path, from, revision);
      if (!found.ok || revision !== undefined) return found;
      const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === sameUri(found.uri));
      return open ? { ...found, text: open.getText() } : found;
    },
  };
}

/** A file's uri as VS Code writes it, which encodes more than others do. */
function sameUri(uri: string): string {
  return vscode.Uri.parse(uri).toString();
}

async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    throw new UserError(vscode.l10n.t('{0} cannot be read.', vscode.workspace.asRelativePath(uri)));
  }
}
