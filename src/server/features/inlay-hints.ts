// Beside the text: how many tokens of the prompt each block makes, and what `{{x}}` stands for. Which of them, the user's settings say.
import type * as lsp from 'vscode-languageserver-protocol';
import { type Range, touches } from '../../base/range.ts';
import type { Measures } from '../../lang/measures.ts';
import { nameKey } from '../../lang/name.ts';
import type { Persona } from '../../lang/persona.ts';
import { lookUp, valueAsProse } from '../../lang/values.ts';
import type { HintSettings } from '../../wire/server-protocol.ts';
import { compiledPart } from '../compiled-parts.ts';
import { namesInFile } from '../names/names-in-file.ts';
import { valueKinds } from '../names/occurrence.ts';
import { valueAt } from '../value-at.ts';

/** @param within what the editor shows: nothing outside is counted. */
export function inlayHints(
  persona: Persona,
  within: Range,
  measures: Measures,
  { tokens, values }: HintSettings,
): lsp.InlayHint[] {
  return [
    ...(tokens && measures.tokens ? tokenHints(persona, within, measures.tokens) : []),
    ...(values ? valueHints(persona, within) : []),
  ];
}

/** Behind each header whose block sends something. */
function tokenHints(persona: Persona, within: Range, count: (text: string) => number): lsp.InlayHint[] {
  const { tree } = persona;
  return tree.blocks.flatMap(({ header, range }) => {
    if (!touches(within, header.end)) return [];
    const { text, lore } = compiledPart(persona, range);
    if (text === '') return [];
    const tokens = count(text);
    const label = `${tokens} ${tokens === 1 ? 'token' : 'tokens'}${lore ? ', if it comes up' : ''}`;
    return [
      {
        position: tree.lines.positionAt(header.end),
        label,
        paddingLeft: true,
        tooltip: 'What this block makes of the prompt, as o200k counts. An estimate for other models.',
      },
    ];
  });
}

/** Longest value shown in the line. */
const glimpse = 30;

/** Behind each use of a value that is known. */
function valueHints({ tree, given, name }: Persona, within: Range): lsp.InlayHint[] {
  const values = { ...Object.fromEntries(given.map((one) => [one.name.key, one.value])), self: name };
  const uses = namesInFile(tree).filter(({ kinds, role }) => role === 'use' && kinds[0] === valueKinds[0]);
  return uses.flatMap(({ range }) => {
    const braced = touches(within, range.start) ? valueAt(tree, range.start) : undefined;
    const value = braced && valueAsProse(lookUp(values, nameKey(braced.name)));
    if (!braced || value === undefined) return [];
    const line = value.replace(/\s+/g, ' ');
    const label = line.length > glimpse ? `${line.slice(0, glimpse - 1).toWellFormed()}…` : line;
    return [{ position: tree.lines.positionAt(braced.range.end), label: `= ${label}`, paddingLeft: true }];
  });
}
