// Which value names a file uses, by key: every `{{name}}` and `{{name.part}}`, and the tables a `let:` or a tool looks into.
import { nameKey } from '../../lang/name.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Member, Tree } from '../../lang/tree.ts';

/**
 * Keys of all values used anywhere in the file, or in what it inherits, whose values it may set anew. A name is used by its
 * first part, too: `{{guests.0}}` uses `guests`.
 */
export function usedNames(persona: Persona): ReadonlySet<string> {
  const used = new Set<string>();
  addTree(persona.tree, used);
  if (persona.files.length > 1) addInherited(persona, used);
  return used;
}

function addInherited(persona: Persona, used: Set<string>): void {
  const { head, sections, about, traits, voice, knows, unknown, state, rules, plan, moves, tools } = persona;
  const { greetings, examples } = persona;
  const prose = [[...head.values()], sections, about, traits, voice, knows, unknown, state, plan, moves, tools];
  addBraced(JSON.stringify([prose, rules, greetings, examples]), used);
  for (const { kind, text } of rules.flatMap((rule) => rule.clauses)) if (kind === 'let') addTables(text.value, used);
}

function addTree(tree: Tree, used: Set<string>): void {
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
