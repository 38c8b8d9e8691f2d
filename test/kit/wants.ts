// Fixtures that name their own problems: a line `# want: code code` says what is due on the next line. The markers are taken
// out before anything reads the text, so they change nothing.

export interface Wanted {
  readonly text: string;
  /** `line code`, lines counted from 1 in `text`, sorted. */
  readonly wants: readonly string[];
}

/** Splits a marked text into the text and what is due on its lines. */
export function readWants(marked: string): Wanted {
  const lines = marked.match(/[^\r\n]*(?:\r\n|\r|\n|$)/gu) ?? [];
  const kept: string[] = [];
  const wants: string[] = [];
  for (const line of lines) {
    const want = /^# want: (.+?)\s*$/u.exec(line.trimEnd());
    if (want) for (const code of (want[1] ?? '').split(' ')) wants.push(`${kept.length + 1} ${code}`);
    else kept.push(line);
  }
  return { text: kept.join(''), wants: wants.sort() };
}
