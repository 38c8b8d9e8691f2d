// A patch as the Markdown of a comment: what would change, why, on what evidence, with what effect, what is wrong with it. Words of models stand
// escaped or in code: nothing of them is a link, a picture, a command or HTML. Pure.
import { plainMarkdown } from '../../base/plain-markdown.ts';
import type { Problem } from '../../lang/problems.ts';
import { effectLines } from '../../write/effect-lines.ts';
import type { Evidence, Patch } from '../../write/patch.ts';

/** The words that a reader sees, already in their language. */
export interface PatchWords {
  readonly why: string;
  readonly now: string;
  readonly wouldBe: string;
  readonly takesAway: string;
  readonly evidence: string;
  readonly noEvidence: string;
  readonly unsupported: string;
  readonly turn: (turn: string) => string;
  readonly effect: string;
  readonly problems: string;
  readonly cannot: (reason: string) => string;
}

export interface PatchFacts {
  readonly problems: readonly Problem[];
  /** Why it does not apply to the file as it is now. */
  readonly cannot: string | undefined;
}

/** The whole comment. */
export function patchComment(patch: Patch, { problems, cannot }: PatchFacts, words: PatchWords): string {
  const parts: string[] = [];
  if (cannot !== undefined) parts.push(`**${plainMarkdown(words.cannot(cannot))}**`);
  if (patch.reason !== '') parts.push(`**${words.why}** ${plainMarkdown(patch.reason)}`);
  if (patch.kind === 'remove') parts.push(`**${words.takesAway}**\n\n${code(patch.before ?? '')}`);
  else {
    if (patch.before !== undefined) parts.push(`**${words.now}**\n\n${code(patch.before)}`);
    parts.push(`**${words.wouldBe}**\n\n${code(patch.after ?? '')}`);
  }
  parts.push(...evidencePart(patch.evidence, words));
  if (patch.effect) {
    const lines = effectLines(patch.effect).map((line) => `- ${plainMarkdown(line)}`);
    parts.push(`**${words.effect}**\n\n${lines.join('\n')}`);
  }
  if (problems.length > 0) {
    const lines = problems.slice(0, 8).map(({ message }) => `- ${plainMarkdown(message)}`);
    parts.push(`**${words.problems}**\n\n${lines.join('\n')}`);
  }
  return parts.join('\n\n');
}

function evidencePart(evidence: readonly Evidence[], words: PatchWords): string[] {
  if (evidence.length === 0) return [`*${plainMarkdown(words.noEvidence)}*`];
  const lines = evidence.slice(0, 8).map(({ quote, found, turn, note: shows }) => {
    const notes = [
      ...(turn === undefined ? [] : [words.turn(turn)]),
      ...(found ? [] : [words.unsupported]),
      ...(shows === undefined ? [] : [shows]),
    ];
    const note = notes.length > 0 ? ` (${plainMarkdown(notes.join('; '))})` : '';
    return `- “${plainMarkdown(short(quote))}”${note}`;
  });
  return [`**${words.evidence}**\n\n${lines.join('\n')}`];
}

/** A fence longer than any run of its own mark inside. */
function code(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function short(quote: string): string {
  const line = quote.replace(/\s+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
