// Any text as Markdown that shows exactly that text: no emphasis, link, picture, list or entity comes of it, and lines still wrap. Pure.

/** Escapes every ASCII mark (Markdown allows that for each), keeps line breaks and the indentation of lines. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/^[ \t]+/gm, (indent) => '\u00a0'.repeat(indent.length))
    .replace(/([^\r\n])(\r\n|\r|\n)(?=[^\r\n])/g, '$1  \n');
}
