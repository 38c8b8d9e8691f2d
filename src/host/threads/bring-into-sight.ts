// Keeps the line that a thread hangs under near the top of its editor, so that the talk below has room. VS Code opens its Comments
// view with the first comment of a window, which takes that room away again: for a moment afterwards the line is brought back.
import * as vscode from 'vscode';

/** Lines of the file that stay in sight above the thread. */
const context = 4;

/** How long the editor may still be resized by what VS Code opens of its own accord. */
const settledAfterMs = 2500;

/** Scrolls `editor` to `line`, and once more if it is resized right after. Never takes the focus. */
export function bringIntoSight(editor: vscode.TextEditor, line: number): vscode.Disposable {
  const reveal = () => {
    const top = Math.max(0, line - context);
    editor.revealRange(new vscode.Range(top, 0, line, 0), vscode.TextEditorRevealType.AtTop);
  };
  reveal();
  let height = heightOf(editor);
  const listener = vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
    if (textEditor !== editor) return;
    const now = heightOf(editor);
    if (now < height) reveal();
    height = now;
  });
  const timer = setTimeout(() => listener.dispose(), settledAfterMs);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    listener.dispose();
  });
}

/** Lines in sight. */
function heightOf(editor: vscode.TextEditor): number {
  return editor.visibleRanges.reduce((sum, { start, end }) => sum + end.line - start.line + 1, 0);
}
