// The laws that hold for every text, as functions that throw where one does not. Used on fixtures and under fast-check.
import { expect } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { format } from '../../src/lang/format.ts';
import { parse } from '../../src/lang/parse.ts';
import { leaves, print } from '../../src/lang/print.ts';
import type { SourceText } from '../../src/lang/source-text.ts';
import type { Member, Tree } from '../../src/lang/tree.ts';
import { meaningOf } from './meaning.ts';

/** print∘parse is the identity, and what no leaf owns is white space, colons, or named by a problem. */
export function printsBack(text: string): void {
  const tree = parse(text);
  expect(print(tree)).toBe(text);
  let at = 0;
  for (const leaf of leaves(tree)) {
    expect(leaf.range.start, 'leaves overlap').toBeGreaterThanOrEqual(at);
    gapIsAccountedFor(tree, at, leaf.range.start);
    at = leaf.range.end;
  }
  gapIsAccountedFor(tree, at, text.length);
}

function gapIsAccountedFor(tree: Tree, start: number, end: number): void {
  for (let at = start; at < end; at++) {
    if (/[\s:：]/u.test(tree.text[at] ?? '')) continue;
    const strays = tree.problems.some(
      ({ code, range }) => (code === 'stray-line' || code === 'needless-title') && range.start <= at && at < range.end,
    );
    const unread = tree.blocks.some(({ word, range }) => word === undefined && range.start <= at && at < range.end);
    expect(strays || unread, `offset ${at} of ${JSON.stringify(tree.text)} belongs to nothing`).toBe(true);
  }
}

/** Every range lies inside the text and the right way round; children lie in their parents; texts map back to the file. */
export function rangesAreInside(text: string): void {
  const tree = parse(text);
  const inside = ({ start, end }: { start: number; end: number }): void => {
    expect(0 <= start && start <= end && end <= text.length, `${start}..${end} of ${text.length}`).toBe(true);
  };
  const textInside = (source: SourceText | undefined): void => {
    if (!source) return;
    inside(source.range);
    for (const { at, start, length } of source.segments) {
      expect(source.value.slice(at, at + length)).toBe(text.slice(start, start + length));
    }
  };
  const memberInside = (member: Member, parent: { start: number; end: number }): void => {
    inside(member.range);
    expect(parent.start <= member.range.start && member.range.end <= parent.end).toBe(true);
    textInside(member.text);
    for (const child of member.children) memberInside(child, member.range);
  };
  for (const problem of tree.problems) {
    inside(problem.range);
    for (const fix of problem.fixes ?? []) applyEdits(text, fix.edits);
  }
  for (const comment of tree.comments) inside(comment.range);
  for (const block of tree.blocks) {
    inside(block.range);
    textInside(block.title);
    textInside(block.prose);
    for (const child of block.children) memberInside(child, block.range);
  }
}

/** Formatting keeps what the text means, and formatting again changes nothing. */
export function formatsOnce(text: string): void {
  const tree = parse(text);
  const once = applyEdits(text, format(tree));
  const again = parse(once);
  expect(meaningOf(again)).toEqual(meaningOf(tree));
  expect(applyEdits(once, format(again))).toBe(once);
}

/** Every prefix gives a tree. */
export function prefixesParse(text: string, step = 1): void {
  for (let end = 0; end < text.length; end += step) parse(text.slice(0, end));
}
