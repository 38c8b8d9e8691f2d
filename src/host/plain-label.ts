// Words of files and folders, on their way into a notice, a list or the status item of VS Code, which make links, commands among
// them, of `[…](command:…)` and icons of `$(…)`. Pure.

/** Looks the same and is neither link nor icon: a word joiner, which has no width, stands before the bracket. */
export function plainLabel(text: string): string {
  return text.replace(/(?<=[\]$])\(/g, '\u2060(');
}
