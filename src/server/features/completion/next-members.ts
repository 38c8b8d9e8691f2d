// At the depth of clauses, on a line that is still empty: what may come next in the block, one step out. A place in; out, what would be offered
// there, and nothing where something is written. Taking an item takes the indentation of the clauses away.
import type * as lsp from 'vscode-languageserver-protocol';
import { columnAt } from '../../../lang/edit/place.ts';
import { memberItems } from './members.ts';
import type { Place } from './place.ts';

export function nextMembers(place: Place): lsp.CompletionItem[] {
  const { open, persona, line, before, behind } = place;
  if (!open.owner || !open.outermost || before.trim() !== '' || behind.trim() !== '') return [];
  const { tree } = persona;
  const wanted = columnAt(tree, open.outermost.range.start);
  const start = tree.lines.startOf(line);
  let deeper = 0;
  while (deeper < before.length && columnAt(tree, start + before.length - deeper) > wanted) deeper++;
  // At column 0 it would be no member of the block.
  if (deeper === before.length) return [];
  const out: Place = {
    ...place,
    open: { ...open, owner: undefined, ownerRow: undefined, outermost: undefined },
    replaces: (back, on) => place.replaces(back + deeper, on),
  };
  return memberItems(out, '');
}
