// The text of an agent file as front matter and body alone, for carrying it over: no Markdown is read. What has no end or is too long is refused.
import type { Range } from '../../base/range.ts';
import type { FrontEntry } from './agent-file.ts';
import { findFrontMatter } from './find-front-matter.ts';
import { longestAgentFile } from './limits.ts';
import { readFrontMatter } from './read-front-matter.ts';

export type AgentText =
  | {
      readonly ok: true;
      readonly text: string;
      readonly entries: readonly FrontEntry[];
      /** How many pieces of the front matter are no YAML. */
      readonly unread: number;
      /** Between the two lines of dashes; undefined: there is none. */
      readonly inner: Range | undefined;
      readonly body: string;
      readonly bodyStart: number;
    }
  | { readonly ok: false; readonly reason: string };

export function readAgentText(text: string | undefined): AgentText {
  if (text === undefined) return { ok: false, reason: 'This file is not UTF-8, or too large.' };
  if (text.length > longestAgentFile)
    return { ok: false, reason: `More than ${longestAgentFile.toLocaleString('en-US')} characters are not read.` };
  const { whole, inner, problems } = findFrontMatter(text);
  const [problem] = problems;
  if (problem) return { ok: false, reason: problem.message };
  const bodyStart = whole?.end ?? (text.startsWith('\ufeff') ? 1 : 0);
  const front = inner ? readFrontMatter(text, inner) : { entries: [], problems: [] };
  const { entries } = front;
  return { ok: true, text, entries, unread: front.problems.length, inner, body: text.slice(bodyStart), bodyStart };
}

/** Of the first entry of this key that is a text. */
export function textUnder(entries: readonly FrontEntry[], key: string): string | undefined {
  for (const entry of entries) {
    if (entry.key === key) return entry.value.type === 'string' ? entry.value.text : undefined;
  }
  return undefined;
}
