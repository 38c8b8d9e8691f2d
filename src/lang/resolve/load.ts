// A file with all its parents, read through the port and merged from the oldest down. Walks with a stack of its own: a chain of
// thousands is no deeper than one. Tells what is wrong in the first file alone; a parent's faults show in the parent.
import { append } from '../../base/append.ts';
import { nameKey } from '../name.ts';
import { nearest } from '../nearest.ts';
import { parse } from '../parse.ts';
import type { Problem } from '../problems.ts';
import type { ReadResult, Source } from '../source.ts';
import type { SourceText } from '../source-text.ts';
import type { Tree } from '../tree.ts';
import type { Draft, FilePath, Reading } from './draft.ts';
import { draftOf } from './draft-of.ts';
import { type Merge, mergeDrafts } from './merge.ts';
import { readDraft } from './read-draft.ts';

/** The merged draft, what the file says by itself, the problems of its references, and the uris that took part. */
export interface Loaded {
  readonly own: Draft;
  readonly merged: Draft;
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
  /** Whether every parent, and theirs, could be read: if not, nobody knows what else is inherited. */
  readonly complete: boolean;
}

interface Frame {
  readonly own: Draft;
  readonly reading: Reading;
  readonly parents: { readonly path: FilePath; readonly draft: Draft }[];
  next: number;
}

/** Reads every file that `tree` needs and merges them. `source` is asked for `revision` where one is given. */
export function load(tree: Tree, source: Source, revision: string | undefined): Loaded {
  const files = new Set([tree.uri]);
  const merged = new Map<string, Draft>();
  const root = open(tree, source, revision, files);
  const stack = [root];
  const onStack = new Set([tree.uri]);
  let result: Draft = root.own;
  let complete = true;
  while (stack.length > 0) {
    const frame = stack[stack.length - 1];
    if (!frame) break;
    const path = frame.own.extends[frame.next];
    if (!path) {
      const merge = mergeDrafts(
        frame.parents.map((parent) => parent.draft),
        frame.own,
      );
      if (frame === root) append(root.reading.problems, mergeProblems(root, merge));
      merged.set(frame.own.tree.uri, merge.draft);
      result = merge.draft;
      onStack.delete(frame.own.tree.uri);
      stack.pop();
      const below = stack[stack.length - 1];
      const taken = below?.own.extends[below.next];
      if (below && taken) {
        below.parents.push({ path: taken, draft: result });
        below.next++;
      }
      continue;
    }
    const file = frame.reading.open(path.path, path.text);
    complete &&= file !== undefined;
    const known = file && merged.get(file.uri);
    if (file?.persona) {
      const foreign = file.persona();
      // Whoever waits for its reader asks again: until then it is a parent that nobody knows, and no fault of the text.
      complete &&= foreign !== undefined;
      if (foreign) frame.parents.push({ path, draft: draftOf(foreign) });
      frame.next++;
      continue;
    }
    if (file && !known && !onStack.has(file.uri)) {
      stack.push(open(file.tree ?? parse(file.text, file.uri), source, revision, files));
      onStack.add(file.uri);
      continue;
    }
    if (known) frame.parents.push({ path, draft: known });
    else if (file) reportCycle(root, file.uri, frame === root ? path : root.own.extends[root.next]);
    frame.next++;
  }
  return { own: root.own, merged: result, problems: root.reading.problems, files: [...files], complete };
}

function open(tree: Tree, source: Source, revision: string | undefined, files: Set<string>): Frame {
  const problems: Problem[] = [];
  const reading: Reading = {
    uri: tree.uri,
    problems,
    open(path, text) {
      const result = source.read(path, tree.uri, revision);
      if (!result.ok) {
        problems.push(unreadable(path, text, result));
        return undefined;
      }
      files.add(result.uri);
      return result;
    },
  };
  return { own: readDraft(tree, reading), reading, parents: [], next: 0 };
}

const reasons: Readonly<Record<Exclude<ReadResult, { ok: true }>['reason'], string>> = {
  missing: 'There is no such file',
  outside: 'This file lies outside the folder that personas here may read from',
  'too-large': 'This file is too large to be read',
  unreadable: 'This file cannot be read',
  untrusted: 'Other files are not read while the workspace is not trusted',
};

function unreadable(path: string, text: SourceText, result: Exclude<ReadResult, { ok: true }>): Problem {
  const relative = /^\.\.?\//.test(path);
  const message = `${reasons[result.reason]}: \`${path}\`.`;
  const code = result.reason === 'outside' ? 'file-outside-folder' : 'unresolved-file';
  // Not trusting a folder is the user's choice, and no fault of the text.
  const severity = result.reason === 'untrusted' ? 'hint' : 'error';
  if (relative || result.reason !== 'missing' || /^[/\\]|:/.test(path)) {
    return { code, severity, range: text.range, message };
  }
  const edits = [{ range: { start: text.range.start, end: text.range.start }, text: './' }];
  const fixes = [{ title: `Write \`./${path}\``, edits, preferred: true }];
  return {
    code,
    severity: 'error',
    range: text.range,
    message: `${message} A path begins with \`./\` or \`../\`.`,
    fixes,
  };
}

/** Told at the parent in the first file through which the circle is entered. */
function reportCycle(root: Frame, uri: string, path: FilePath | undefined): void {
  if (!path) return;
  const itself = uri === root.own.tree.uri;
  const message = itself
    ? 'This persona ends up extending itself. Take one `extends` out of the circle.'
    : `The parents of \`${path.path}\` extend each other in a circle. Take one \`extends\` out of it.`;
  if (root.reading.problems.some((one) => one.code === 'cyclic-extends' && one.range === path.text.range)) return;
  root.reading.problems.push({ code: 'cyclic-extends', severity: 'error', range: path.text.range, message });
}

function mergeProblems(root: Frame, merge: Merge): Problem[] {
  const conflicts = merge.conflicts.map((conflict): Problem => {
    const path = root.parents[conflict.parent]?.path;
    const range = path?.text.range ?? root.own.tree.blocks[0]?.header ?? { start: 0, end: 0 };
    const message = `Two parents disagree about \`${conflict.what}\`. Say it here, or name it in \`without:\`.`;
    const related = [
      { origin: conflict.first, message: 'the one says this' },
      { origin: conflict.second, message: 'the other says this, and is taken for now' },
    ];
    return { code: 'conflicting-parents', severity: 'error', range, message, related };
  });
  return [...conflicts, ...unknownInherited(root, merge.inherited)];
}

function unknownInherited(root: Frame, inherited: ReadonlySet<string>): Problem[] {
  // A parent that could not be read may well have had it: one problem is enough.
  if (root.parents.length < root.own.extends.length) return [];
  return root.own.without.flatMap((text) => {
    const key = nameKey(text.value);
    if (inherited.has(key)) return [];
    const near = nearest(key, inherited);
    const message = `Nothing called \`${text.value}\` is inherited${near ? `: did you mean \`${near}\`?` : '.'}`;
    const fixes = near ? [{ title: `Write \`${near}\``, edits: [{ range: text.range, text: near }] }] : [];
    return [{ code: 'unknown-inherited', severity: 'warning', range: text.range, message, fixes }];
  });
}
