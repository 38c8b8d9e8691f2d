// Which documents are personas that a user writes.
import { languageId } from './ids.ts';

/** On disk, not yet saved, in a virtual workspace, or elsewhere for a browser; not the read-only sides of a diff. */
export const personaSelector: readonly { readonly scheme: string; readonly language: string }[] = [
  { scheme: 'file', language: languageId },
  { scheme: 'untitled', language: languageId },
  { scheme: 'vscode-vfs', language: languageId },
  { scheme: 'vscode-remote', language: languageId },
];
