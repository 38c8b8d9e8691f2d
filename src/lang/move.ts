// Nodes and problems in, the same ones so many code units further on out. What does not move is the same object.
import type { Range } from '../base/range.ts';
import type { Problem } from './problems.ts';
import type { SourceText } from './source-text.ts';
import type { Comment, Member, Name } from './tree.ts';
import type { Unit } from './unit.ts';

/** Where an offset has moved to; `end`: it is the end of what holds at least one code unit. */
export type Place = (offset: number, end: boolean) => number;

export function movedUnit(unit: Unit, by: number): Unit {
  const { header, prose, member, end } = unit;
  return {
    ...unit,
    home: unit.home + by,
    header: header && {
      name: movedName(header.name, by),
      title: header.title && movedText(header.title, by),
      range: movedRange(header.range, by),
    },
    prose: prose && movedText(prose, by),
    member: member && movedMember(member, by),
    comments: unit.comments.map((comment) => movedComment(comment, by)),
    problems: unit.problems.map((problem) => placedProblem(problem, '', (offset) => offset + by)),
    end: end === undefined ? undefined : end + by,
  };
}

export function movedRange({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

export function movedName({ text, key, range }: Name, by: number): Name {
  return { text, key, range: movedRange(range, by) };
}

export function movedComment({ text, range }: Comment, by: number): Comment {
  return { text, range: movedRange(range, by) };
}

export function movedText({ uri, value, range, segments }: SourceText, by: number): SourceText {
  const moved = segments.map(({ at, start, length }) => ({ at, start: start + by, length }));
  return { uri, value, range: movedRange(range, by), segments: moved };
}

/** Recursion is as deep as clauses and maps nest, which is bounded (`deepestMap`). */
export function movedMember(member: Member, by: number): Member {
  const text = movedText(member.text, by);
  const children = member.children.map((child) => movedMember(child, by));
  const range = movedRange(member.range, by);
  if (member.kind === 'item') return { kind: 'item', marker: movedRange(member.marker, by), text, children, range };
  return { kind: 'entry', name: movedName(member.name, by), word: member.word, text, children, range };
}

export function placedRange({ start, end }: Range, place: Place): Range {
  if (end > start) return { start: place(start, false), end: place(end, true) };
  const at = place(start, false);
  return { start: at, end: at };
}

/** A problem with its fixes, and with what is related to it in its own file `uri`. */
export function placedProblem(problem: Problem, uri: string, place: Place): Problem {
  const { related, fixes } = problem;
  return {
    ...problem,
    range: placedRange(problem.range, place),
    ...(related && {
      related: related.map((one) =>
        one.origin.uri === uri ? { ...one, origin: { uri, range: placedRange(one.origin.range, place) } } : one,
      ),
    }),
    ...(fixes && {
      fixes: fixes.map((fix) => ({
        ...fix,
        edits: fix.edits.map((edit) => ({ ...edit, range: placedRange(edit.range, place) })),
      })),
    }),
  };
}
