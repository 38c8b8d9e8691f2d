// The bullet of an agent file that an offset is in: what it says in words, what stands there, and whether it states a rule. Loads the reader.
import type { Range } from '../../base/range.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { Part } from './agent-file.ts';
import { kindOfFile } from './kind-of-file.ts';
import { readAgentFile } from './read-agent-file.ts';
import { statesRule } from './states-rule.ts';

export type Bullet = Extract<Part, { kind: 'bullet' }>;

export interface FoundBullet {
  /** On one line, without markup. */
  readonly words: string;
  /** On one line, as it is marked up. */
  readonly written: string;
  readonly range: Range;
  readonly rule: boolean;
}

/** Undefined in between bullets, and in one that says nothing. @param bullets of this text, where they were read before. */
export function bulletAt(
  text: string,
  uri: string,
  offset: number,
  bullets: readonly Bullet[] = bulletsOf(text, uri),
): FoundBullet | undefined {
  const part = bullets.find(({ range }) => isOn(text, range, offset));
  const words = onOneLine(part?.text ?? '');
  if (!part || words === '') return undefined;
  const written = onOneLine(text.slice(part.range.start, part.range.end));
  return { words, written, range: part.range, rule: !part.quoted && statesRule(words) };
}

/** None of a file that is no agent file. */
export function bulletsOf(text: string, uri: string): readonly Bullet[] {
  const kind = kindOfFile(uri);
  return kind === undefined ? [] : readAgentFile(text, kind).parts.filter((part) => part.kind === 'bullet');
}

/** Its marker and the space around it count, too. */
function isOn(text: string, { start, end }: Range, offset: number): boolean {
  const before = text.slice(offset, start);
  const behind = text.slice(end, offset);
  return offset < start ? !/[\r\n]/u.test(before) : offset <= end || !/[\r\n]/u.test(behind);
}
