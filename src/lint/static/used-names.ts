// Which value names a file uses, by key: every `{{name}}` and `{{name.part}}`, and the tables a `let:` or a tool looks into.
import { nameKey } from '../../lang/name.ts';
import type { Member, Tree } from '../../lang/tree.ts';

/** Keys of all values used anywhere in the tree. A name is used by its first part, too: `{{guests.0}}` uses `guests`. */
export function usedNames(tree: Tree): ReadonlySet<string> {
  const used = new Set<string>();
  const waiting: Member[] = [];
  for (const block of tree.blocks) {
    if (block.prose) addBraced(block.prose.value, used);
    if (block.title) addBraced(block.title.value, used);
    waiting.push(...block.children);
  }
  for (let member = waiting.pop(); member; member = waiting.pop()) {
    addBraced(member.text.value, used);
    if (member.kind === 'entry' && member.word === 'let') addTables(member.text.value, used);
    waiting.push(...member.children);
  }
  return used;
}

function addBraced(text: string, used: Set<string>): void {
  for (const [, name = ''] of text.matchAll(/\{\{([^{}\n]*)\}\}/g)) {
    const key = nameKey(name.trim());
    used.add(key);
    const dot = key.indexOf('.');
    if (dot > 0) used.add(key.slice(0, dot));
  }
}

/** `let: sound = user in animals to sounds` names two tables. */
function addTables(text: string, used: Set<string>): void {
  const [, first, second] = /\bin\s+([^"/]+?)(?:\s+to\s+([^"/]+?))?\s*$/.exec(text) ?? [];
  for (const name of [first, second]) if (name) used.add(nameKey(name.trim()));
}
