// The words of panel and threads in the language of this window.
import * as vscode from 'vscode';
import { type PreviewWords, previewWords } from '../../wire/preview-words.ts';

/** Each word translated where the language pack has it. */
export function panelWords(): PreviewWords {
  const translated = Object.entries(previewWords).map(([key, text]) => [key, vscode.l10n.t(text)]);
  return Object.fromEntries(translated) as PreviewWords;
}
