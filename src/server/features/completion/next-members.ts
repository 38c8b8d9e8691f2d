// At the depth of clauses, on a line that is still empty: what may come next in the block, one step out. A place in; out, what would be offered
// there, and nothing where something is written. Taking an item takes the indentation of the clauses away.
import type * as lsp from 'vscode-languageserver-protocol';
import { memberItems } from './members.ts';
import type { Place } from './place.ts';

export function nextMembers(place: Place): lsp.CompletionItem[] {
  const { open, persona, before, behind } = place;
  if (!open.owner || !open.outermost || before.trim() !== '' || behind.trim() !== '') return [];
  const { character } = persona.tree.lines.positionAt(open.outermost.range.start);
  const deeper = Math.max(0, before.length - character);
  const out: Place = {
    ...place,
    open: { ...open, owner: undefined, ownerRow: undefined, outermost: undefined },
    replaces: (back, on) => place.replaces(back + deeper, on),
  };
  return memberItems(out, '');
}
