// A patch as the Markdown of a comment: what would change, why, on what evidence, with what effect, what is wrong with it. Words of models stand
// escaped or in code: nothing of them is a link, a picture, a command or HTML. Pure.
import { plainMarkdown } from '../../base/plain-markdown.ts';
import type { Problem } from '../../lang/problems.ts';
import { patchEffectLines } from '../../write/effect-lines.ts';
import type { Evidence, Patch } from '../../write/patch.ts';
import { whereSaid } from '../../write/said.ts';
import { shortLine } from '../../write/short-line.ts';
import { patchLines } from './patch-lines.ts';

/** The words that a reader sees, already in their language. */
export interface PatchWords {
  readonly why: string;
  /** Above the lines, by what the patch does. */
  readonly add: string;
  readonly change: string;
  readonly remove: string;
  readonly moreLines: (count: number) => string;
  /** Of a list that is cut. */
  readonly more: (count: number) => string;
  readonly evidence: string;
  readonly noEvidence: string;
  readonly unsupported: string;
  readonly effect: string;
  readonly problems: string;
  readonly cannot: (reason: string) => string;
}

export interface PatchFacts {
  readonly problems: readonly Problem[];
  /** Why it does not apply to the file as it is now. */
  readonly cannot: string | undefined;
}

/** Quotes and problems that are shown. */
const mostListed = 8;

/** The whole comment. */
export function patchComment(patch: Patch, { problems, cannot }: PatchFacts, words: PatchWords): string {
  const parts: string[] = [];
  if (cannot !== undefined) parts.push(`**${plainMarkdown(words.cannot(cannot))}**`);
  if (patch.reason !== '') parts.push(`**${words.why}** ${plainMarkdown(patch.reason)}`);
  const { form, lines: shown, more } = patchLines(patch);
  parts.push(`**${words[patch.kind]}**\n\n${code(shown.join('\n'), form)}`);
  if (more > 0) parts.push(`*${plainMarkdown(words.moreLines(more))}*`);
  parts.push(...evidencePart(patch.evidence, words));
  const effect = patchEffectLines(patch).map((line) => `- ${plainMarkdown(line)}`);
  if (effect.length > 0) parts.push(`**${words.effect}**\n\n${effect.join('\n')}`);
  if (problems.length > 0) {
    const lines = problems.map(({ message }) => `- ${plainMarkdown(message)}`);
    parts.push(`**${words.problems}**\n\n${listed(lines, words)}`);
  }
  return parts.join('\n\n');
}

function evidencePart(evidence: readonly Evidence[], words: PatchWords): string[] {
  if (evidence.length === 0) return [`*${plainMarkdown(words.noEvidence)}*`];
  const lines = evidence.map(({ quote, found, note: shows, ...place }) => {
    const said = whereSaid(place);
    const notes = [
      ...(said === undefined ? [] : [said]),
      ...(found ? [] : [words.unsupported]),
      ...(shows === undefined ? [] : [shows]),
    ];
    const note = notes.length > 0 ? ` (${plainMarkdown(notes.join('; '))})` : '';
    return `- “${plainMarkdown(shortLine(quote, 200))}”${note}`;
  });
  return [`**${words.evidence}**\n\n${listed(lines, words)}`];
}

/** The first of a list, and how many there are beside. */
function listed(lines: readonly string[], { more }: PatchWords): string {
  const rest = lines.length - mostListed;
  return [...lines.slice(0, mostListed), ...(rest > 0 ? [`- *${plainMarkdown(more(rest))}*`] : [])].join('\n');
}

/** A fence longer than any run of its own mark inside. */
function code(text: string, form: 'diff' | 'text'): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${form}\n${text}\n${fence}`;
}
