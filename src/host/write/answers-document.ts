// What a model answered in a run, word for word, as a Markdown document: for an author who wonders what happened. Pure.

export interface AnswerShown {
  readonly step: string;
  readonly text: string;
  readonly failed: boolean;
}

/** Answers stand in fences longer than any of theirs: they make no links, pictures or headings. */
export function answersDocument(title: string, answers: readonly AnswerShown[], nothing: string): string {
  const parts = answers.map(({ step, text, failed }, index) => {
    const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    const name = step === '' ? '' : `. ${step.replace(/[^\p{L}\p{N} .,-]/gu, '')}`;
    return `## ${index + 1}${name}${failed ? ' ✗' : ''}\n\n${fence}text\n${text}\n${fence}`;
  });
  return `${[`# ${title}`, ...(parts.length > 0 ? parts : [nothing])].join('\n\n')}\n`;
}
