// Which documents are files of another tool that are played as they stand: known by name, and off where the user says so.
import type * as vscode from 'vscode';
import { kindOfFile } from '../../interop/agent-file/kind-of-file.ts';
import type { DocumentFilter } from '../../wire/server-protocol.ts';
import { agentLanguages, languageId } from '../ids.ts';

const schemes = new Set(['file', 'vscode-vfs', 'vscode-remote']);

/** By its name alone. */
export function isAgentFile({ scheme, path }: vscode.Uri): boolean {
  return schemes.has(scheme) && kindOfFile(path) !== undefined;
}

/** Whether a document can be played and compiled: a persona, or a file of another tool. */
export function isPlayable({ languageId: language, uri }: vscode.TextDocument): boolean {
  return language === languageId || isAgentFile(uri);
}

/** Where lenses and code actions of such files are asked for; most Markdown is none. */
export const markdownSelector: readonly { readonly scheme: string; readonly pattern: string }[] = [...schemes].map(
  (scheme) => ({ scheme, pattern: '**/*.md' }),
);

/** What the server checks: VS Code's languages for such files, and Markdown that has one of the names. */
export const agentFileSelector: readonly DocumentFilter[] = [...schemes].flatMap((scheme): DocumentFilter[] => [
  ...agentLanguages.map((language) => ({ scheme, language })),
  { scheme, language: 'markdown', pattern: '**/{AGENTS,CLAUDE,CLAUDE.local,GEMINI}.md' },
]);
