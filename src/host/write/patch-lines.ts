// The lines of a patch as a comment has room for them: what a change takes away and puts there, the rest left out; a long one is cut, since the whole
// of it stands in the diff beside. In: a patch. Out: lines, and how many are not among them. Pure.
import { commonOrder } from '../../lang/edit/paired.ts';
import type { Patch } from '../../write/patch.ts';

export interface PatchLines {
  /** `diff`: each begins with what becomes of it. */
  readonly form: 'diff' | 'text';
  readonly lines: readonly string[];
  /** Lines that follow and are not shown. */
  readonly more: number;
}

/** Shown of one patch. What is new stands in the diff right above. */
const mostLines = { add: 10, change: 24, remove: 10 } as const;
/** Code units of a line: a comment does not wrap what is set as code. */
const widest = 84;

/** Never empty of a patch that says something. */
export function patchLines({ kind, before = '', after = '' }: Pick<Patch, 'kind' | 'before' | 'after'>): PatchLines {
  const all = kind === 'change' ? changedLines(before.split('\n'), after.split('\n')) : linesOf(kind, before, after);
  const most = mostLines[kind];
  const more = all.length > most + 1 ? all.length - most : 0;
  const form = kind === 'change' ? 'diff' : 'text';
  const lines = all
    .slice(0, all.length - more)
    .flatMap((line) => wrapped(line, form === 'diff' ? line.slice(0, 2) : ''));
  return { form, lines, more };
}

/** A long line as several, cut at spaces; each but the first says so. `mark`: what all of them begin with. */
function wrapped(line: string, mark: string): readonly string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > widest) {
    const space = rest.lastIndexOf(' ', widest);
    const at = space > widest / 2 ? space : widest;
    parts.push(rest.slice(0, at).toWellFormed());
    rest = `${mark}  ↳ ${rest.slice(at).trimStart().toWellFormed()}`;
  }
  return [...parts, rest];
}

function linesOf(kind: Patch['kind'], before: string, after: string): readonly string[] {
  return (kind === 'remove' ? before : after).split('\n');
}

/** Of lines that stay, those next to a change. */
function changedLines(old: readonly string[], fresh: readonly string[]): readonly string[] {
  const pairs = commonOrder(old, fresh);
  const all: string[] = [];
  let at = 0;
  for (let index = 0; index <= fresh.length; index++) {
    const next = pairs.slice(index).find((pair) => pair !== undefined) ?? old.length;
    while (at < next) all.push(`- ${old[at++]}`);
    if (index === fresh.length) break;
    const isNew = pairs[index] === undefined;
    all.push(`${isNew ? '+' : ' '} ${fresh[index]}`);
    if (!isNew) at++;
  }
  const isChange = (line: string | undefined) => line?.startsWith(' ') === false;
  const near = all.map((_, index) => all.slice(Math.max(0, index - 1), index + 2).some(isChange));
  return all.flatMap((line, index) => (near[index] ? [line] : near[index - 1] === false ? [] : ['  …']));
}
