// Edits in, the same edits out if the edited text says exactly what was meant and nothing else changed; else a reason.
import { applyEdits, type TextEdit } from '../../base/text-edit.ts';
import { parse } from '../parse.ts';
import type { Tree } from '../tree.ts';
import { difference, type OutlineLine, outline } from './outline.ts';

/** What an edit comes to. `reason` is a plain sentence for the author. */
export type Edited =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly reason: string };

export function refused(reason: string): Edited {
  return { ok: false, reason };
}

/** Reads the edited text again and holds it against `expected`. */
export function verified(tree: Tree, edits: readonly TextEdit[], expected: readonly OutlineLine[]): Edited {
  const after = parse(applyEdits(tree.text, edits), tree.uri);
  const actual = outline(after);
  const at = difference(actual, expected);
  if (at === undefined) return { ok: true, edits };
  return refused(reasonFor(actual[at], expected[at]));
}

function reasonFor(actual: OutlineLine | undefined, expected: OutlineLine | undefined): string {
  if (actual && expected && actual.depth > expected.depth) {
    return 'A line of the text would be read as an entry or item of its own.';
  }
  return 'The text cannot be written here so that it reads back the same: mind white space at its ends, fences left open, and lines that begin like a clause.';
}
