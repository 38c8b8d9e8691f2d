// Which documents are personas that a user writes.
import { languageId } from './ids.ts';

/** On disk, not yet saved, or in a virtual workspace; not the read-only sides of a diff. */
export const personaSelector: readonly { readonly scheme: string; readonly language: string }[] = [
  { scheme: 'file', language: languageId },
  { scheme: 'untitled', language: languageId },
  { scheme: 'vscode-vfs', language: languageId },
];
