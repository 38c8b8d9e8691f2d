// Rules as tables of Markdown: how those of a reply fared, and what they are. Everything of files and models stands in them as text. Pure.

import { plainMarkdown } from '../../base/plain-markdown.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Turn } from '../../play/events.ts';
import type { PreviewWords } from '../../wire/preview-words.ts';

/** The ledger of a reply: rule, verdict, reason, and the words that broke it. */
export function whyTable({ text, verdicts = [] }: Turn, words: PreviewWords): string {
  if (verdicts.length === 0) return `${words.emptyNoRules}\n`;
  const rows = verdicts.map(({ rule, state, why, span }) => {
    const quoted = span === undefined ? '' : ` “${text.slice(span.start, span.end)}”`;
    return `| ${cell(rule)} | ${words[state]} | ${cell(`${why}${quoted}`)} |`;
  });
  return `> ${cell(text)}\n\n| ${words.rule} | ${words.verdict} | ${words.reason} |\n|---|---|---|\n${rows.join('\n')}\n`;
}

/** Each rule with its sentence. */
export function rulesTable({ rules }: Persona, words: PreviewWords): string {
  if (rules.length === 0) return `${words.emptyNoRules}\n`;
  const rows = rules.map(({ name, sentence }) => {
    const called = name === undefined ? '' : `**${cell(name.text)}**: `;
    return `- ${called}${cell(sentence.value)}`;
  });
  return `${rows.join('\n')}\n`;
}

/** On one line, and nothing that ends a cell. */
function cell(text: string): string {
  return plainMarkdown(onOneLine(text));
}
