// A persona as it stands in the editor, unsaved changes too, with its rules read. In: its uri. Out: values. Never writes.
import * as vscode from 'vscode';
import { UserError } from '../base/user-error.ts';
import type { Measures } from '../lang/measures.ts';
import type { Persona } from '../lang/persona.ts';
import type { Source } from '../lang/source.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { Configs } from './configs.ts';
import type { World } from './world.ts';

export interface PersonaReading {
  readonly persona: Persona;
  readonly book: RuleBook;
}

export interface Personas {
  /** Rejects with a UserError where there is no such file. */
  read(uri: vscode.Uri): Promise<PersonaReading>;
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
    if (uri.scheme !== 'file') return { read: (path) => ({ ok: false, uri: path, reason: 'unreadable' }) };
    const { folder } = await configs.configFor(uri);
    const root = folder ? vscode.Uri.parse(folder) : rootOf(uri);
    return openDocumentsFirst(await world.openSource(root.fsPath));
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
      const persona = readPersona(text, uri.toString(), source);
      return { persona, book: readRules(persona) };
    },
    measures: () => {
      measures ??= loadMeasures();
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

async function loadMeasures(): Promise<Measures> {
  const [{ loadTokens }, { loadLanguage }] = await Promise.all([
    import('../measure/tokens.ts'),
    import('../measure/language.ts'),
  ]);
  const [tokens, language] = await Promise.all([loadTokens(), loadLanguage()]);
  return { tokens, language };
}
