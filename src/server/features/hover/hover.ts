// What stands under the cursor, in words: a block, an entry, a clause, a value, a name, a phrase, a pattern; and what it becomes in the prompt.
// Words of the file are shown to the letter: none becomes a link or a picture, which the editor would fetch.
import type * as lsp from 'vscode-languageserver-protocol';
import { type Range, touches } from '../../../base/range.ts';
import type { Measures } from '../../../lang/measures.ts';
import type { Persona } from '../../../lang/persona.ts';
import type { Source } from '../../../lang/source.ts';
import { atCursor } from '../../at-cursor.ts';
import { toRange } from '../../to-lsp.ts';
import { valueAt } from '../../value-at.ts';
import { agentDoc, instructedDoc } from './agent-doc.ts';
import { becomes } from './becomes.ts';
import { inheritedHere, replaced } from './inherited.ts';
import { nameDoc } from './name-doc.ts';
import { patternAt, patternDoc } from './pattern-doc.ts';
import { phraseDoc } from './phrase-doc.ts';
import { blockDoc, entryDoc } from './row-doc.ts';
import { valueDoc } from './value-doc.ts';

/** What is not in the file itself. */
export interface HoverDeps {
  readonly measures: Measures;
  /** Parents are read through it, to say what of theirs is replaced. */
  readonly source: Source;
}

/** Markdown on what `offset` touches, or null. */
export function hover(persona: Persona, offset: number, deps: HoverDeps): lsp.Hover | null {
  const found = look(persona, offset, deps);
  if (!found) return null;
  const parts = found.parts.filter((part) => part !== undefined && part !== '');
  if (parts.length === 0) return null;
  return {
    contents: { kind: 'markdown', value: parts.join('\n\n') },
    range: toRange(persona.tree.lines, found.range),
  };
}

interface Found {
  readonly range: Range;
  readonly parts: readonly (string | undefined)[];
}

function look(persona: Persona, offset: number, deps: HoverDeps): Found | undefined {
  const { tree } = persona;
  const value = valueAt(tree, offset);
  const inValue = value && valueDoc(persona, value.name);
  if (value) return inValue === undefined ? undefined : { range: value.range, parts: [inValue] };
  const { block, blockRow, path } = atCursor(tree, offset);
  if (block && blockRow && touches(block.name.range, offset)) {
    const parts = [blockDoc(blockRow), becomes(persona, block.range, deps.measures), inheritedHere(persona, blockRow)];
    return { range: block.name.range, parts };
  }
  const inner = path.at(-1);
  const { member, row } = inner ?? {};
  if (member?.kind === 'entry' && row && touches(member.name.range, offset)) {
    const doc = entryDoc(row, member.word === undefined, blockRow);
    const own = path.length === 1;
    return {
      range: member.name.range,
      parts: [
        doc,
        own ? becomes(persona, member.range, deps.measures) : undefined,
        own && block ? replaced(persona, block, member, deps.source) : undefined,
      ],
    };
  }
  if (member && row && touches(member.text.range, offset)) {
    const pattern = patternAt(member.text, row, offset);
    if (pattern) return { range: pattern.range, parts: [patternDoc(persona, pattern, row, member.text)] };
    const phrase = phraseDoc(member.text, row, offset);
    if (phrase) return { range: phrase.range, parts: [phrase.doc] };
  }
  const agent = agentDoc(persona, offset, deps.source);
  if (agent) return agent;
  const instructed = member && block?.word === 'rules' ? instructedDoc(persona, offset) : undefined;
  if (member && instructed) return { range: member.text.range, parts: [instructed] };
  const named = nameDoc(persona, offset);
  if (named) return named;
  // An item has no name to point at: its mark stands for it.
  if (member?.kind === 'item' && path.length === 1 && touches(member.marker, offset) && row) {
    return {
      range: member.marker,
      parts: [entryDoc(row, true, blockRow), becomes(persona, member.range, deps.measures)],
    };
  }
  return undefined;
}
