// An agent file as the instructions that its tool sends: the body to the letter, cut at its headings, with the name and description that stand in
// the front matter. In: the file's text, as read. Out: a value whose every line knows its place.
import type { Range } from '../../base/range.ts';
import { range } from '../../base/range.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { InstructionPart, Instructions } from '../../lang/persona.ts';
import { linesBetween } from '../../lang/slice-text.ts';
import type { SourceText } from '../../lang/source-text.ts';
import type { AgentFile } from './agent-file.ts';
import { fileNameOf, folderNameOf } from './file-names.ts';

export function instructionsOf(file: AgentFile, text: string, uri: string): Instructions {
  const name = frontText(file, 'name', text, uri);
  const description = frontText(file, 'description', text, uri);
  const body = trimmed(text, file.body);
  const called = (name && onOneLine(name.value)) || calledByPlace(file, uri);
  // Tools tell a model of every skill by these two, before it has read any.
  const announced = file.kind === 'skill' && body.start < body.end;
  return {
    uri,
    called,
    name,
    description,
    lead: announced ? [...labelled('name', name), ...labelled('description', description)] : [],
    text: linesBetween(uri, text, body.start, body.end),
    parts: partsOf(file, text, body, uri),
  };
}

function labelled(label: string, text: SourceText | undefined): Instructions['lead'] {
  return text ? [{ label, text }] : [];
}

/** A skill is called by its folder, everything else by its file. */
function calledByPlace({ kind }: AgentFile, uri: string): string {
  return (kind === 'skill' && folderNameOf(uri)) || fileNameOf(uri);
}

/** The words of an entry; they know their letters where those stand there as they are, else only where the value stands. */
function frontText({ entries }: AgentFile, key: string, text: string, uri: string): SourceText | undefined {
  const value = entries.find((entry) => entry.key === key)?.value;
  if (value?.type !== 'string' || value.text.trim() === '') return undefined;
  const at = text.slice(value.range.start, value.range.end).indexOf(value.text);
  const start = value.range.start + at;
  const segments = at < 0 ? [] : [{ at: 0, start, length: value.text.length }];
  return { uri, value: value.text, range: value.range, segments };
}

/** White space around it is nothing that anybody reads; indentation of the first line is. */
function trimmed(text: string, { start, end }: Range): Range {
  const body = text.slice(start, end);
  const blank = /^(?:[^\S\r\n]*(?:\r\n|\r|\n))*/u.exec(body)?.[0].length ?? 0;
  const length = body.trimEnd().length;
  return range(start + Math.min(blank, length), start + length);
}

function partsOf(file: AgentFile, text: string, body: Range, uri: string): readonly InstructionPart[] {
  const headings = file.parts.filter((part) => part.kind === 'heading').filter((part) => beginsLine(text, part.range));
  const starts = [
    { at: body.start, title: undefined },
    ...headings.map((part) => ({ at: lineStart(text, part.range.start), title: onOneLine(part.text) })),
  ];
  return starts.flatMap(({ at, title }, index) => {
    const part = trimmed(text, range(at, starts[index + 1]?.at ?? body.end));
    return part.start < part.end ? [{ title, text: linesBetween(uri, text, part.start, part.end) }] : [];
  });
}

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
}

/** A heading inside of a list or a quote cuts nothing. */
function beginsLine(text: string, { start }: Range): boolean {
  return text.slice(lineStart(text, start), start).trim() === '';
}
