// What the author wrote as said: greetings, examples, scene openings, as talks that rules can judge, each line with its place.
// Values are put in as they will be sent; what is not sent, for a value of it is not known, is no talk.
import { type Range, range } from '../../base/range.ts';
import { valuesOf } from '../../lang/compile/context.ts';
import type { Line, Persona } from '../../lang/persona.ts';
import type { SourceText } from '../../lang/source-text.ts';
import type { Values } from '../../lang/value.ts';
import { fillText } from '../../lang/values.ts';
import type { TalkMessage } from '../../rules/verdict.ts';

export interface AuthorTalk {
  readonly what: 'greeting' | 'example' | 'scene';
  readonly messages: readonly TalkMessage[];
  /** What each message was written as, by index. */
  readonly written: readonly Written[];
}

/** A line as it is said, and the way back. */
export interface Written {
  readonly text: SourceText;
  /** Whether the line is said as it is written, without a value in it. */
  readonly plain: boolean;
  /** The range in the file of a range of what is said; that of a value is its `{{name}}`. */
  readonly place: (start: number, end: number) => Range;
}

/** Talks written in the persona's own file; inherited ones are judged in theirs. Thoughts are not said and not in them. */
export function authorTalks(persona: Persona): readonly AuthorTalk[] {
  const values = valuesOf(persona, {});
  const greetings = persona.greetings
    .filter((text) => text.uri === persona.uri)
    .flatMap((text) => talkOf('greeting', [{ text, speaker: 'self' }], values));
  const examples = persona.examples
    .filter((e) => e.origin.uri === persona.uri)
    .flatMap((e) => talkOf('example', said(e.lines), values));
  const scenes = persona.scenes
    .filter((s) => s.origin.uri === persona.uri)
    .flatMap((s) => talkOf('scene', said(s.lines), values));
  return [...greetings, ...examples, ...scenes];
}

function said(lines: readonly Line[]): readonly Line[] {
  return lines.filter((line) => !line.thought);
}

function talkOf(
  what: AuthorTalk['what'],
  lines: readonly Pick<Line, 'text' | 'speaker'>[],
  values: Values,
): readonly AuthorTalk[] {
  const messages: TalkMessage[] = [];
  const written: Written[] = [];
  for (const { text, speaker } of lines) {
    const { pieces, unknown } = fillText(text, values);
    if (unknown.length > 0) return [];
    messages.push(message(speaker, pieces.map((piece) => piece.text).join('')));
    written.push(writtenAs(text, pieces));
  }
  return [{ what, messages, written }];
}

function message(speaker: string, content: string): TalkMessage {
  if (speaker === 'self') return { role: 'assistant', content };
  return speaker === 'user' ? { role: 'user', content } : { role: 'user', content, name: speaker };
}

function writtenAs(text: SourceText, pieces: ReturnType<typeof fillText>['pieces']): Written {
  const spans: { start: number; end: number; file: Range; exact: boolean }[] = [];
  let at = 0;
  for (const { text: words, origin } of pieces) {
    const end = at + words.length;
    const file = origin?.range;
    if (file) spans.push({ start: at, end, file, exact: file.end - file.start === words.length });
    at = end;
  }
  const place = (start: number, end: number): Range => {
    // A line break between two lines belongs to none: there a range begins at the end of the line before.
    const first =
      spans.find((span) => span.start <= start && start < span.end) ?? spans.findLast((s) => s.end <= start);
    const last = spans.findLast((span) => span.start < end) ?? first;
    if (!first || !last) return text.range;
    const from = first.exact ? Math.min(first.file.end, first.file.start + start - first.start) : first.file.start;
    const to = last.exact ? last.file.end - Math.max(0, last.end - end) : last.file.end;
    return range(from, Math.max(from, to));
  };
  return { text, plain: spans.every((span) => span.exact), place };
}
