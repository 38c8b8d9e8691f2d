// A text of another program as prose of ours: line breaks one way, indentation of spaces, nothing at the end of a line: what reads back the same.

export function proseOf(text: string): string {
  return text.replace(/\r\n?/gu, '\n').split('\n').map(tidy).join('\n').trim();
}

function tidy(line: string): string {
  const indent = /^\s*/u.exec(line)?.[0] ?? '';
  return (indent.replace(/\t/gu, '    ').replace(/[^ ]/gu, ' ') + line.slice(indent.length)).trimEnd();
}
