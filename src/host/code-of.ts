// The code of a finding as the editor has it. In: a diagnostic of anybody. Out: the code alone, where it comes with a link to its page, too.
import type * as vscode from 'vscode';

/** Undefined for a diagnostic without one. */
export function codeOf({ code }: Pick<vscode.Diagnostic, 'code'>): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}
