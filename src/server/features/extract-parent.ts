// *Extract to a parent persona*: what is selected moves to a new file that this one extends. Offered only where the persona says the same
// afterwards, in the same order; where it would not, the reason is told. Writes over no file.

import type { Range } from '../../base/range.ts';
import type { TextEdit } from '../../base/text-edit.ts';
import { applyEdits } from '../../base/text-edit.ts';
import { compile } from '../../lang/compile.ts';
import { extractParent } from '../../lang/edit/extract.ts';
import type { Persona } from '../../lang/persona.ts';
import { readPersona } from '../../lang/read-persona.ts';
import { stemOf } from '../../lang/resolve/read-dialogue.ts';
import type { Source } from '../../lang/source.ts';
import { selectedMembers } from '../selected-members.ts';
import { fileName, uriKey, uriOfPath } from '../uri-paths.ts';

export type ParentExtracted =
  | {
      readonly ok: true;
      readonly edits: readonly TextEdit[];
      readonly uri: string;
      /** Of the new file. */
      readonly text: string;
    }
  | { readonly ok: false; readonly reason: string };

/** @returns undefined where the selection takes in nothing. */
export function extractToParent(persona: Persona, selection: Range, source: Source): ParentExtracted | undefined {
  const moved = selectedMembers(persona.tree, selection);
  if (moved.length === 0) return undefined;
  const path = freePath(persona.uri, source);
  const uri = path === undefined ? undefined : uriOfPath(path, persona.uri);
  if (path === undefined || uri === undefined) return { ok: false, reason: 'No file can be made beside this one.' };
  const extracted = extractParent(persona.tree, moved, { path, title: `Base of ${persona.name}` });
  if (!extracted.ok) return extracted;
  const why = whyNotTheSame(persona, applyEdits(persona.tree.text, extracted.edits), uri, extracted.parent, source);
  return why === undefined
    ? { ok: true, edits: extracted.edits, uri, text: extracted.parent }
    : { ok: false, reason: why };
}

/** Beside the file, called after it; undefined where files beside it cannot be looked for. */
function freePath(uri: string, source: Source): string | undefined {
  const stem = stemOf(fileName(uri));
  for (let number = 1; number < 100; number++) {
    const path = `./${stem}-base${number === 1 ? '' : `-${number}`}.persona`;
    const found = source.read(path, uri);
    if (!found.ok) return found.reason === 'missing' ? path : undefined;
  }
  return undefined;
}

function whyNotTheSame(before: Persona, text: string, uri: string, parent: string, below: Source): string | undefined {
  const source: Source = {
    read(path, from, revision) {
      const named = uriOfPath(path, from);
      const isNew = revision === undefined && named !== undefined && uriKey(named) === uriKey(uri);
      return isNew ? { ok: true, uri, text: parent } : below.read(path, from, revision);
    },
  };
  const after = readPersona(text, before.uri, source);
  const alone = readPersona(parent, uri, source);
  const fault = newFault(before, after) ?? alone.problems.find(({ severity }) => severity === 'error')?.message;
  if (fault !== undefined) return `It does not stand by itself: ${fault}`;
  if (promptOf(before) === promptOf(after) && sortedSays(before) === sortedSays(after)) return undefined;
  return sortedSays(before) === sortedSays(after)
    ? 'What is inherited comes first, so the prompt would be in another order. Select from the first entry of a block on.'
    : 'The persona would not say the same: what it inherits already is in the way.';
}

function newFault(before: Persona, after: Persona): string | undefined {
  const left = before.problems.map(({ code }) => code);
  for (const { code, severity, message } of after.problems) {
    const at = left.indexOf(code);
    if (at >= 0) left.splice(at, 1);
    else if (severity !== 'hint') return message;
  }
  return undefined;
}

const places = new Set(['origin', 'range', 'segments', 'uri']);

function withoutPlaces(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) =>
    places.has(key) ? undefined : part instanceof Map ? [...part].sort(([a], [b]) => (a < b ? -1 : 1)) : part,
  );
}

function promptOf(persona: Persona): string {
  const { sections, lore, examples, greetings, reminder } = compile(persona);
  return withoutPlaces({ sections, lore, examples, greetings, reminder });
}

/** Everything that the persona says, the order within its lists apart. */
function sortedSays({ tree: _tree, files: _files, problems: _problems, ...persona }: Persona): string {
  return JSON.stringify(
    Object.values(persona).map((part) => (Array.isArray(part) ? part.map(withoutPlaces).sort() : withoutPlaces(part))),
  );
}
