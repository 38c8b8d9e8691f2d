// *What was sent* as a read-only Markdown document: the very messages, in fences that their own text cannot close. Pure.
import type { PanelSent } from '../../wire/preview-protocol.ts';

export interface SentWords {
  readonly title: string;
  readonly folded: string;
  readonly dropped: string;
  readonly tokens: (count: number) => string;
  readonly temperature: (value: number) => string;
}

/** The whole document. */
export function sentDocument(sent: PanelSent, words: SentWords): string {
  const facts = [
    sent.model,
    sent.temperature === undefined ? undefined : words.temperature(sent.temperature),
    sent.tokens === undefined ? undefined : words.tokens(sent.tokens),
    sent.folded ? words.folded : undefined,
    ...sent.dropped.map((why) => `${words.dropped}: ${why}`),
  ];
  const head = `# ${words.title}\n\n${facts.flatMap((fact) => (fact === undefined ? [] : [`- ${fact}`])).join('\n')}\n`;
  const messages = sent.messages.map(({ role, content }) => {
    const fence = fenceFor(content);
    return `\n## ${role}\n\n${fence}\n${content}\n${fence}\n`;
  });
  return head + messages.join('');
}

/** One backtick more than the longest run inside, and three at least. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
}
