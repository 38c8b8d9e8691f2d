// A chat of VS Code as the lines of a talk: messages in, alternating lines out. What one side says without a break is one line; what we put
// under a reply of our own is taken off again. Pure.
import type { Verdict } from '../../rules/verdict.ts';
import type { PreviewWords } from '../../wire/preview-words.ts';
import { ledgerLine } from '../threads/thread-comments.ts';

export interface ChatLine {
  readonly speaker: 'user' | 'self';
  readonly text: string;
}

/** Between a reply and the ledger under it. Nobody writes this by chance: a rule, and a word that cannot be seen. */
const rule = '\n\n---\n\u2063';

/** Empty messages are passed over. */
export function chatLines(messages: readonly ChatLine[]): ChatLine[] {
  const lines: ChatLine[] = [];
  for (const { speaker, text } of messages) {
    const said = speaker === 'self' ? withoutLedger(text) : text;
    if (said.trim() === '') continue;
    const last = lines.at(-1);
    if (last?.speaker === speaker) lines[lines.length - 1] = { speaker, text: `${last.text}\n\n${said}` };
    else lines.push({ speaker, text: said });
  }
  return lines;
}

/** What stands under a reply: how its rules fared, in one line. Undefined where there is no rule. */
export function ledgerUnder(verdicts: readonly Verdict[], words: PreviewWords): string | undefined {
  const line = ledgerLine(verdicts, words);
  return line === undefined ? undefined : `${rule}${words.ledger}${line}`;
}

function withoutLedger(text: string): string {
  const at = text.lastIndexOf(rule);
  return at < 0 ? text : text.slice(0, at);
}

/** Whether a talk stands where this chat does, so that the next line goes on with it. */
export function sameLines(a: readonly ChatLine[], b: readonly ChatLine[]): boolean {
  return a.length === b.length && a.every((line, at) => line.speaker === b[at]?.speaker && line.text === b[at]?.text);
}
