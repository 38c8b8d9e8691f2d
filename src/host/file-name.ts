// The last part of a file's address, as people read it. Runs without `vscode`.

/** `holmes.persona` of `file:///a/holmes.persona`. */
export function fileNameOf({ path }: { readonly path: string }): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
