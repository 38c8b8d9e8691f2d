// From a use to where it is said: `{{values}}`, rules named by tests, files named by `extends`, `with` and `from`.
import { touches } from '../../base/range.ts';
import { nameKey } from '../../lang/name.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Source } from '../../lang/source.ts';
import { type Origin, sourceRange } from '../../lang/source-text.ts';
import { atCursor } from '../at-cursor.ts';
import { valueAt } from '../value-at.ts';

/** Places, the nearest first; none where nothing is named. */
export function definition(persona: Persona, offset: number, source: Source): readonly Origin[] {
  const { tree } = persona;
  const value = valueAt(tree, offset);
  if (value) {
    const key = nameKey(value.name);
    const named = [...persona.given, ...persona.state].filter(
      ({ name }) => key === name.key || key.startsWith(`${name.key}.`),
    );
    return named.map(({ name, origin }) => ({ uri: origin.uri, range: name.range }));
  }
  const { path } = atCursor(tree, offset);
  const inner = path.at(-1);
  if (inner?.member.kind !== 'entry' || !touches(inner.member.text.range, offset)) return [];
  const { text, word } = inner.member;
  if (word === 'keeps' || word === 'breaks') return rulesNamed(persona, wordAt(text, offset));
  const type = inner.row?.type;
  if (type === 'path' || type === 'paths' || type === 'cast')
    return fileNamed(wordAt(text, offset).replace(/\s+as\s+.*$/, ''), persona.uri, source);
  return [];
}

/** The element of a comma list that the cursor is in. */
function wordAt(text: Parameters<typeof sourceRange>[0], offset: number): string {
  let at = 0;
  for (const part of text.value.split(/[,，、،\n]/)) {
    const end = at + part.length;
    if (touches(sourceRange(text, at, end), offset)) return part.trim();
    at = end + 1;
  }
  return text.value.trim();
}

function rulesNamed(persona: Persona, name: string): readonly Origin[] {
  const rule = persona.rules.find((r) => r.key === nameKey(name));
  return rule ? [{ uri: rule.origin.uri, range: rule.name?.range ?? rule.sentence.range }] : [];
}

function fileNamed(path: string, from: string, source: Source): readonly Origin[] {
  if (!/^\.\.?\//.test(path)) return [];
  const file = source.read(path, from);
  return file.ok ? [{ uri: file.uri, range: { start: 0, end: 0 } }] : [];
}
