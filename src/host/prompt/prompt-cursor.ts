// Keeps the cursor of a persona and of its compiled prompt together, both ways: what one points at is marked and shown in the other.
import * as vscode from 'vscode';
import { isPlayable } from '../agent-files/is-agent-file.ts';
import { promptScheme } from '../ids.ts';
import type { PromptDocuments } from './prompt-documents.ts';
import { originAt, promptRangeAt } from './prompt-map.ts';
import { personaOfPrompt, promptUri } from './prompt-uri.ts';

/** Follows the selection until disposed. */
export function followCursor(documents: PromptDocuments): vscode.Disposable {
  const mark = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
    borderColor: new vscode.ThemeColor('editor.wordHighlightStrongBorder'),
    borderStyle: 'solid',
    borderWidth: '0 0 0 2px',
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'),
  });

  function follow(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.uri.scheme === promptScheme) fromPrompt(editor);
    else if (editor && isPlayable(editor.document)) fromPersona(editor);
  }

  function fromPersona(editor: vscode.TextEditor): void {
    const { document } = editor;
    // The prompt beside it may be of this file or of one that extends it.
    for (const other of vscode.window.visibleTextEditors) {
      if (other.document.uri.scheme !== promptScheme) continue;
      const compiled = documents.compiled(other.document);
      const own = other.document.uri.toString() === promptUri(document.uri).toString();
      if (!compiled || (own && compiled.version !== document.version)) continue;
      const range = promptRangeAt(compiled.map, document.uri.toString(), document.offsetAt(editor.selection.active));
      show(other, range);
      if (own) editor.setDecorations(mark, []);
    }
  }

  function fromPrompt(editor: vscode.TextEditor): void {
    const compiled = documents.compiled(editor.document);
    if (!compiled) return;
    const mapping = originAt(compiled.map, editor.document.offsetAt(editor.selection.active));
    editor.setDecorations(mark, []);
    const persona = personaOfPrompt(editor.document.uri).toString();
    for (const other of vscode.window.visibleTextEditors) {
      const uri = other.document.uri.toString();
      if (uri === mapping?.uri) show(other, mapping.origin);
      else if (uri === persona) other.setDecorations(mark, []);
    }
  }

  function show(editor: vscode.TextEditor, range: { start: number; end: number } | undefined): void {
    if (!range) {
      editor.setDecorations(mark, []);
      return;
    }
    const { document } = editor;
    const marked = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
    editor.setDecorations(mark, [marked]);
    editor.revealRange(marked, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  return vscode.Disposable.from(
    mark,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) follow(textEditor);
    }),
    vscode.window.onDidChangeActiveTextEditor(follow),
    documents.onDidShow(() => follow(vscode.window.activeTextEditor)),
  );
}
